/* One figure by week, and its target; dashed and hollow where a week is no whole one. The table below holds the same
   numbers. */

const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function draw() {
  chart?.destroy();
  chart = null;
  const box = document.querySelector("[data-figure-chart]");
  const data = document.getElementById("figure-chart-data");
  if (!box || !data || !window.Chart) return;
  const { labels, values, cut, target, unit, name } = JSON.parse(data.textContent);
  const { color: ink, borderTopColor: line, fontFamily: family } = getComputedStyle(box);
  const plain = token("--plan-1");
  const series = {
    label: name,
    data: values,
    borderColor: plain,
    backgroundColor: plain,
    pointBackgroundColor: values.map((_, place) => (cut[place] ? "transparent" : plain)),
    segment: { borderDash: (context) => (cut[context.p1DataIndex] ? [3, 4] : undefined) },
    spanGaps: true,
    tension: 0,
  };
  const datasets = [series];
  if (target !== null) {
    const dashed = { borderDash: [6, 4], pointStyle: "line", pointRadius: 0, borderWidth: 1.5 };
    datasets.push({ label: "Cible", data: labels.map(() => target), borderColor: ink, backgroundColor: ink, ...dashed });
  }
  window.Chart.defaults.font.family = family;
  chart = new window.Chart(box.querySelector("canvas"), {
    type: "line",
    data: { labels, datasets },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ticks: { color: ink }, grid: { display: false } },
        y: { beginAtZero: true, ticks: { color: ink, callback: (value) => number.format(value) }, grid: { color: line } },
      },
      plugins: {
        legend: { position: "bottom", labels: { color: ink, usePointStyle: true } },
        tooltip: {
          callbacks: {
            title: ([item]) => (item && cut[item.dataIndex] ? `${item.label}, ${cut[item.dataIndex]}` : item?.label),
            label: (item) => `${item.dataset.label} : ${number.format(item.raw)} ${unit}`,
          },
        },
      },
    },
  });
}

draw();
document.addEventListener("palier:theme", draw);
