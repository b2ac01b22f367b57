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

/* What a text weighs as SMS: the same count as messaging/texts.py, once its letters are made plain. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€");
const PLAIN = { œ: "oe", Œ: "OE", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "°": "o" };

function plain(text) {
  const quoted = text.replace(/«\s?|\s?»/g, '"').replace(/[\u00a0\u202f\u2009\t]/g, " ");
  return [...quoted]
    .map((letter) => {
      if (BASIC.has(letter) || EXTENDED.has(letter)) return letter;
      const bare = letter.normalize("NFD")[0];
      return PLAIN[letter] ?? (BASIC.has(bare) ? bare : letter);
    })
    .join("");
}

function segments(text) {
  const letters = [...plain(text)];
  const gsm = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter));
  const [alone, several] = gsm ? [160, 153] : [70, 67];
  const places = letters.map((letter) => (gsm ? (EXTENDED.has(letter) ? 2 : 1) : letter.length));
  const length = places.reduce((sum, place) => sum + place, 0);
  let count = 1;
  let used = 0;
  for (const place of length > alone ? places : []) {
    if (used + place > several) [count, used] = [count + 1, 0];
    used += place;
  }
  return { length, count, gsm };
}

/* « {link} » as the example value says it; a name that means nothing stays as it is typed. */
function filled(area) {
  const values = area.dataset.fills && document.getElementById(area.dataset.fills);
  if (!values) return area.value;
  const known = JSON.parse(values.textContent);
  return area.value.replace(/\{(\w+)\}/g, (typed, name) => known[name] ?? typed);
}

function tell(area) {
  const told = area.form?.querySelector("[data-segments-told]");
  if (!told) return;
  const text = (area.dataset.segmentsBefore ?? "") + filled(area);
  const preview = area.form.querySelector("[data-preview]");
  if (preview) preview.textContent = plain(text.trim());
  const { length, count, gsm } = segments(text.trim());
  const warning = gsm ? "" : " : un signe hors de l’alphabet des SMS réduit la place";
  const several = gsm && preview && count > 1 ? " : plus d’un SMS, chacun est payé" : "";
  told.textContent = length ? `${length} caractère${length > 1 ? "s" : ""}, ${count} SMS${warning}${several}` : "";
  told.classList.toggle("tone-bad", !gsm || (Boolean(preview) && count > 1));
  /* A text to many: what it costs follows what is typed. */
  const cost = document.querySelector("[data-cost-told]");
  if (!cost || !area.dataset.segmentsCost) return;
  const sum = count * Number(area.dataset.segmentsTimes) * Number(area.dataset.segmentsCost);
  cost.textContent = sum.toLocaleString("fr-FR", { style: "currency", currency: "EUR" });
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-segments]")) tell(event.target);
});
