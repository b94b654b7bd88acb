// The keys: what each does while the figure has the focus, and a list of them.
import { button, h } from "./dom.js";

const KEYS = [
  ["Enter", "open the country of the row"], ["Shift Enter", "add it to the comparison"],
  ["C", "compare"], ["↑ ↓", "row or country above, below; with a mark selected: the track"],
  ["← →", "previous, next mark of the track"], ["+ −", "zoom in, out around the mark"],
  ["0", "whole range"], ["K", "keep the visible years"], ["[ ]", "previous, next country"],
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

/** Handles the keys of the figure. */
export function keysOf({ get, seen, undo }, actions, { find, fullScreen, help }) {
  const { shows, show, toggle, open, step, fact, pick, walk, changeTrack } = actions;
  const { zoomTo, zoomBy, keepYears } = actions;
  const among = () => shows("overview") || (seen().order.length && !fact());
  const upDown = (by) => (among() ? step(by) : changeTrack(by));
  const along = (by) => (shows("overview") ? step(by) : walk(by));
  const back = () => (fact() || !seen().order.length ? pick("") : show("overview"));
  const keys = {
    ArrowLeft: () => along(-1), ArrowRight: () => along(1), ArrowUp: () => upDown(-1),
    ArrowDown: () => upDown(1), "+": () => zoomBy(0.5, fact()), "=": () => zoomBy(0.5, fact()),
    "-": () => zoomBy(2, fact()), 0: () => zoomTo(null), Escape: back, k: keepYears,
    c: () => show("compare"), Enter: () => shows("overview") && open(get("country")),
    "shift+Enter": () => toggle(get("country")), "[": () => step(-1), "]": () => step(1),
    "/": find, f: fullScreen, "?": help, "ctrl+z": undo,
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
