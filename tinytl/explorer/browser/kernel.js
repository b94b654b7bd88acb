// The connection to Python: questions and answers, lost connections, and plotly.js.
import { delay, h } from "./dom.js";

/** Ask Python a question. The promise fails if Python refuses it or the connection is closed. */
export const ask = (model, question) => new Promise((resolve, reject) => {
  const id = Math.random().toString(36).slice(2);
  model.on("msg:custom", function take(answer, buffers) {
    if (answer.id !== id) return;
    model.off("msg:custom", take);
    if (answer.refused) reject(new Error(answer.message));
    else resolve({ ...answer, buffers });
  });
  model.send({ ...question, id });
});

/** anywidget drops all messages of Python if this module takes more than two seconds to load, so
 * that on a busy page the explorer would stay empty. Then listen without it, and ask once more. */
export function keepListening(model) {
  model.on("change:_heard", (own) => { // the model itself, which anywidget does not pass on
    const nothing = { content: { data: { method: "custom", content: {} } } };
    own?._handle_comm_msg?.(nothing).catch(() => {
      const { _handle_comm_msg: handle } = Object.getPrototypeOf(own.constructor.prototype);
      own.comm?.on_msg((message) => handle.call(own, message));
      ask(model, { kind: "state" });
    });
  });
  model.set("_heard", true);
}

const PATIENCE = 4000;
const GONE = "The kernel that drew this is gone: nothing here can change. To go on, run the cell again.";
const SILENT = "Python has not answered: it is busy with another cell, or gone. What stands below is "
  + "what it drew last. If this does not pass, run the cell again.";

const ALONE = "This page runs no Python, so the explorer shows one view and has no controls. Point at a "
  + "mark to read about it; to go on from here, run the notebook.";
/** Whether the program that shows the widget has no connection to Python. */
const isAlone = (root) => Boolean(root.closest(".jupyter-widgets-disconnected"));

/** A note above the figure if Python is gone or silent; controls then show what was drawn last.
 * On a page that never had Python there are no controls. */
export function connectionNote(model, state, root) {
  const { snapshot, clear, signal } = state;
  const wait = delay();
  const note = h("p", { class: "tl-message", role: "alert", hidden: true });
  const tell = (text) => (note.hidden = !(note.textContent = text));
  const sign = delay();
  const working = (on, ms) => sign(() => (root.querySelector(".tl-stage").ariaBusy = String(on)), ms);
  let [drawn, asking, again] = [snapshot(), false, false];
  function close() {
    for (const [name, value] of Object.entries(drawn)) model.set(name, value);
    clear();
    wait(() => tell(root.classList.contains("tl-alone") ? ALONE : GONE), 0);
    root.classList.add("tl-gone");
    root.querySelectorAll(".tl-python").forEach((part) => (part.inert = true));
  }
  async function check() {
    if (isAlone(root) || root.closest(".tl-gone")) return close();
    if (asking) return void (again = true);
    asking = true;
    wait(() => tell(SILENT), PATIENCE);
    working(true, 100);
    await ask(model, { kind: "ping" }).then(() => wait(() => tell(""), 0), close);
    working(false, 0);
    asking = false;
    if (again) (again = false), check();
  }
  model.on("change:_seen", () => (drawn = snapshot()));
  model.on("comm_live_update", () => queueMicrotask(check));
  for (const event of ["pointerenter", "tl-ask"]) root.addEventListener(event, check, { signal });
  queueMicrotask(() => isAlone(root) && (root.classList.add("tl-alone"), close()));
  return note;
}

const loaded = (globalThis[Symbol.for("tinytl.plotly")] ??= new Map());

/** The plotly.js of Python's version, loaded once for each page: from Python, or from the network
 * where there is none. Null if the widget is removed before it arrives, undefined if it does not
 * arrive or run. */
export async function loadPlotly(model, { version, integrity }, root, signal) {
  let plotly = null;
  while (plotly === null && !signal.aborted) {
    const load = () => isAlone(root)
      ? fetchFromNetwork(`https://cdn.plot.ly/plotly-${version}.min.js`, integrity)
      : fetchPlotly(model, version, signal);
    if (!loaded.has(version)) loaded.set(version, load());
    plotly = await loaded.get(version); // null if the widget that asked is gone: then ask again
  }
  return plotly;
}

async function fetchPlotly(model, version, signal) {
  const gone = new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  const answer = await Promise.race([ask(model, { kind: "plotly" }), gone]);
  if (!answer) return (loaded.delete(version), null);
  const [source, ...fonts] = answer.buffers; // regular, bold: plotly measures text with them
  await Promise.all(fonts.map((font, bold) => new FontFace("tinytl Sans", font,
    { weight: bold ? "700" : "400" }).load().then((face) => document.fonts.add(face))));
  return runScript(new TextDecoder().decode(source));
}

const fetchFromNetwork = (url, integrity) => fetch(url, { integrity })
  .then(async (answer) => (answer.ok ? runScript(await answer.text()) : undefined), () => undefined);

function runScript(source) {
  const before = globalThis.Plotly;
  const script = document.createElement("script");
  // hide AMD and CommonJS loaders: with them plotly.js would not set the global
  script.textContent = `(function(){var define,module,exports;${source}\n}).call(globalThis)`;
  document.head.appendChild(script).remove();
  const ours = globalThis.Plotly;
  if (before) globalThis.Plotly = before;
  return ours;
}
