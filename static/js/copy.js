/* Copy an address: <input data-copied id="a"> and <button data-copy="a" hidden>; without script one selects it. */

async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    return;
  }
  document.getElementById(button.getAttribute("aria-describedby")).textContent = button.dataset.done;
}

document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));
document.addEventListener("click", copy);
