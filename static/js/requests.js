/* The capture screen: the keyboard first. Without this file its buttons send the whole form. */

const form = document.querySelector("[data-capture]");
const search = form.querySelector("[name=q]");
const found = document.getElementById("found");
/* Not `form.elements.category`: suggestions are buttons of that name. */
const category = form.querySelector("select[name=category]");

/* Ctrl+Enter saves from anywhere, also when what had the focus was drawn anew; Enter takes the first answer. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.closest("dialog")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-save]"));
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target !== search) return;
  event.preventDefault();
  const first = found.querySelector("button");
  if (first) {
    window.htmx.process(found); // an answer that has only just come is not known to htmx yet
    first.click();
  } else window.htmx.trigger(search, "palier:typed");
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-search]")) found.replaceChildren();
});

/* Whoever types fast has typed before htmx was there. */
document.addEventListener("DOMContentLoaded", () => {
  if (search.value && !found.childElementCount) window.htmx.trigger(search, "palier:typed");
});

/* A suggestion fills the list of categories, as if one had chosen it there. */
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-category]");
  if (!button) return;
  event.preventDefault();
  category.value = button.dataset.category;
  category.dispatchEvent(new Event("change", { bubbles: true }));
  category.focus();
});

/* Somebody was picked: on to the words. */
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "place") return;
  search.value = "";
  form.elements.namedItem("description").focus();
});
