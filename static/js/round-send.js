/* <form data-keep="what it is">: what one sends is kept on this device until the server has it.

   A record bears the key of its form: sent again after an answer that was lost, it is done once. Photos are made
   smaller first. Without this script the form is sent as any other. With `data-keep-stay` the page stays where it is
   and may send the form again: what it says in turn is sent in that order, and « palier:kept » or « palier:refused »
   tells what came of it. */

const LONGEST = 1600;
const QUALITY = 0.85;
const PAUSES = [5, 15, 30, 60];
const box = document.querySelector("[data-waiting]");

/* --- the store: one row per act */

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("palier-round", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "key" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function store(mode, act) {
  const rows = (await opened).transaction("waiting", mode).objectStore("waiting");
  const asked = act(rows);
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

const keep = (record) => store("readwrite", (rows) => rows.put(record));
const forget = (key) => store("readwrite", (rows) => rows.delete(key));
/* A tablet changes hands: each person's acts wait for that person. */
const waiting = async () => (await store("readonly", (rows) => rows.getAll())).filter(({ user }) => user === box.dataset.waiting);

/* --- photos */

async function smaller(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return made && (made.size < file.size || scale < 1) ? new File([made], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // The server says what is wrong with it.
  }
}

/* --- a record, and sending it */

async function recordOf(form, submitter) {
  const { value: key } = form.elements.namedItem("key");
  const fields = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (name === "csrfmiddlewaretoken") continue;
    if (!(value instanceof File)) fields.push([name, value]);
    else if (value.size) fields.push([name, await smaller(value)]);
  }
  const where = document.querySelector("h1")?.textContent.trim() ?? "";
  return { key, url: form.action, user: box.dataset.waiting, what: form.dataset.keep, where, at: Date.now(), fields };
}

/* What became of it: { done, next, saved } or { refused } or { later } with words. */
async function send(record) {
  const body = new FormData();
  for (const [name, value] of record.fields) body.append(name, value);
  const headers = { Accept: "application/json", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  let answer;
  try {
    answer = await fetch(record.url, { method: "POST", body, headers });
  } catch {
    return { later: "Envoi impossible, rien n’est perdu." };
  }
  if (answer.redirected) return { later: "Votre session est terminée, rien n’est perdu. Reconnectez-vous." };
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && (told.next || told.saved)) return { done: true, next: told.next, saved: told.saved };
  if (answer.status === 422) return { refused: told.errors.join(" ") };
  if (answer.status === 413) return { refused: "Cet envoi est trop lourd : moins de photos à la fois." };
  if (answer.status >= 500 || answer.status === 429) return { later: "Le serveur ne répond pas, rien n’est perdu." };
  return { refused: "Cet envoi n’est plus accepté : la tâche a changé de mains. Rechargez la page." };
}

/* --- what one sees */

const formOf = ({ key, stays }) => stays ? document.getElementById(stays) : document.querySelector(`form[data-keep] [name=key][value="${CSS.escape(key)}"]`)?.form;

function tell(form, words) {
  const place = form.querySelector("[data-keep-told]");
  place.textContent = words;
  place.hidden = !words;
}

function rest(form, busy) {
  form.setAttribute("aria-busy", String(busy));
  for (const button of form.querySelectorAll("button")) button.disabled = busy;
}

function line(record) {
  const item = document.createElement("li");
  const hour = new Date(record.at).toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
  item.textContent = `${record.what}, ${record.where} (${hour})${record.refused ? ` : refusé. ${record.refused}` : ""}`;
  if (record.refused) {
    const drop = document.createElement("button");
    Object.assign(drop, { type: "button", className: "btn btn-sm", textContent: "Abandonner" });
    drop.addEventListener("click", () => forget(record.key).then(show));
    item.append(drop);
  }
  return item;
}

async function show() {
  const records = await waiting();
  const count = records.length;
  box.hidden = count === 0;
  box.querySelector("[data-waiting-told]").textContent = count
    ? `Envoi impossible, rien n’est perdu : ${count} envoi${count > 1 ? "s" : ""} en attente.`
    : "";
  box.querySelector("[data-waiting-list]").replaceChildren(...records.map(line));
}

/* --- acts */

let tries = 0;
let timer = 0;
let sending = false;
let asked = false;

function tryLater() {
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
  tries += 1;
}

/* Everything that waits, oldest first; stops at the first that does not get through. */
async function flush() {
  asked = sending;
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  try {
    const records = (await waiting()).sort((a, b) => a.at - b.at);
    for (const record of records.filter(({ refused }) => !refused)) {
      const answer = await send(record);
      const form = formOf(record);
      if (answer.later) {
        if (form) tell(form, answer.later);
        tryLater();
        break;
      }
      if (answer.refused && !(form && record.stays)) await keep({ ...record, refused: answer.refused });
      else await forget(record.key);
      if (answer.done) tries = 0;
      if (form && record.stays) settle(form, answer);
      else if (answer.done && form) location.assign(answer.next);
    }
  } finally {
    sending = false;
  }
  await show();
  if (asked) await flush();
}

/* What came of a form whose page stays. */
function settle(form, answer) {
  tell(form, answer.later ?? answer.refused ?? "");
  if (answer.refused) form.dispatchEvent(new CustomEvent("palier:refused", { bubbles: true }));
  if (answer.saved) form.dispatchEvent(new CustomEvent("palier:kept", { bubbles: true, detail: answer.saved }));
}

/* A form whose page stays: its next sending is another act, and waits behind this one. */
async function submitAndStay(form, submitter) {
  const made = recordOf(form, submitter);
  form.elements.namedItem("key").value = crypto.randomUUID();
  const record = { ...(await made), stays: form.id };
  for (const input of form.querySelectorAll("input[type=file]")) input.value = "";
  try {
    await keep(record);
  } catch {
    settle(form, await send(record)); // No store (private browsing): it is still sent.
    return;
  }
  await flush();
}

async function submit(event) {
  const form = event.target;
  if (!form.matches("form[data-keep]") || event.defaultPrevented) return;
  event.preventDefault();
  tell(form, "");
  if ("keepStay" in form.dataset) {
    submitAndStay(form, event.submitter);
    return;
  }
  const record = await recordOf(form, event.submitter);
  rest(form, true);
  await keep(record).catch(() => {}); // No store (private browsing): it is still sent.
  const answer = await send(record);
  rest(form, false);
  if (answer.later) {
    tell(form, answer.later);
    tryLater();
  } else {
    await forget(record.key).catch(() => {});
  }
  if (answer.refused) tell(form, answer.refused);
  if (answer.done) location.assign(answer.next);
  else await show().catch(() => {});
}

function tellPhotos(form) {
  const count = [...form.querySelectorAll("input[type=file]")].reduce((sum, input) => sum + input.files.length, 0);
  form.querySelector("[data-photos-told]").textContent = count ? `${count} photo${count > 1 ? "s" : ""} à envoyer` : "";
}

if (box) {
  document.addEventListener("submit", submit, true);
  document.addEventListener("change", ({ target }) => target.matches("form[data-keep] input[type=file]") && tellPhotos(target.form));
  box.querySelector("[data-waiting-again]").addEventListener("click", flush);
  addEventListener("online", flush);
  flush().catch(() => {});
}
