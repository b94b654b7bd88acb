// The figure: plotly draws what Python has laid out; marks lie above it; the pointer acts on it.
import { button, delay, h } from "./dom.js";
import { bands, crosshair, lens, markNotes, rowAt, rowBoxes, yearsAtEdges } from "./marks.js";

export function figure(state, actions, onkeydown) {
  const { choices, seen, write, signal, follow } = state;
  const plot = h("div", { class: "tl-plot" });
  const [marks, cross, glass] = [1, 2, 3].map(() => h("div", { class: "tl-over" }));
  const paper = h("div", { class: "tl-sheet", hidden: true }, plot, marks, cross);
  const years = [1, 2].map(() => h("div", { class: "tl-edge", "aria-hidden": "true", hidden: true }));
  const key = h("div", { class: "tl-key" });
  const stage = h("div", { class: "tl-stage", tabindex: 0, role: "group", "aria-busy": "true", onkeydown,
    onfocus: () => showMarks(), onblur: () => showMarks() }, paper, ...years);
  const [wait, rest] = [delay(), delay()];
  let Plotly, drawn, sheet, over, live, turn;
  const point = (code) => code !== over && ((over = code), showMarks());
  const showMarks = () => {
    if (!sheet || !plot._fullLayout) return;
    marks.replaceChildren(...rowBoxes(plot, sheet, state, over), ...bands(plot, sheet, actions.fact()), glass);
    markNotes(plot, sheet, [actions.fact()?.id, ...(sheet.rows.length ? [] : over ?? [])]);
    const shown = over ?? (stage.matches(":focus-visible") && state.get("country"));
    rest(() => (glass.replaceChildren(lens(plot, sheet, shown)), yearsAtEdges(plot, years)), 60);
  };
  async function draw() {
    Plotly ??= await state.plotly();
    if (Plotly === undefined) stage.closest(".tl-alone")?.remove(); // the picture stays
    if (!Plotly || signal.aborted || seen() === drawn) return;
    const { title, sheets: [next], message } = (drawn = seen());
    if (!next && !message) return; // Python waits for the width
    stage.ariaBusy = "true";
    if (live && next?.rows.length > 50) await new Promise((done) => setTimeout(done, 20)); // to show it
    if (signal.aborted) return;
    paper.hidden = !next;
    if (next) {
      over = undefined; // another row may lie under the pointer
      await redraw(Plotly, plot, next, choices.config);
      sheet = next;
      key.innerHTML = drawn.key; // drawn by Python, which escapes all texts
      cross.replaceChildren();
      if (!live) listen(plot, () => sheet, actions, { point, showMarks }, choices.picture);
      live = true;
      showMarks();
    }
    const { drawn: before } = stage.dataset;
    stage.dataset.drawn = title;
    stage.ariaBusy = "false";
    const row = stage.querySelector(".tl-row.tl-here"); // the country that the reader comes from
    if (before && before !== title) row?.scrollIntoView({ block: "nearest" });
  }
  onWidth(stage, signal, (width) => {
    if (sheet?.least && !paper.hidden) Plotly.Plots.resize(plot).then(showMarks);
    wait(() => width && write({ _room: width }), live ? undefined : 0);
  });
  signal.addEventListener("abort", () => Plotly?.purge(plot));
  crosshair(stage, plot, cross), pinch(stage, plot, actions);
  window.addEventListener("scroll", () => yearsAtEdges(plot, years), { capture: true, passive: true, signal });
  follow(() => {
    stage.ariaLabel = `${seen().title}. ${actions.hint()} The question mark lists all keys.`;
    showMarks();
    turn = Promise.resolve(turn).then(draw, draw); // one after the other: the last stays
  });
  return h("div", { class: "tl-card" }, key, zoomNote(state, actions), stage);
}

/** Act when the width of an element changes, in whole pixels. */
function onWidth(element, signal, act) {
  let width;
  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (width !== Math.floor(contentRect.width)) act(width = Math.floor(contentRect.width));
  });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}

function zoomNote({ seen, live, when }, { zoomTo, keepYears }) {
  const days = live(h("span"), () => ({ textContent: seen().zoom?.join(" to ") }));
  const whole = button("Whole range", "Show it again (0, or double click)", () => zoomTo(null));
  const keep = button("Keep these years", "Use them for title, code and files (K)", keepYears);
  return when(() => seen().zoom, h("div", { class: "tl-zoom" }, days, keep, whole));
}

