/* Residences between the limits of chance, and their ranking. Each dot opens its residence; the table beside has
   the same links for the keyboard. */

const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
const KINDS = {
  worse: { label: "Moins bien", shape: "rectRot", color: "--palier-bad", radius: 7 },
  watch: { label: "À surveiller", shape: "triangle", color: "--palier-fair", radius: 6 },
  usual: { label: "Comme attendu", shape: "circle", color: "--plan-1", radius: 4 },
  better: { label: "Mieux", shape: "rect", color: "--palier-good", radius: 6 },
  few: { label: "Trop peu de dossiers", shape: "crossRot", color: "--tblr-secondary", radius: 4 },
};
const LINE = 20;
const FRAME = 110;
const LONGEST = 22;
let charts = [];

const shortened = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function dots(rows, place) {
  return Object.entries(KINDS).map(([kind, { label, shape, color, radius }]) => ({
    label,
    type: "scatter",
    data: rows.filter((row) => row.kind === kind).map(place),
    pointStyle: shape,
    radius,
    hoverRadius: radius + 2,
    borderColor: token(color),
    backgroundColor: token(color),
  }));
}

function line(label, data, ink, dash) {
  return { label, data, type: "line", pointRadius: 0, pointStyle: "line", borderWidth: 1.2, borderColor: ink, borderDash: dash };
}

function funnelLines({ counts, limits, mean }, ink) {
  const at = (which) => counts.map((count, place) => ({ x: count, y: limits[place][which] }));
  return [
    line("Moyenne", counts.map((count) => ({ x: count, y: mean })), ink, []),
    line("Limites à 95 %", at(1), ink, [2, 4]),
    line("", at(2), ink, [2, 4]),
    line("Limites à 99,8 %", at(0), ink, [6, 4]),
    line("", at(3), ink, [6, 4]),
  ];
}

function open(event, found, chart) {
  const [first] = found;
  const row = first && chart.data.datasets[first.datasetIndex].data[first.index];
  if (row?.url) window.location.assign(row.url);
}

function options(unit, ink, grid, x, y) {
  const ticks = { color: ink, callback: (value) => number.format(value) };
  return {
    maintainAspectRatio: false,
    animation: false,
    onClick: open,
    scales: {
      x: { type: "linear", title: { display: true, text: x.title, color: ink }, ticks, grid: { color: grid }, min: x.min },
      y: { type: "linear", title: { display: Boolean(y.title), text: y.title, color: ink }, ticks, grid: { color: grid }, ...y.scale },
    },
    plugins: {
      legend: {
        position: "bottom",
        labels: { color: ink, usePointStyle: true, filter: (item, data) => item.text && data.datasets[item.datasetIndex].data.length > 0 },
      },
      tooltip: {
        filter: (item) => Boolean(item.raw.name),
        callbacks: { label: (item) => `${item.raw.name} : ${number.format(item.raw.value)} ${unit}, ${item.raw.count} dossiers` },
      },
    },
  };
}

function draw() {
  charts.forEach((chart) => chart.destroy());
  charts = [];
  const data = document.getElementById("funnel-chart-data");
  const [funnel, ranking] = document.querySelectorAll("[data-funnel-chart] canvas, [data-ranking-chart] canvas");
  if (!data || !funnel || !ranking || !window.Chart) return;
  const told = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: grid, fontFamily: family } = getComputedStyle(funnel.parentElement);
  window.Chart.defaults.font.family = family;
  const named = (row) => ({ name: row.name, url: row.url, value: row.y, count: row.x });
  charts.push(
    new window.Chart(funnel, {
      data: { datasets: [...dots(told.dots, (row) => ({ x: row.x, y: row.y, ...named(row) })), ...funnelLines(told, ink)] },
      options: options(told.unit, ink, grid, { title: "Dossiers", min: 0 }, { title: told.unit, scale: { min: 0 } }),
    }),
  );
  const places = new Map(told.ranked.map((row, place) => [row, place]));
  const last = told.ranked.length - 1;
  // Each residence keeps a line of its own, however many they are.
  ranking.parentElement.style.height = `${told.ranked.length * LINE + FRAME}px`;
  charts.push(
    new window.Chart(ranking, {
      data: {
        datasets: [
          ...dots(told.ranked, (row) => ({ x: row.y, y: places.get(row), ...named(row) })),
          line("Moyenne", [{ x: told.mean, y: -0.5 }, { x: told.mean, y: last + 0.5 }], ink, []),
        ],
      },
      options: options(told.unit, ink, grid, { title: told.unit, min: 0 }, {
        scale: {
          reverse: true,
          min: -0.5,
          max: last + 0.5,
          afterBuildTicks: (axis) => { axis.ticks = told.ranked.map((_, value) => ({ value })); },
          ticks: { color: ink, autoSkip: false, callback: (value) => shortened(told.ranked[value]?.name ?? "") },
          grid: { display: false },
        },
      }),
    }),
  );
}

draw();
document.addEventListener("palier:theme", draw);
