// The line to Python: questions, and whether anybody is there to answer.
import { clock, h } from "./dom.js";

/** What Python answers, in words and bytes; it fails where the line is known to be cut. */
export const ask = (model, question) => new Promise((resolve) => {
  const id = Math.random().toString(36).slice(2);
  model.on("msg:custom", function take(answer, buffers) {
    if (answer.id !== id) return;
    model.off("msg:custom", take);
    resolve({ ...answer, buffers });
  });
  model.send({ ...question, id });
});

/** anywidget drops all that Python says where this module took two seconds to load: a busy page
 * would stay empty for good. Where that has happened messages come without it, and once more. */
export function keepHearing(model) {
  model.on("change:_heard", (own) => { // the model itself, which anywidget does not give
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

/** Says above the figure when Python is gone or silent; what was set and not drawn is taken back. */
export function lineNote(context, root) {
  const { model, state, signal } = context;
  const wait = clock();
  const note = h("p", { class: "tl-message", role: "alert", hidden: true });
  const tell = (text) => (note.hidden = !(note.textContent = text));
  let [drawn, asking] = [state(), false];
  function cut() {
    for (const [name, value] of Object.entries(drawn)) model.set(name, value);
    wait(() => tell(GONE), 0);
    root.classList.add("tl-gone");
    root.querySelectorAll(".tl-python").forEach((part) => (part.inert = true));
  }
  async function check() {
    if (root.closest(".jupyter-widgets-disconnected, .tl-gone")) return cut();
    if (asking) return;
    asking = true;
    wait(() => tell(SILENT), PATIENCE);
    await context.ask({ kind: "ping" }).then(() => wait(() => tell(""), 0), cut);
    asking = false;
  }
  model.on("change:_seen", () => (drawn = state()));
  model.on("comm_live_update", () => queueMicrotask(check));
  root.addEventListener("pointerenter", check, { signal });
  context.wrote = check;
  return note;
}
