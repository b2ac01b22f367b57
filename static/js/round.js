/* The round of the day: stops by urgency or by distance, moved by hand. The position stays in this browser. */

const list = document.querySelector("[data-round]");
const bar = document.querySelector("[data-round-order]");
const told = document.querySelector("[data-round-told]");

const stops = () => [...list.children];
const memory = () => `palier-round-${list.dataset.round}`;
const say = (words) => (told.textContent = words);

function order(sorted) {
  list.append(...sorted);
  mark();
}

/* The first cannot go up, the last cannot go down. */
function mark() {
  const all = stops();
  all.forEach((stop, index) => {
    stop.querySelector("[data-move='-1']").disabled = index === 0;
    stop.querySelector("[data-move='1']").disabled = index === all.length - 1;
  });
}

function remember() {
  localStorage.setItem(memory(), JSON.stringify(stops().map((stop) => stop.dataset.stop)));
}

function press(name) {
  for (const button of bar.querySelectorAll("[data-round-sort]")) {
    button.setAttribute("aria-pressed", String(button.dataset.roundSort === name));
  }
}

/* Metres between two points of the globe. */
function haversine(from, to) {
  const rad = (degrees) => (degrees * Math.PI) / 180;
  const [lat, lon] = [rad(to.lat - from.lat), rad(to.lon - from.lon)];
  const a = Math.sin(lat / 2) ** 2 + Math.cos(rad(from.lat)) * Math.cos(rad(to.lat)) * Math.sin(lon / 2) ** 2;
  return 2 * 6371000 * Math.asin(Math.sqrt(a));
}

function inWords(metres) {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  return `${(metres / 1000).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} km`;
}

function byDistance({ coords }) {
  const here = { lat: coords.latitude, lon: coords.longitude };
  for (const stop of stops()) {
    const known = stop.dataset.lat !== undefined;
    const metres = known ? haversine(here, { lat: Number(stop.dataset.lat), lon: Number(stop.dataset.lon) }) : Infinity;
    stop.metres = metres;
    stop.querySelector("[data-distance]").textContent = known ? ` · à ${inWords(metres)}` : "";
  }
  order(stops().sort((a, b) => a.metres - b.metres || a.rank - b.rank));
  press("distance");
  remember();
  say("Résidences triées par distance.");
}

function noPosition() {
  press("urgency");
  say("Position inconnue : l’ordre reste celui de l’urgence.");
  told.classList.remove("visually-hidden");
}

function sort(how) {
  if (how === "distance") {
    navigator.geolocation.getCurrentPosition(byDistance, noPosition, { maximumAge: 60_000, timeout: 10_000 });
    return;
  }
  order(stops().sort((a, b) => a.rank - b.rank));
  press("urgency");
  localStorage.removeItem(memory());
  say("Résidences triées par urgence.");
}

function move(button) {
  const stop = button.closest("[data-stop]");
  const all = stops();
  const from = all.indexOf(stop);
  const to = from + Number(button.dataset.move);
  if (to < 0 || to >= all.length) return;
  all.splice(to, 0, ...all.splice(from, 1));
  order(all);
  remember();
  press("");
  (button.disabled ? stop.querySelector("[data-move]:not(:disabled)") : button)?.focus();
  say(`${to + 1} sur ${all.length}`);
}

function start() {
  stops().forEach((stop, index) => (stop.rank = index));
  const kept = JSON.parse(localStorage.getItem(memory()) ?? "[]");
  const place = (stop) => (kept.includes(stop.dataset.stop) ? kept.indexOf(stop.dataset.stop) : kept.length + stop.rank);
  order(stops().sort((a, b) => place(a) - place(b)));
  press(kept.length ? "" : "urgency");
  bar.hidden = false;
  for (const moves of list.querySelectorAll(".round-moves")) moves.hidden = list.children.length < 2;
  document.addEventListener("click", ({ target }) => {
    const sorting = target.closest("[data-round-sort]");
    const moving = target.closest("[data-move]");
    if (sorting) sort(sorting.dataset.roundSort);
    if (moving) move(moving);
  });
}

if (list) start();
