/* <span data-ticks hidden> in a fieldset, with <button data-tick="all"> and "none": all of its boxes at once. Without
   script one ticks them one by one. */

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-tick]");
  if (!button) return;
  for (const box of button.closest("fieldset").querySelectorAll("input[type=checkbox]")) {
    box.checked = button.dataset.tick === "all";
  }
});
for (const ticks of document.querySelectorAll("[data-ticks]")) ticks.hidden = false;
