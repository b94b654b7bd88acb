// The figure: plotly draws what Python has laid out, a sheet for each country.
import { button, clock, h } from "./dom.js";
import { plotlyFor } from "./plotly.js";

export function figure(context, sight, selection) {
  const { choices, view, set, signal, follow } = context;
  const stage = h("div", { class: "tl-stage", tabindex: 0, role: "group",
    onkeydown: keysOf(sight, selection) });
  const plots = [];
  const drop = (plot) => (Plotly.purge(plot), plot.parentElement.remove());
  let Plotly, drawn;
  const showBands = () =>
    plots.forEach((plot, number) => showBand(plot, selection.fact(), view().countries[number]));

  async function draw() {
    Plotly ??= await plotlyFor(context);
    const now = view();
    if (!Plotly || signal.aborted || now === drawn) return;
    drawn = now;
    plots.splice(now.figures.length).forEach(drop);
    for (const [number, { data, layout }] of now.figures.entries()) {
      const plot = (plots[number] ??= newPlot(stage));
      plot.style.minWidth = `${Math.floor(now.least[number])}px`;
      plot.parentElement.setAttribute("aria-label", now.titles[number]);
      await redraw(Plotly, plot, data, layout, choices.config);
      plot.heard ??= listen(plot, number, view, sight, selection, showBands);
    }
    showBands();
    stage.dataset.drawn = now.titles.join("; ");
  }

  const wait = clock();
  const room = new ResizeObserver(([{ contentRect }]) => {
    for (const [number, plot] of plots.entries())
      if (plot._fullLayout && view().least[number]) Plotly.Plots.resize(plot).then(showBands);
    wait(() => contentRect.width && set({ _room: Math.floor(contentRect.width) }));
  });
  room.observe(stage);
  signal.addEventListener("abort", () => (room.disconnect(), plots.forEach(drop)));
  follow(() => {
    stage.setAttribute("aria-label", `Timeline: ${view().titles.join("; ")}. Arrow keys go from `
      + "mark to mark, plus and minus zoom, 0 shows the whole range.");
    showBands();
    draw();
  });
  return h("div", { class: "tl-card" }, zoomNote(context, sight), stage);
}

/** What the keys do while the figure itself has the focus. */
function keysOf(sight, selection) {
  const zoomBy = (factor) => sight.zoomBy(factor, selection.fact());
  const keys = {
    ArrowLeft: () => selection.walk(-1), ArrowRight: () => selection.walk(1),
    ArrowUp: () => selection.change(-1), ArrowDown: () => selection.change(1),
    "+": () => zoomBy(0.5), "=": () => zoomBy(0.5), "-": () => zoomBy(2),
    0: () => sight.zoomTo(null), Escape: () => selection.pick(""),
  };
  return (event) => {
    if (event.target !== event.currentTarget || !keys[event.key]) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  };
}

function zoomNote({ view, live }, sight) {
  const days = live(h("span"), () => ({ textContent: view().zoom?.join(" to ") }));
  const back = "Show the whole range again (0, or double click)";
  const whole = button("Whole range", back, () => sight.zoomTo(null));
  return live(h("div", { class: "tl-zoom" }, days, whole), () => ({ hidden: !view().zoom }));
}

function newPlot(stage) {
  const plot = h("div", { class: "tl-plot" });
  const band = h("div", { class: "tl-band", hidden: true });
  stage.append(h("div", { class: "tl-sheet" }, plot, band));
  return Object.assign(plot, { band });
}

async function redraw(Plotly, plot, data, layout, config) {
  // plotly.js (4.1) leaves shapes between grid and data standing when there are fewer than before
  for (const shape of plot.querySelectorAll(".shapelayer .shape-group"))
    if (Number(shape.dataset.index) >= layout.shapes.length) shape.remove();
  // plotly writes into what it is given, and another view of this widget may draw the same
  await Plotly.react(plot, structuredClone(data), structuredClone(layout), config);
  // nor does it take back what it said of a label that is gone from under the pointer
  plot.querySelector(".hoverlayer")?.replaceChildren();
}

function listen(plot, number, view, sight, selection, showBands) {
  const pick = (key) => key && selection.pick(`${view().countries[number]}:${key}`);
  plot.on("plotly_click", ({ points }) => pick(points[0].customdata));
  plot.on("plotly_clickannotation", ({ index }) => pick(view().labels[number][index]));
  plot.on("plotly_doubleclick", () => sight.zoomTo(null));
  plot.on("plotly_relayouting", showBands);
  plot.on("plotly_relayout", (change) => {
    const { range, r2l } = plot._fullLayout.xaxis;
    const moved = Object.keys(change).some((key) => key.startsWith("xaxis"));
    if (moved) sight.zoomTo(range.map((end) => r2l(end)));
  });
  return true;
}

/** A band over the days of the selected fact, through all tracks. */
function showBand({ band, _fullLayout }, fact, country) {
  const axis = _fullLayout?.xaxis;
  const [first, last] = axis && fact ? fact.days.map((day) => axis.l2p(day)) : [];
  band.hidden = !(last >= 0 && first <= axis._length);
  band.classList.toggle("tl-own", fact?.country === country);
  if (band.hidden) return;
  const [left, right] = [Math.max(0, first), Math.min(axis._length, last)];
  const wide = Math.max(2, right - left);
  band.style.left = `${axis._offset + (left + right - wide) / 2}px`;
  band.style.width = `${wide}px`;
}
