// The figure: plotly draws what Python has laid out, a sheet for each chart.
import { button, clock, h } from "./dom.js";
import { keysOf } from "./keys.js";
import { plotlyFor } from "./plotly.js";
import { listen } from "./pointer.js";

export function figure(context, sight, selection) {
  const { choices, seen, set, signal, follow } = context;
  const stage = h("div", { class: "tl-stage", tabindex: 0, role: "group",
    onkeydown: keysOf(context, sight, selection) });
  const plots = [];
  const drop = (plot) => (Plotly.purge(plot), plot.parentElement.remove());
  let Plotly, drawn;
  const showBands = () =>
    plots.forEach((plot, number) => showBand(plot, selection.fact(), seen().countries[number]));

  async function draw() {
    Plotly ??= await plotlyFor(context);
    const now = seen();
    if (!Plotly || signal.aborted || now === drawn) return;
    drawn = now;
    plots.splice(now.figures.length).forEach(drop);
    for (const [number, { data, layout }] of now.figures.entries()) {
      const plot = (plots[number] ??= newPlot(stage));
      plot.style.minWidth = `${Math.floor(now.least[number])}px`;
      plot.parentElement.setAttribute("aria-label", now.titles[number]);
      await redraw(Plotly, plot, data, layout, choices.config);
      plot.heard ??= listen(plot, number, context, sight, selection, showBands);
    }
    showBands();
    stage.dataset.drawn = now.titles.join("; ");
  }

  const wait = clock();
  const room = new ResizeObserver(([{ contentRect }]) => {
    for (const [number, plot] of plots.entries())
      if (plot._fullLayout && seen().least[number]) Plotly.Plots.resize(plot).then(showBands);
    wait(() => contentRect.width && set({ _room: Math.floor(contentRect.width) }));
  });
  room.observe(stage);
  signal.addEventListener("abort", () => (room.disconnect(), plots.forEach(drop)));
  follow(() => {
    stage.setAttribute("aria-label", `Timeline: ${seen().titles.join("; ")}. Arrow keys go from `
      + "mark to mark, plus and minus zoom, question mark lists all keys.");
    showBands();
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
