/* Pages of places: everything unfolds on paper, and an address like #escalier-12 unfolds its building. */

addEventListener("beforeprint", () => {
  for (const block of document.querySelectorAll("details:not([open])")) {
    block.open = true;
    block.dataset.opened = "print";
  }
});
addEventListener("afterprint", () => {
  for (const block of document.querySelectorAll("details[data-opened]")) {
    block.open = false;
    delete block.dataset.opened;
  }
});

function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const block = target?.closest("details");
  if (!block) return;
  block.open = true;
  target.scrollIntoView();
}

unfold();
addEventListener("hashchange", unfold);
