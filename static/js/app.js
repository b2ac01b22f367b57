/* Behaviour keyed on data-* attributes. Every page works without it, less comfortably. */

const root = document.documentElement;

function toggleTheme() {
  const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
  root.dataset.bsTheme = next;
  localStorage.setItem("palier-theme", next);
  document.dispatchEvent(new CustomEvent("palier:theme"));
}

/* Dangerous acts ask first: <form data-confirm="Supprimer … ?" data-confirm-yes="Supprimer">. */
function askFirst(event) {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const dialog = document.getElementById("confirm");
  dialog.querySelector("#confirm-text").textContent = question;
  dialog.querySelector("[data-confirm-yes]").textContent = form.dataset.confirmYes ?? "Confirmer";
  dialog.returnValue = "no";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.confirmed;
  };
  dialog.showModal();
}

/* A form sends once: its buttons rest until the answer comes; one that sends a file says that it does. */
function sendOnce(event) {
  if (event.defaultPrevented || event.target.method === "dialog" || event.target.hasAttribute("data-again")) return;
  const buttons = event.target.querySelectorAll("button[type=submit], button:not([type])");
  const sending = event.target.querySelector("[data-sending] > [hidden]");
  setTimeout(() => {
    buttons.forEach((button) => (button.disabled = true));
    if (sending) sending.hidden = false;
  });
  const rest = () => {
    buttons.forEach((button) => (button.disabled = false));
    if (sending) sending.hidden = true;
  };
  window.addEventListener("pageshow", rest, { once: true });
}

let waitingForPlace = false;

function shortcut(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  if (waitingForPlace) {
    waitingForPlace = false;
    document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search")?.focus();
  } else if (event.key === "?") {
    document.getElementById("shortcuts")?.showModal();
  } else if (event.key === "n") {
    document.querySelector("[data-new]")?.click();
  } else if (event.key === "g") {
    waitingForPlace = true;
    setTimeout(() => (waitingForPlace = false), 1500);
  }
}

/* Search results: arrows walk them, Escape closes, a click elsewhere too. */
function walkResults(event) {
  const box = event.target.closest("[data-search]");
  if (!box) return;
  const links = [...box.querySelectorAll(".search-results :is(a, button)")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && links.length) {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (at === 0 ? box.querySelector("input") : links[at - 1]).focus();
  } else if (event.key === "Escape") {
    box.querySelector(".search-results").replaceChildren();
    box.querySelector("input").focus();
  }
}

/* A button that only a script answers rests until the script listens (allauth's do from DOMContentLoaded on). */
function wakeScripted() {
  document.querySelectorAll("[data-scripted]").forEach((button) => (button.disabled = false));
}

document.addEventListener("DOMContentLoaded", wakeScripted);
document.addEventListener("submit", askFirst, true);
document.addEventListener("submit", sendOnce);
document.addEventListener("keydown", shortcut);
document.addEventListener("keydown", walkResults);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) toggleTheme();
  if (event.target.closest("[data-shortcuts]")) document.getElementById("shortcuts").showModal();
  if (event.target.closest("[data-print]")) window.print();
  if (!event.target.closest("[data-search]")) document.getElementById("search-results")?.replaceChildren();
});
/* <form data-autosubmit>: filters apply as they change, without a button. */
document.addEventListener("change", (event) => event.target.closest("form[data-autosubmit]")?.requestSubmit());
/* Letters typed before htmx was there to hear them: the search they asked for is made now. */
document.addEventListener(
  "htmx:load",
  () => {
    for (const field of document.querySelectorAll("input[type=search]")) {
      if (field.value !== field.defaultValue) window.htmx.trigger(field.closest("[hx-get]") ?? field, "submit");
    }
  },
  { once: true },
);
/* <form data-filters>: an empty filter stays out of the address. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.matches("form[data-filters]")) return;
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});
