/* Maps of the stock: [data-map] shows residences from a GeoJSON address, or lets one pick a position.
   Circles are drawn on one canvas, so thousands stay fast; without tiles the ground stays grey. */

const TILES =
  "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0" +
  "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png" +
  "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";
const FRANCE = [[41.3, -5.2], [51.1, 9.6]];
const maps = new WeakMap();

function ground(element) {
  const map = L.map(element, { preferCanvas: true, zoomAnimation: false, attributionControl: false });
  L.control.attribution({ prefix: false }).addTo(map);
  L.tileLayer(TILES, { maxZoom: 19, attribution: "© IGN – Géoplateforme" }).addTo(map);
  map.fitBounds(FRANCE);
  maps.set(element, map);
  return map;
}

function colour(name = "--tblr-primary") {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function circle(feature, position) {
  if (feature.properties.tone) return lettered(feature.properties, position);
  const radius = Math.min(18, 5 + Math.sqrt(feature.properties.homes) / 2);
  return L.circleMarker(position, { radius, weight: 1.5, color: colour(), fillColor: colour(), fillOpacity: 0.45 });
}

/* Of a figure: the letter of its class, so that colour never says it alone. */
function lettered({ tone, letter, name, value }, position) {
  const icon = L.divIcon({ className: `map-key tone-${tone}`, html: letter, iconSize: [26, 26] });
  return L.marker(position, { icon, title: `${name} : ${value}`, alt: `${name} : ${value}, ${letter}` });
}

function card({ id, name, commune, homes, value, query }, measure) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = measure ? `${measure}?${query}` : `/residences/${id}/`;
  link.textContent = name;
  const text = document.createElement("p");
  const figure = value ? `${value} · ` : "";
  text.textContent = `${figure}${commune} · ${homes} logement${homes > 1 ? "s" : ""}`;
  box.append(link, text);
  return box;
}

async function showPoints(element) {
  const map = ground(element);
  const answer = await fetch(element.dataset.points, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const layer = L.geoJSON(await answer.json(), {
    pointToLayer: circle,
    onEachFeature: (feature, drawn) => drawn.bindPopup(() => card(feature.properties, element.dataset.measure)),
  }).addTo(map);
  const bounds = layer.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.1), { maxZoom: 15 });
  element.dataset.ready = layer.getLayers().length;
}

/* A click fills the two fields; typing in them moves the point. */
function pickPosition(element) {
  const map = ground(element);
  const latitude = document.getElementById(element.dataset.latitude);
  const longitude = document.getElementById(element.dataset.longitude);
  let point = null;
  const draw = (zoom) => {
    const position = [latitude, longitude].map((field) => Number.parseFloat(field.value.replace(",", ".")));
    if (position.some(Number.isNaN)) return;
    point?.remove();
    point = L.circleMarker(position, { radius: 9, color: colour() }).addTo(map);
    if (zoom) map.setView(position, 16);
  };
  map.on("click", ({ latlng }) => {
    latitude.value = latlng.lat.toFixed(6);
    longitude.value = latlng.lng.toFixed(6);
    draw(false);
  });
  for (const field of [latitude, longitude]) field.addEventListener("change", () => draw(true));
  draw(true);
  element.dataset.ready = 1;
}

function start() {
  for (const element of document.querySelectorAll("[data-map]")) {
    if (maps.has(element)) continue;
    if (element.dataset.points) showPoints(element);
    else pickPosition(element);
  }
}

start();
document.addEventListener("htmx:afterSettle", start);
