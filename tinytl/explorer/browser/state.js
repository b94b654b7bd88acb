// The state of the explorer: controls set traits, and Python answers with what is to be shown.
import { delay } from "./dom.js";
import { ask, loadPlotly } from "./kernel.js";

export function stateOf(model, root, signal, { say, clear }) {
  const choices = model.get("_choices");
  const names = [...Object.keys(choices.start), "zoom"]; // the traits that decide what is drawn
  const wait = delay();
  let pending = {}; // changes to send to Python when no more come
  const get = (name) => (name in pending ? pending[name] : model.get(name));
  const snapshot = () => Object.fromEntries(names.map((name) => [name, get(name)]));
  const history = historyOf(snapshot, gesturesOn(root, signal));
  const follow = followerOf(model, signal);
  const write = (changes) => {
    for (const [name, value] of Object.entries({ ...pending, ...changes })) model.set(name, value);
    pending = {};
    model.save_changes();
    root.dispatchEvent(new Event("tl-ask"));
  };
  const set = (changes, ms) => {
    const changed = names.filter((name) => name in changes);
    if (changed.length) history.remember(changed.join());
    if (!ms) return write(changes);
    Object.assign(pending, changes);
    wait(write, ms);
  };
  const undo = () => {
    const before = history.back();
    if (before) write(before);
    else say("Nothing to undo.");
  };
  /** Ask Python; if it refuses, tell why and return null. Notebooks send a busy kernel one change at
   * a time, but messages at once: after the answer to a ping, it has heard of all changes. */
  const question = (asked, tell = say) => {
    write();
    return ask(model, { kind: "ping" }).then(() => ask(model, asked)).catch((error) => (tell(error.message), null));
  };
  for (const name of names) model.on(`change:${name}`, clear); // a note is about one state
  model.on("msg:custom", ({ id, refused, message }) => id === null && refused && say(message));
  return {
    choices, snapshot, follow, write, set, undo, say, clear, signal, ask: question,
    remember: () => history.remember("all"),
    get,
    seen: () => model.get("_seen"),
    plotly: () => loadPlotly(model, choices.plotly, root, signal),
    kinds: new Map(choices.tracks), // their names
    names: new Map(choices.countries),
    // no counter: each explorer of a page has a copy of this module
    uid: `tinytl-${Math.random().toString(36).slice(2)}`,
    when: (shown, element) => (follow(() => (element.hidden = !shown())), element),
    // an element of which some properties depend on the state
    live: (element, properties) => (follow(() => Object.entries(properties())
      .forEach(([name, value]) => element[name] === value || (element[name] = value))), element),
  };
}

/** The states before this one. Changes of the same traits in one gesture are one step. */
function historyOf(snapshot, gesture) {
  const past = [];
  let step = "";
  const remember = (changed) => {
    const next = `${gesture()} ${changed}`;
    const now = JSON.stringify(snapshot());
    if (next !== step && now !== past.at(-1)) past.push(now);
    step = next;
  };
  const back = () => {
    step = "";
    return past.length ? JSON.parse(past.pop()) : null;
  };
  return { remember, back };
}

/** Counts gestures: a drag is one, a held key is one, and so are key presses on one slider. */
function gesturesOn(root, signal) {
  let [count, slider] = [0, null];
  const start = ({ type, repeat, target }) => {
    const own = type === "keydown" && target.type === "range" ? target : null;
    if (!repeat && !(own && own === slider)) count += 1;
    slider = own;
  };
  for (const type of ["pointerdown", "keydown"])
    root.addEventListener(type, start, { capture: true, signal });
  return () => count;
}

/** Takes functions to call now and after each change, once for all that changes together. */
function followerOf(model, signal) {
  const shows = [];
  let waiting = false;
  const schedule = () => waiting ||= (queueMicrotask(showAll), true);
  const showAll = () => {
    waiting = false;
    if (!signal.aborted) shows.forEach((show) => show());
  };
  schedule();
  model.on("change", schedule);
  signal.addEventListener("abort", () => model.off("change", schedule));
  return (show) => (shows.push(show), show);
}
