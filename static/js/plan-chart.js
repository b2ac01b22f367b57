/* The plan's amounts by year, one colour per nature. The table below holds the same numbers. */

const thousands = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0 });
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function draw() {
  chart?.destroy();
  chart = null;
  const box = document.querySelector("[data-plan-chart]");
  const data = document.getElementById("plan-chart-data");
  if (!box || !data || !window.Chart) return;
  const { labels, series, urls } = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: line, fontFamily: family } = getComputedStyle(box);
  window.Chart.defaults.font.family = family;
  chart = new window.Chart(box.querySelector("canvas"), {
    type: "bar",
    data: {
      labels,
      datasets: series.map((one, index) => ({
        label: one.label,
        data: one.data.map((amount) => amount / 1000),
        backgroundColor: token(`--plan-${(index % 7) + 1}`),
      })),
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      onClick: (event, items) => items.length && location.assign(urls[items[0].index]),
      scales: {
        x: { stacked: true, ticks: { color: ink }, grid: { display: false } },
        y: {
          stacked: true,
          ticks: { color: ink, callback: (value) => `${thousands.format(value)} k€` },
          grid: { color: line },
        },
      },
      plugins: {
        legend: { position: "bottom", labels: { color: ink, boxWidth: 14 } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label} : ${thousands.format(item.raw)} k€` } },
      },
    },
  });
}

draw();
document.addEventListener("htmx:afterSwap", draw);
document.addEventListener("palier:theme", draw);
