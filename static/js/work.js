/* Acts on tasks: forms come in a dialog, lists renew themselves where they stand. */

const dialog = document.getElementById("act-dialog");
const list = document.querySelector("[data-renew]");

/* A form arrived: show it. Done (204), the dialog closes and the list reads itself again. */
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "act") return;
  if (!dialog.open) dialog.showModal();
  detail.target.querySelector("[aria-invalid=true], .is-invalid, select, textarea, input:not([type=hidden])")?.focus();
});
document.addEventListener("palier:changed", () => {
  if (dialog?.open) dialog.close();
  renew();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#act-dialog [data-act-close]")) return;
  event.preventDefault();
  dialog.close();
});
dialog?.addEventListener("close", () => document.getElementById("act").replaceChildren());

/* An act asked from a list says so, and the list as it is shown now is what is read again. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (list && detail.verb !== "get") detail.headers["X-Palier-List"] = "1";
  if (detail.elt === list) detail.path = location.pathname + location.search;
});

function renew() {
  if (list) window.htmx.trigger(list, "palier:renew");
}

/* New tasks come by themselves, while somebody looks and nobody types or has a menu open. */
function isBusy() {
  const inList = list.contains(document.activeElement) && document.activeElement !== document.body;
  return document.hidden || dialog?.open || inList;
}
if (list) {
  setInterval(() => isBusy() || renew(), Number(list.dataset.renew) * 1000);
  document.addEventListener("visibilitychange", () => isBusy() || renew());
}

/* <input data-check-all>: every box of its form. */
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-check-all]")) return;
  target.form.querySelectorAll("input[name=dossier]").forEach((box) => (box.checked = target.checked));
});
