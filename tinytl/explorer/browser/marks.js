// What lies above the figure: boxes around rows, bands over facts, the cursor, the years at the edges.
import { h } from "./dom.js";

/** Top and bottom of what is visible of the page on which an element scrolls. */
function edgesOf(element) {
  const page = element.closest(".jp-WindowedPanel-outer, .jp-Notebook, .tl:fullscreen")?.getBoundingClientRect();
  return [Math.max(0, page?.top ?? 0), Math.min(innerHeight, page?.bottom ?? innerHeight)];
}

/** Keep the years in sight at the edges of a page on which the figure is scrolled; notebooks clip
 * outputs, so `sticky` cannot. An edge has the years of the columns that pass it. */
export function yearsAtEdges(plot, strips) {
  const { top: above, left } = plot.getBoundingClientRect();
  strips.forEach((strip, number) => {
    const at = edgesOf(plot)[number] - 20 * number - above; // so high is a strip
    const passing = columnsOf(plot).filter(({ top, end }) => top - 8 < at && at < end - 8);
    const ticks = passing.flatMap(({ axis }) => [...plot.querySelectorAll(`.${axis._id}tick text`)]);
    strip.hidden = !ticks.length;
    strip.style.top = `${at}px`;
    strip.replaceChildren(...ticks.map((tick) => {
      const place = tick.getBoundingClientRect();
      return h("span", { style: `left:${(place.left + place.right) / 2 - left}px` }, tick.textContent);
    }));
  });
}

const axesOf = (plot, letter) => Object.entries(plot._fullLayout ?? {})
  .filter(([name]) => name.startsWith(`${letter}axis`)).map(([, axis]) => axis);

/** The axes of time, each with the top and the end of what hangs on it. */
const columnsOf = (plot) => axesOf(plot, "x").map((axis) => {
  const own = axesOf(plot, "y").filter(({ anchor }) => anchor === axis._id);
  const end = Math.max(...own.map(({ _offset, _length }) => _offset + _length));
  return { axis, top: Math.min(...own.map(({ _offset }) => _offset)), end };
});

const box = (kind, left, top, width, height) => h("div", { class: kind,
  style: `left:${left}px;top:${top}px;width:${width}px;height:${height}px` });

/** The place of a row in the figure, with its name. */
function placeOf(plot, [, area, column, at]) {
  const down = plot._fullLayout[`yaxis${area ? area + 1 : ""}`];
  const [before, across] = [column - 1, column].map((n) => axesOf(plot, "x")[n]);
  const left = before ? before._offset + before._length + 4 : 0;
  const [top, end] = [at, at + 1].map((row) => down._offset + down.l2p(row));
  return { left, top, start: across._offset, right: across._offset + across._length, end };
}

/** The country of the row under the pointer. */
export function rowAt(plot, { rows }, { clientX, clientY }) {
  const { left, top } = plot.getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  return rows.find((row) => {
    const place = placeOf(plot, row);
    return place.left <= x && x <= place.right && place.top <= y && y < place.end;
  })?.[0];
}

/** Boxes around the rows of the country, of those that are compared, and under the pointer. */
export function rowBoxes(plot, { rows }, { get }, over) {
  const [here, compared] = [get("country"), get("compared")];
  const kinds = ([code]) => [code === here && "tl-here", compared.includes(code) && "tl-in",
    code === over && "tl-hover"].filter(Boolean).join(" ");
  return rows.filter(kinds).map((row) => {
    const { left, top, right, end } = placeOf(plot, row);
    return box(`tl-row ${kinds(row)}`, left, top, right - left, end - top);
  });
}

/** A row and its neighbours, enlarged, above or below it where rows are low. */
export function lens(plot, { rows }, code) {
  const row = rows.find(([one]) => one === code);
  const { left, top, right, end } = row ? placeOf(plot, row) : {};
  const [wide, high] = [right - left, end - top];
  if (!row || high > 26) return "";
  const [area, { top: above }] = [row[1] ? row[1] + 1 : "", plot.getBoundingClientRect()];
  const near = [...plot.querySelectorAll(`.subplot[class$="y${area}"] path, .y${area}tick text`)];
  const copied = near.map((node) => [node, node.getBoundingClientRect()])
    .filter(([, own]) => own.bottom > above + top - high && own.top < above + end + high)
    .map(([node]) => {
      const { a, b, c, d, e, f } = node.parentNode.getCTM();
      return `<g transform="matrix(${[a, b, c, d, e, f]})">${node.outerHTML}</g>`;
    });
  const [width, height] = [wide * 1.8, high * 5.4];
  const glass = box("tl-lens", Math.max(0, Math.min(left, plot.offsetWidth - width)),
    top - height - 14 < Math.max(0, -above) ? end + 20 : top - height - 14, width, height);
  glass.innerHTML = `<svg viewBox="${[left, top - high, wide, 3 * high]}">${copied.join("")}</svg>`;
  return glass;
}

/** Bands over the days of a fact, through all tracks of each column. */
export function bands(plot, { rows }, fact) {
  return columnsOf(plot).map(({ axis, top, end }) => {
    const [first, last] = (fact?.days ?? []).map((day) => axis.l2p(day));
    if (!(last >= 0 && first <= axis._length)) return "";
    const [left, right] = [Math.max(0, first), Math.min(axis._length, last)];
    const wide = Math.max(2, right - left);
    return box(`tl-band ${rows.length ? "" : "tl-own"}`, axis._offset + (left + right - wide) / 2, top,
      wide, end - top);
  });
}

/** Mark the numbers of some facts and their lines in the list. */
export function markNotes(plot, { notes }, ids) {
  for (const node of plot.querySelectorAll(".annotation"))
    node.classList.toggle("tl-noted", notes[node.dataset.index]?.some((id) => ids.includes(id)) ?? false);
}

/** A line at the day under the pointer, in all columns. */
export function crosshair(stage, plot, cross) {
  stage.addEventListener("mouseleave", () => cross.replaceChildren());
  stage.addEventListener("mousemove", ({ target, clientX, clientY }) => {
    const { left, top } = plot.getBoundingClientRect(), [x, y] = [clientX - left, clientY - top];
    const columns = plot.contains(target) ? columnsOf(plot) : [];
    const here = columns.find(({ axis: { _offset, _length }, top, end }) =>
      _offset <= x && x <= _offset + _length && top <= y && y <= end)?.axis;
    if (!here) return cross.replaceChildren();
    const day = here.p2l(x - here._offset);
    cross.replaceChildren(...columns.map(({ axis, top, end }) =>
      box("tl-cross", axis._offset + axis.l2p(day), top, 1, end - top)));
  });
}
