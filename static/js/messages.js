/* Conversations: the latest text in view, Enter sends, the length of what one types in segments. */

function toLatest(box) {
  box.scrollTop = box.scrollHeight;
}

document.querySelectorAll("[data-latest]").forEach(toLatest);

let wasAtEnd = true;
document.addEventListener("htmx:beforeSwap", (event) => {
  const box = event.target.closest?.("[data-latest]");
  if (box) wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
});
document.addEventListener("htmx:afterSwap", (event) => {
  const box = event.target.closest?.("[data-latest]");
  if (box && wasAtEnd) toLatest(box);
});

/* Nothing is asked while nobody looks. */
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.getAttribute("hx-trigger")?.startsWith("every")) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!event.target.matches(".phone-answer textarea")) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
});
