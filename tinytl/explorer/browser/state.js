// What all parts share: controls set traits, Python answers with what is seen.
import { ask } from "./kernel.js";

export function contextOf(model, signal, say) {
  const choices = model.get("_choices");
  const names = [...Object.keys(choices.start), "zoom"]; // what decides what is seen
  const state = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const past = [];
  const remember = () => {
    const now = JSON.stringify(state());
    if (now !== past.at(-1)) past.push(now);
  };
  const write = (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
    context.wrote?.();
  };
  const set = (changes) => {
    if (names.some((name) => name in changes)) remember();
    write(changes);
  };
  const follow = followerOf(model, signal);
  const context = {
    model, choices, state, follow, say, remember, write, set,
    signal, // aborted when the widget goes
    // not a count: every explorer of a page has this module for itself
    uid: `tinytl-${Math.random().toString(36).slice(2)}`,
    kinds: new Map(choices.tracks), // what they are called
    seen: () => model.get("_seen"),
    // an element, some properties of which depend on what is seen
    live: (element, properties) => (follow(() => Object.assign(element, properties())), element),
    ask: (question) => ask(model, question),
    undo: () => (past.length ? write(JSON.parse(past.pop())) : say("Nothing to undo.")),
    ...viewsOf(model, set, say),
  };
  return context;
}

/** The ways from one view to the other. */
function viewsOf(model, set, say) {
  const shows = (view) => model.get("view") === view;
  const show = (view) => {
    const compared = model.get("compared");
    const first = view === "compare" && !compared.length ? { compared: [model.get("country")] } : {};
    if (!shows(view)) set({ view, ...first, zoom: null, selected: "" });
  };
  const open = (country) => set({ country, view: "timeline", zoom: null, selected: "" });
  const toggle = (code) => {
    const compared = model.get("compared").filter((one) => one !== code);
    if (compared.length === model.get("compared").length) compared.push(code);
    if (compared.length > 6) say("Six countries are compared; leave one out first.");
    else set({ compared });
  };
  return { shows, show, open, toggle };
}

/** Takes what is to be called at first and at every change, once for all that changes together. */
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
