// What the pointer does on a sheet: it picks marks and labels, and zooms, wherever it starts.

export function listen(plot, number, { seen }, sight, selection, showBands) {
  const pick = (key) => key && selection.pick(`${seen().countries[number]}:${key}`);
  plot.on("plotly_click", ({ points }) => pick(points[0].customdata));
  plot.on("plotly_doubleclick", () => sight.zoomTo(null));
  plot.on("plotly_relayouting", showBands);
  plot.on("plotly_relayout", (change) => {
    const { range, r2l } = plot._fullLayout.xaxis;
    const moved = Object.keys(change).some((key) => key.startsWith("xaxis"));
    if (moved) sight.zoomTo(range.map((end) => r2l(end)));
  });
  plot.addEventListener("mousedown", (event) => {
    const label = event.button === 0 && event.target.closest(".annotation[data-index]");
    if (!label) return;
    const from = [event.clientX, event.clientY];
    dragFrom(event, plot);
    document.addEventListener("mouseup", ({ clientX, clientY }) => {
      const still = Math.hypot(clientX - from[0], clientY - from[1]) < 4;
      if (still) pick(seen().labels[number][label.dataset.index]);
    }, { once: true, capture: true });
  }, true);
  return true;
}

/** A label lies above what plotly lets one drag from: hand on what happens there. */
function dragFrom(event, plot) {
  event.stopPropagation();
  event.preventDefault();
  plot.querySelector(".nsewdrag")?.dispatchEvent(new MouseEvent("mousedown", event));
}