async function redraw(Plotly, plot, { figure, least }, config) {
  plot.style.minWidth = `${Math.floor(least)}px`;
  // plotly writes into its arguments, and another view of this widget may draw the same ones
  const { data, layout } = structuredClone(figure);
  for (const [name, axis] of Object.entries(layout)) {
    if (name.startsWith("xaxis")) axis.showspikes = false; // the crosshair runs through all columns
    if (name.startsWith("yaxis")) axis.ticklabeloverflow = "allow"; // all fit: measure none of them
  }
  // plotly.js (4.1) keeps shapes between grid and data if there are fewer than before
  for (const shape of plot.querySelectorAll(".shapelayer .shape-group"))
    if (Number(shape.dataset.index) >= layout.shapes.length) shape.remove();
  await Plotly.react(plot, data, layout, config);
  // it also keeps the tooltip of a label that is no longer under the pointer
  plot.querySelector(".hoverlayer")?.replaceChildren();
}

function listen(plot, sheetOf, { fact, pick, zoomTo, open, toggle, shows, behind }, { point, showMarks }, picture) {
  plot.after(h("style", {}, `.${picture}{display:none}`)); // the chart is live now
  const countryOf = ({ yaxis }) => sheetOf().areas[(Number(yaxis.slice(1)) || 1) - 1];
  /** Pick the facts of a number in turn. */
  const pickNext = (ids) => ids.length && pick(ids[(ids.indexOf(fact()?.id) + 1) % ids.length]);
  plot.on("plotly_click", ({ points: [{ customdata, data }] }) => {
    if (sheetOf().rows.length || !customdata) return;
    shows("shares") ? behind(customdata) : pick(`${countryOf(data)}:${customdata}`);
  });
  plot.on("plotly_hover", ({ points: [{ customdata, data }] }) =>
    sheetOf().rows.length || !customdata || shows("shares") || point([`${countryOf(data)}:${customdata}`]));
  plot.on("plotly_unhover", () => sheetOf().rows.length || point());
  plot.on("plotly_doubleclick", () => zoomTo(null));
  plot.on("plotly_relayouting", showMarks);
  plot.on("plotly_relayout", (change) => {
    const { range, r2l } = plot._fullLayout.xaxis;
    const moved = Object.keys(change).some((key) => key.startsWith("xaxis"));
    if (moved) zoomTo(range.map((end) => r2l(end)));
  });
  plot.addEventListener("mousemove", (event) =>
    sheetOf().rows.length && point(rowAt(plot, sheetOf(), event)));
  plot.addEventListener("mouseover", ({ target }) => sheetOf().rows.length
    || point(sheetOf().notes[target.closest(".annotation")?.dataset.index]));
  plot.addEventListener("mouseleave", () => point());
  plot.addEventListener("mousedown", (event) => {
    const label = event.target.closest(".annotation[data-index]");
    const row = rowAt(plot, sheetOf(), event);
    const own = sheetOf().notes[label?.dataset.index] ?? []; // another figure may come before the release
    if (event.button || event.target.closest(".modebar") || !(label || row)) return;
    if (label) dragFrom(event, plot);
    document.addEventListener("mouseup", ({ clientX, clientY, shiftKey }) => {
      if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > 4) return; // a drag
      if (row) shiftKey ? toggle(row) : open(row);
      else pickNext(own);
    }, { once: true, capture: true });
  }, true);
}

/** Two fingers zoom around the day between them; one finger scrolls the page. */
function pinch(stage, plot, { zoomAround }) {
  let first, last, middle;
  const follow = (event) => {
    const [a, b] = [...event.touches].map(({ clientX }) => clientX);
    [last, middle] = [Math.max(1, Math.abs(a - b)), (a + b) / 2];
    if (event.touches.length === 2) first ||= last;
    event.stopPropagation(); // plotly would draw a box to zoom into; a tap comes to it as a click
  };
  stage.addEventListener("touchstart", follow, { capture: true, passive: true });
  stage.addEventListener("touchmove", (event) =>
    event.touches.length === 2 && (event.preventDefault(), follow(event)), { passive: false });
  stage.addEventListener("touchend", () => {
    const axis = plot._fullLayout?.xaxis;
    if (first && axis) zoomAround(axis.p2l(middle - plot.getBoundingClientRect().left - axis._offset), first / last);
    first = 0;
  });
}

/** Pass a press on a label to the layer below, from which plotly lets the reader drag. */
function dragFrom(event, plot) {
  event.stopPropagation();
  event.preventDefault();
  const beneath = [...plot.querySelectorAll(".nsewdrag")].find((drag) => {
    const { left, right } = drag.getBoundingClientRect();
    return left <= event.clientX && event.clientX <= right;
  });
  beneath?.dispatchEvent(new MouseEvent("mousedown", event));
}
