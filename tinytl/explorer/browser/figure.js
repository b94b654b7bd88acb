// The figure: plotly draws what Python has laid out, a sheet for each chart.
import { button, clock, h } from "./dom.js";
import { keysOf } from "./keys.js";
import { crosshair, mark } from "./marks.js";
import { plotlyFor } from "./plotly.js";
import { listen } from "./pointer.js";

export function figure(context, sight, selection) {
  const { choices, seen, write, signal, follow } = context;
  const stage = h("div", { class: "tl-stage", tabindex: 0, role: "group",
    onkeydown: keysOf(context, sight, selection) });
  const plots = [];
  const drop = (plot) => (Plotly.purge(plot), plot.parentElement.remove());
  let Plotly, drawn;
  const showMarks = () => plots.forEach((plot) => plot.sheet && mark(plot, context, selection.fact()));

  async function draw() {
    Plotly ??= await plotlyFor(context);
    const now = seen();
    if (!Plotly || signal.aborted || now === drawn) return;
    drawn = now;
    plots.splice(now.sheets.length).forEach(drop);
    for (const [number, sheet] of now.sheets.entries()) {
      const plot = (plots[number] ??= newPlot(stage));
      plot.style.minWidth = `${Math.floor(sheet.least)}px`;
      plot.parentElement.setAttribute("aria-label", sheet.title);
      await redraw(Plotly, plot, sheet, choices.config);
      plot.heard ??= listen(plot, context, sight, selection, showMarks);
    }
    showMarks();
    const place = stage.querySelector(".tl-row.tl-here");
    if (context.shows("overview") && stage.dataset.drawn !== now.title)
      place?.scrollIntoView({ block: "nearest" });
    stage.dataset.drawn = now.title;
  }

  const wait = clock();
  const room = new ResizeObserver(([{ contentRect }]) => {
    for (const plot of plots)
      if (plot._fullLayout && plot.sheet.least) Plotly.Plots.resize(plot).then(showMarks);
    wait(() => contentRect.width && write({ _room: Math.floor(contentRect.width) }));
  });
  room.observe(stage);
  signal.addEventListener("abort", () => (room.disconnect(), plots.forEach(drop)));
  crosshair(stage, plots);
  follow(() => {
    const keys = context.shows("overview")
      ? "Arrow keys go from row to row, Enter opens a country, Shift and Enter adds it to a comparison"
      : "Arrow keys go from mark to mark, plus and minus zoom, Escape leads back";
    stage.setAttribute("aria-label", `${seen().title}. ${keys}, question mark lists all keys.`);
    showMarks();
    draw();
  });
  return h("div", { class: "tl-card" }, zoomNote(context, sight), stage);
}

function zoomNote({ seen, live }, sight) {
  const days = live(h("span"), () => ({ textContent: seen().zoom?.join(" to ") }));
  const back = "Show the whole range again (0, or double click)";
  const whole = button("Whole range", back, () => sight.zoomTo(null));
  const keep = button("Keep these years", "Title, code and files are of these years then (K)",
    () => sight.keep());
  return live(h("div", { class: "tl-zoom" }, days, keep, whole), () => ({ hidden: !seen().zoom }));
}

function newPlot(stage) {
  const plot = h("div", { class: "tl-plot" });
  const [marks, cross] = [h("div", { class: "tl-over" }), h("div", { class: "tl-over" })];
  stage.append(h("div", { class: "tl-sheet" }, plot, marks, cross));
  return Object.assign(plot, { marks, cross });
}

async function redraw(Plotly, plot, sheet, config) {
  // plotly writes into what it is given, and another view of this widget may draw the same
  const { data, layout } = structuredClone(sheet.figure);
  for (const [name, axis] of Object.entries(layout))
    if (name.startsWith("xaxis")) axis.showspikes = false; // ours runs through all sheets
  // plotly.js (4.1) leaves shapes between grid and data standing when there are fewer than before
  for (const shape of plot.querySelectorAll(".shapelayer .shape-group"))
    if (Number(shape.dataset.index) >= layout.shapes.length) shape.remove();
  plot.sheet = sheet;
  await Plotly.react(plot, data, layout, config);
  // nor does it take back what it said of a label that is gone from under the pointer
  plot.querySelector(".hoverlayer")?.replaceChildren();
}
