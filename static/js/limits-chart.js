/* Weeks of one figure between its usual limits. The table below holds the same numbers. */

const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function level(label, value, labels, color, dash) {
  const line = { borderDash: dash, pointStyle: "line", pointRadius: 0, borderWidth: 1.5, borderColor: color, backgroundColor: color };
  return { label, data: labels.map(() => value), ...line };
}

function draw() {
  chart?.destroy();
  chart = null;
  const box = document.querySelector("[data-limits-chart]");
  const data = document.getElementById("limits-chart-data");
  if (!box || !data || !window.Chart) return;
  const { labels, values, usual, low, high, told, acted, unit, name } = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: line, fontFamily: family } = getComputedStyle(box);
  const plain = token("--plan-1");
  const bad = token("--palier-bad");
  const series = {
    label: name,
    data: values,
    tension: 0,
    borderColor: plain,
    backgroundColor: plain,
    pointRadius: values.map((_, place) => (told[place] || acted[place] ? 6 : 3)),
    pointStyle: values.map((_, place) => (acted[place] ? "triangle" : told[place] ? "rectRot" : "circle")),
    pointBackgroundColor: values.map((_, place) => (told[place] ? bad : plain)),
    pointBorderColor: values.map((_, place) => (told[place] ? bad : plain)),
  };
  window.Chart.defaults.font.family = family;
  chart = new window.Chart(box.querySelector("canvas"), {
    type: "line",
    data: {
      labels,
      datasets: [
        series,
        level("Valeur habituelle", usual, labels, ink, []),
        level("Limite haute", high, labels, ink, [6, 4]),
        level("Limite basse", low, labels, ink, [2, 4]),
      ],
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ticks: { color: ink, maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false } },
        // What matters is how far the points are from their limits, not from zero.
        y: { beginAtZero: false, ticks: { color: ink, callback: (value) => number.format(value) }, grid: { color: line } },
      },
      plugins: {
        legend: { position: "bottom", labels: { color: ink, usePointStyle: true, pointStyleWidth: 28 } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label} : ${number.format(item.raw)} ${unit}` } },
      },
    },
  });
}

draw();
document.addEventListener("palier:theme", draw);
