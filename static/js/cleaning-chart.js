/* The grade of each place by month, between the limits. The table above holds the same numbers. */

const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4]];
const POINTS = ["circle", "rectRot", "triangle", "rect"];
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function limit({ label, value }, labels, color) {
  const line = { borderDash: [2, 4], pointStyle: "line", pointRadius: 0, borderWidth: 1.5, borderColor: color, backgroundColor: color };
  return { label: `${label} (${value})`, data: labels.map(() => value), ...line };
}

/* Grades lie close together near the top: the scale starts a little under the lowest. */
function bottom(series, limits) {
  const known = [...series.flatMap((one) => one.data), ...limits.map((one) => one.value)].filter((one) => one !== null);
  return Math.max(0, Math.floor((Math.min(...known) - 5) / 10) * 10);
}

function draw() {
  chart?.destroy();
  chart = null;
  const box = document.querySelector("[data-cleaning-chart]");
  const data = document.getElementById("cleaning-chart-data");
  if (!box || !data || !window.Chart) return;
  const { labels, series, limits } = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: line, fontFamily: family } = getComputedStyle(box);
  const colours = ["--tblr-primary", "--palier-fair", "--palier-bad", "--palier-good", "--palier-idle"].map(token);
  window.Chart.defaults.font.family = family;
  chart = new window.Chart(box.querySelector("canvas"), {
    type: "line",
    data: {
      labels,
      datasets: [
        ...series.map((one, index) => ({
          label: one.label,
          data: one.data,
          spanGaps: true,
          clip: false,
          borderColor: colours[index % colours.length],
          backgroundColor: colours[index % colours.length],
          borderDash: DASHES[index % DASHES.length],
          pointStyle: POINTS[index % POINTS.length],
          pointRadius: 4,
          borderWidth: 2,
        })),
        ...limits.map((one) => limit(one, labels, ink)),
      ],
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ticks: { color: ink, maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false } },
        y: { min: bottom(series, limits), max: 100, ticks: { color: ink }, grid: { color: line } },
      },
      plugins: { legend: { position: "bottom", labels: { color: ink, usePointStyle: true } } },
    },
  });
}

draw();
document.addEventListener("palier:theme", draw);
