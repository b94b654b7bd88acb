// All keys in one place, to read and to find.
import { button, h } from "./dom.js";

const KEYS = [
  ["Enter", "open the country of the row"], ["Shift Enter", "add it to the comparison"],
  ["C", "compare"], ["↑ ↓", "row above, below; in a country: the track, or the neighbour"],
  ["← →", "previous, next mark of the track"], ["+ −", "zoom in, out around the mark"],
  ["0", "whole range"], ["K", "keep the years in sight"], ["[ ]", "previous, next country"],
  ["Esc", "close the mark, then back to all countries"], ["/", "search all facts"],
  ["Ctrl Z", "undo"], ["F", "full screen"], ["?", "this list"],
];

export function keysHelp() {
  const rows = KEYS.flatMap(([keys, what]) =>
    [h("dt", {}, ...keys.split(" ").map((key) => h("kbd", {}, key))), h("dd", {}, what)]);
  const self = h("dialog", { class: "tl-help", "aria-label": "Keys" },
    h("h4", {}, "Keys"),
    h("p", {}, "While the chart has the focus: click it, or Tab to it."),
    h("dl", {}, ...rows),
    h("p", {}, "Drag to zoom, also from a label; double click for the whole range."),
    button("Close", "Close the list of keys", () => self.close()));
  return self;
}

/** What the keys do while the figure itself has the focus. */
export function keysOf(context, sight, selection) {
  const { model, shows, show, toggle, open, seen } = context;
  const zoomBy = (factor) => sight.zoomBy(factor, selection.fact());
  const among = () => shows("overview") || (seen().order.length && !selection.fact());
  const upDown = (by) => (among() ? context.step(by) : selection.change(by));
  const along = (by) => (shows("overview") ? context.step(by) : selection.walk(by));
  const back = () => (selection.fact() || !seen().order.length ? selection.pick("") : show("overview"));
  const keys = {
    ArrowLeft: () => along(-1), ArrowRight: () => along(1), ArrowUp: () => upDown(-1),
    ArrowDown: () => upDown(1), "+": () => zoomBy(0.5), "=": () => zoomBy(0.5), "-": () => zoomBy(2),
    0: () => sight.zoomTo(null), Escape: back, k: () => sight.keep(), c: () => show("compare"),
    Enter: () => shows("overview") && open(model.get("country")),
    "shift+Enter": () => toggle(model.get("country")),
    "[": () => context.step(-1), "]": () => context.step(1), "/": () => context.find(),
    f: () => context.fullScreen(), "?": () => context.help(), "ctrl+z": () => context.undo(),
  };
  return (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target, currentTarget } = event;
    const held = ctrlKey || metaKey ? "ctrl+" : shiftKey && key.length > 1 ? "shift+" : "";
    const does = keys[held + (key.length > 1 ? key : key.toLowerCase())];
    if (target !== currentTarget || altKey || !does) return;
    event.preventDefault();
    does();
  };
}
