/* <form data-moves>: a card dropped on another year chooses that year in its list, as a keyboard does. */

let held = null;

function cards() {
  for (const card of document.querySelectorAll("[data-moves] [data-work]")) card.draggable = true;
}

const columnOf = (event) => event.target.closest?.("[data-moves] [data-year]");

function mark(column) {
  for (const one of document.querySelectorAll(".moves-over")) one.classList.remove("moves-over");
  column?.classList.add("moves-over");
}

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-work]") ?? null;
  if (held) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const column = columnOf(event);
  if (!held || !column) return;
  event.preventDefault();
  mark(column);
});

document.addEventListener("drop", (event) => {
  const column = columnOf(event);
  if (!held || !column) return;
  event.preventDefault();
  const list = held.querySelector("select");
  list.value = column.dataset.year;
  list.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("dragend", () => {
  held = null;
  mark(null);
});

cards();
document.addEventListener("htmx:afterSwap", cards);
