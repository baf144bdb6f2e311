"use strict";
(() => {
  const drawn = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function axis(title, linear) {
    return {
      type: linear ? "linear" : "category",
      title: { display: title !== "", text: title, color: colour("--faint") },
      ticks: { color: colour("--faint"), maxRotation: 60 },
      grid: { color: colour("--rule") }
    };
  }

  function set(series, index, data) {
    const hue = colour("--c" + (index % 6));
    const bar = data.kind === "bar";
    return {
      label: series.name,
      data: bar ? series.points.map(p => p[1]) : series.points.map(p => ({ x: p[0], y: p[1] })),
      borderColor: hue,
      backgroundColor: hue,
      borderWidth: bar ? 0 : 2,
      pointRadius: series.points.length > 40 ? 0 : 2.5,
      barPercentage: 1,
      categoryPercentage: data.series.length > 1 ? 0.8 : 0.9
    };
  }

  function draw() {
    drawn.splice(0).forEach(chart => chart.destroy());
    document.querySelectorAll("figure.chart").forEach(figure => {
      const data = JSON.parse(figure.querySelector("script").textContent);
      const bar = data.kind === "bar";
      drawn.push(new Chart(figure.querySelector("canvas"), {
        type: data.kind,
        data: { labels: bar ? data.labels : undefined, datasets: data.series.map((s, i) => set(s, i, data)) },
        options: {
          animation: false,
          responsive: true,
          maintainAspectRatio: false,
          scales: { x: axis(data.x, !bar), y: { ...axis(data.y, true), beginAtZero: bar } },
          plugins: { legend: { display: data.series.length > 1, labels: { color: colour("--ink") } } }
        }
      }));
    });
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", draw);
  addEventListener("afterprint", draw);
})();
