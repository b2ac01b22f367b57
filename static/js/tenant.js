// Tells once that a person has the page of a request before their eyes: robots that look at links run no script.

const page = document.querySelector("[data-opened]");
if (page) {
  fetch(page.dataset.opened, { method: "POST", headers: { "X-CSRFToken": page.dataset.token } }).catch(() => {});
}
