// Draw the charts of a page. plotly.js is loaded once, and only by pages with charts.
const charts = document.querySelectorAll(".tl-chart");
if (charts.length) {
  const script = document.createElement("script");
  script.src = new URL("plotly.min.js", document.currentScript.src);
  script.onload = async () => {
    await Promise.allSettled([400, 700].map((weight) => document.fonts.load(`${weight} 12px "tinytl Sans"`)));
    for (const chart of charts) {
      const figure = JSON.parse(chart.querySelector("script").textContent);
      // plotly would take each touch for a zoom, and a finger could not scroll a wide chart
      if (matchMedia("(pointer: coarse)").matches) figure.layout.dragmode = false;
      await Plotly.newPlot(chart.firstElementChild, figure);
      chart.dataset.drawn = "";
    }
  };
  document.head.append(script);
}
