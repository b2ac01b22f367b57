/* The mean grade of each place by month. The table below holds the same numbers. */

const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4]];
const POINTS = ["circle", "rectRot", "triangle", "rect"];
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function draw() {
  chart?.destroy();
  chart = null;
  const box = document.querySelector("[data-cleaning-chart]");
  const data = document.getElementById("cleaning-chart-data");
  if (!box || !data || !window.Chart) return;
  const { labels, series } = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: line, fontFamily: family } = getComputedStyle(box);
  const colours = ["--tblr-primary", "--palier-fair", "--palier-bad", "--palier-good", "--palier-idle"].map(token);
  window.Chart.defaults.font.family = family;
  chart = new window.Chart(box.querySelector("canvas"), {
    type: "line",
    data: {
      labels,
      datasets: series.map((one, index) => ({
        label: one.label,
        data: one.data,
        spanGaps: true,
        borderColor: colours[index % colours.length],
        backgroundColor: colours[index % colours.length],
        borderDash: DASHES[index % DASHES.length],
        pointStyle: POINTS[index % POINTS.length],
        pointRadius: 4,
        borderWidth: 2,
      })),
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ticks: { color: ink }, grid: { display: false } },
        y: { min: 0, max: 100, ticks: { color: ink }, grid: { color: line } },
      },
      plugins: { legend: { position: "bottom", labels: { color: ink, usePointStyle: true } } },
    },
  });
}

draw();
document.addEventListener("palier:theme", draw);
