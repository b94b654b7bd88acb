// What lies above a sheet: the days of the selected fact, the rows that are meant, the crosshair.
import { h } from "./dom.js";

const axesOf = (plot, letter) => Object.entries(plot._fullLayout ?? {})
  .filter(([name]) => name.startsWith(`${letter}axis`)).map(([, axis]) => axis);

const box = (kind, left, top, width, height) => h("div", { class: kind,
  style: `left:${left}px;top:${top}px;width:${width}px;height:${height}px` });

/** Where a row stands on its sheet, with its name. */
function placeOf(plot, [, area, column, at]) {
  const down = plot._fullLayout[`yaxis${area ? area + 1 : ""}`];
  const [before, across] = [column - 1, column].map((n) => axesOf(plot, "x")[n]);
  const left = before ? before._offset + before._length + 4 : 0;
  const [top, end] = [at, at + 1].map((row) => down._offset + down.l2p(row));
  return { left, top, right: across._offset + across._length, end };
}

export function rowAt(plot, { clientX, clientY }) {
  const { left, top } = plot.getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  return plot.sheet.rows.find((row) => {
    const place = placeOf(plot, row);
    return place.left <= x && x <= place.right && place.top <= y && y < place.end;
  })?.[0];
}

export function mark(plot, { model }, fact) {
  const [here, compared] = [model.get("country"), model.get("compared")];
  const kinds = ([code]) => [code === here && "tl-here", compared.includes(code) && "tl-in",
    code === plot.over && "tl-hover"].filter(Boolean).join(" ");
  const rows = plot.sheet.rows.filter(kinds).map((row) => {
    const { left, top, right, end } = placeOf(plot, row);
    return box(`tl-row ${kinds(row)}`, left, top, right - left, end - top);
  });
  plot.marks.replaceChildren(...rows, ...(fact ? axesOf(plot, "x").map((axis) => band(plot, axis, fact)) : []));
}

/** A band over the days of a fact, through all tracks. */
function band(plot, axis, fact) {
  const [first, last] = fact.days.map((day) => axis.l2p(day));
  if (!(last >= 0 && first <= axis._length)) return "";
  const [left, right] = [Math.max(0, first), Math.min(axis._length, last)];
  const wide = Math.max(2, right - left);
  const own = !plot.sheet.rows.length;
  return box(`tl-band ${own ? "tl-own" : ""}`, axis._offset + (left + right - wide) / 2, 0, wide,
    plot.offsetHeight);
}

/** One day, in all sheets and columns at once. */
export function crosshair(stage, plots) {
  const clear = () => plots.forEach((plot) => plot.cross.replaceChildren());
  stage.addEventListener("mouseleave", clear);
  stage.addEventListener("mousemove", ({ target, clientX }) => {
    const plot = plots.find((one) => one.contains(target));
    if (!plot) return clear();
    const x = clientX - plot.getBoundingClientRect().left;
    const axis = axesOf(plot, "x").find(({ _offset, _length }) => _offset <= x && x <= _offset + _length);
    if (!axis) return clear();
    const day = axis.p2l(x - axis._offset);
    plots.forEach((one) => one.cross.replaceChildren(...axesOf(one, "x").map((other) =>
      box("tl-cross", other._offset + other.l2p(day), 0, 1, one.offsetHeight))));
  });
}
