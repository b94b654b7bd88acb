// All keys in one place, to read and to find.
import { button, h } from "./dom.js";

const KEYS = [
  ["← →", "previous, next mark of the track"], ["↑ ↓", "nearest mark of the track above, below"],
  ["+ −", "zoom in, out around the mark"], ["0", "whole range"], ["K", "keep the years in sight"],
  ["Esc", "close the mark"], ["[ ]", "previous, next country"], ["/", "search all facts"],
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
  const zoomBy = (factor) => sight.zoomBy(factor, selection.fact());
  const keys = {
    ArrowLeft: () => selection.walk(-1), ArrowRight: () => selection.walk(1),
    ArrowUp: () => selection.change(-1), ArrowDown: () => selection.change(1),
    "+": () => zoomBy(0.5), "=": () => zoomBy(0.5), "-": () => zoomBy(2),
    0: () => sight.zoomTo(null), Escape: () => selection.pick(""), k: () => sight.keep(),
    "[": () => context.step(-1), "]": () => context.step(1), "/": () => context.find(),
    f: () => context.fullScreen(), "?": () => context.help(), "ctrl+z": () => context.undo(),
  };
  return (event) => {
    const { key, ctrlKey, metaKey, altKey, target, currentTarget } = event;
    const does = keys[`${ctrlKey || metaKey ? "ctrl+" : ""}${key.length > 1 ? key : key.toLowerCase()}`];
    if (target !== currentTarget || altKey || !does) return;
    event.preventDefault();
    does();
  };
}
