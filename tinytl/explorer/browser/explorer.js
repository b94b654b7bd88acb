// The explorer in the browser: HTML controls, and plotly for the figure. Python decides what is
// shown and sends it as `_seen`; a control sets a trait of the state, and Python answers.
import { actionsOf, keysOf } from "./actions.js";
import { compareBar, explorerBar, orderBars, pictureBar, viewBar } from "./controls.js";
import { delay, h } from "./dom.js";
import { exportBar } from "./export.js";
import { dataTable, detailPanel, searchBox } from "./facts.js";
import { figure } from "./figure.js";
import { trackBar, yearSlider } from "./filters.js";
import { connectionNote, keepListening } from "./kernel.js";
import { stateOf } from "./state.js";

function render({ model, el }) {
  const removal = new AbortController();
  const root = h("div", { class: "tl", "data-jp-suppress-context-menu": "true" });
  const [controlNotes, exportNotes] = ["tl-said", "tl-saved"].map((name) => noteBar(name, removal.signal));
  const clear = () => (controlNotes.say(), exportNotes.say());
  const state = stateOf(model, root, removal.signal, { say: controlNotes.say, clear });
  const actions = actionsOf(state);
  const fullScreen = () =>
    (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
  const [search, find] = searchBox(state, actions);
  const page = { find, fullScreen, help: () => root.querySelector("dialog").showModal() };
  const side = h("aside", { class: "tl-side" }, h("div", {}, detailPanel(state, actions)));
  const message = () => ({ textContent: state.seen().message, hidden: !state.seen().message });
  state.follow(() => root.classList.toggle("tl-world", actions.many()));
  root.append(
    h("div", { class: "tl-python" },
      viewBar(state, actions, yearSlider(state, actions), explorerBar(state, actions, page)),
      h("div", { class: "tl-bar tl-tracks" }, trackBar(state, actions), ...orderBars(state, actions), search,
        compareBar(state, actions)),
      controlNotes.note),
    connectionNote(model, state, root),
    state.live(h("p", { class: "tl-message", role: "status", hidden: true }), message),
    state.live(h("p", { class: "tl-told", role: "status" }), () => ({ textContent: state.seen().title })),
    h("div", { class: "tl-main" }, figure(state, actions, keysOf(state, actions, page)), side),
    h("div", { class: "tl-python" }, exportBar(state, pictureBar(state, actions), exportNotes),
      dataTable(state, exportNotes)),
  );
  root.insertAdjacentHTML("beforeend", state.choices.keys);
  followTheme(state, root);
  keepKeys(root, removal.signal);
  el.append(root);
  return () => removal.abort();
}

/** A note beside what it is about. `say` shows it for 12 seconds, `busy` until the next. */
function noteBar(name, signal) {
  const wait = delay();
  const note = h("p", { class: name, role: "status", "aria-live": "polite" });
  const busy = (...parts) => (wait(() => undefined, 0), note.replaceChildren(...parts));
  const say = (...parts) => (busy(...parts), parts.length && wait(() => busy(), 12_000));
  signal.addEventListener("abort", () => busy());
  return { note, say, busy };
}

const DARK = "html.dark, body.dark, body.dark-theme, body.vscode-dark, [data-jp-theme-light='false']";

/** Tell Python whether the page is dark. */
function followTheme({ get, write, signal }, root) {
  const look = () => {
    const dark = Boolean(document.querySelector(DARK));
    root.classList.toggle("tl-dark", dark);
    if (dark !== get("_dark")) write({ _dark: dark });
  };
  const observer = new MutationObserver(look);
  for (const part of [document.documentElement, document.body])
    observer.observe(part, { attributes: true });
  queueMicrotask(look);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** Keep the notebook's shortcuts off while the explorer has the focus, except those with Ctrl. */
function keepKeys(root, signal) {
  const mark = ({ target, ctrlKey, metaKey }) => root.contains(target)
    && target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
  // in the capture phase, before the notebook listens
  window.addEventListener("keydown", mark, { capture: true, signal });
}

const initialize = ({ model }) => keepListening(model);

export default { initialize, render };
