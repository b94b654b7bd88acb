// What all parts share, and how they speak with Python: they set traits, it answers with a view.

export function contextOf(model, signal, said) {
  const follow = followerOf(model, signal);
  return {
    model,
    signal, // aborted when the widget goes
    // not a count: every explorer of a page has this module for itself
    uid: `tinytl-${Math.random().toString(36).slice(2)}`,
    choices: model.get("_choices"),
    kinds: new Map(model.get("_choices").tracks), // what they are called
    view: () => model.get("_view"),
    follow,
    // an element, some properties of which depend on the view
    live: (element, properties) => (follow(() => Object.assign(element, properties())), element),
    say: (text) => (said.textContent = text),
    set(changes) {
      for (const [name, value] of Object.entries(changes)) model.set(name, value);
      model.save_changes();
    },
  };
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

/** What Python answers, in words and bytes. */
export const ask = (model, question) => new Promise((resolve) => {
  model.on("msg:custom", function take(answer, buffers) {
    if (answer.kind !== question.kind || answer.id !== question.id) return;
    model.off("msg:custom", take);
    resolve({ ...answer, buffers });
  });
  model.send(question);
});
