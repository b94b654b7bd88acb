// What the pointer does on a sheet: it opens rows, picks marks and labels, and zooms.
import { rowAt } from "./marks.js";

export function listen(plot, context, sight, selection, showMarks) {
  const countryOf = ({ yaxis }) => plot.sheet.areas[(Number(yaxis.slice(1)) || 1) - 1];
  plot.on("plotly_click", ({ points: [{ customdata, data }] }) =>
    plot.sheet.rows.length || !customdata || selection.pick(`${countryOf(data)}:${customdata}`));
  plot.on("plotly_doubleclick", () => sight.zoomTo(null));
  plot.on("plotly_relayouting", showMarks);
  plot.on("plotly_relayout", (change) => {
    const { range, r2l } = plot._fullLayout.xaxis;
    const moved = Object.keys(change).some((key) => key.startsWith("xaxis"));
    if (moved) sight.zoomTo(range.map((end) => r2l(end)));
  });
  const over = (code) => code !== plot.over && ((plot.over = code), showMarks());
  plot.addEventListener("mousemove", (event) => plot.sheet.rows.length && over(rowAt(plot, event)));
  plot.addEventListener("mouseleave", () => over());
  plot.addEventListener("mousedown", (event) => press(event, plot, context, selection), true);
  return true;
}

/** Where the pointer goes up where it went down, it means what is there; else it drags. */
function press(event, plot, { open, toggle }, selection) {
  const label = event.target.closest(".annotation[data-index]");
  const row = rowAt(plot, event);
  if (event.button || event.target.closest(".modebar") || !(label || row)) return;
  if (label) dragFrom(event, plot);
  document.addEventListener("mouseup", ({ clientX, clientY, shiftKey }) => {
    if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > 4) return;
    if (row) shiftKey ? toggle(row) : open(row);
    else selection.pick(plot.sheet.labels[label.dataset.index]);
  }, { once: true, capture: true });
}

/** A label lies above what plotly lets one drag from: hand on what happens there. */
function dragFrom(event, plot) {
  event.stopPropagation();
  event.preventDefault();
  const beneath = [...plot.querySelectorAll(".nsewdrag")].find((drag) => {
    const { left, right } = drag.getBoundingClientRect();
    return left <= event.clientX && event.clientX <= right;
  });
  beneath?.dispatchEvent(new MouseEvent("mousedown", event));
}
