/* Five minutes before the session ends, say so and offer to stay. Tabs tell each other through localStorage. */

const WARN_BEFORE = 5 * 60 * 1000;
const KEY = "palier-session-until";
const dialog = document.getElementById("session");

if (dialog?.dataset.until) {
  const text = dialog.querySelector("#session-text");
  const form = dialog.querySelector("form");
  const until = () => Math.max(Date.parse(dialog.dataset.until), Number(localStorage.getItem(KEY)) || 0);
  const told = new Set();

  const say = (words) => {
    const hour = new Date(until()).toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
    text.textContent = text.dataset[words].replace("%", hour);
    form.querySelector("[type=submit]").hidden = words === "over";
    if (!dialog.open) dialog.showModal();
  };
  const look = () => {
    const left = until() - Date.now();
    const words = left <= 0 ? "over" : left <= WARN_BEFORE ? "soon" : "";
    if (!words) {
      told.clear();
      if (dialog.open) dialog.close();
    } else if (!told.has(words)) {
      told.add(words);
      say(words);
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok || answer.redirected) return say("over");
    localStorage.setItem(KEY, Date.parse((await answer.json()).until));
    look();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  localStorage.setItem(KEY, Date.parse(dialog.dataset.until));
  setInterval(look, 15_000);
  look();
}
