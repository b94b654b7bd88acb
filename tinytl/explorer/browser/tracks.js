// Which tracks are drawn, and which categories of them, with how many facts there are of each.
import { button, group, h } from "./dom.js";

export function trackBar(context, ...more) {
  const { model, choices, seen, live } = context;
  const count = (kind) => seen().counts.map((some) => some[kind] ?? 0);
  const tracks = choices.tracks.map(([kind, name]) => h("div", { class: "tl-track" },
    tick(context, name, (on) => toggleTrack(context, kind, on),
      () => [model.get("tracks").includes(kind), ...count(kind)]),
    choices.categories[kind]?.length > 1 ? categoryList(context, kind, name) : null));
  const bar = live(group("Tracks", { class: "tl-bar" }, ...tracks),
    () => ({ hidden: context.shows("overview") }));
  return h("div", { class: "tl-bar tl-tracks" }, bar, ...more);
}

/** A track that comes back takes the place that it has in the bar. */
function toggleTrack({ model, choices, set, say }, kind, on) {
  const order = choices.tracks.map(([name]) => name);
  const tracks = model.get("tracks").filter((name) => name !== kind);
  const after = tracks.findIndex((name) => order.indexOf(name) > order.indexOf(kind));
  if (on) tracks.splice(after < 0 ? tracks.length : after, 0, kind);
  if (tracks.length) set({ tracks });
  else say("One track has to stay: tick another first.");
}

/** The categories of a track, in a line of their own; closed with Escape and by going elsewhere. */
function categoryList(context, kind, name) {
  const { model, choices, seen, set, live, signal } = context;
  const every = choices.categories[kind];
  const only = () => model.get("only")[kind];
  const drawn = (category) => only()?.includes(category) ?? true;
  const toggled = (category, on) => every.filter((one) => (one === category ? on : drawn(one)));
  const draw = (categories) => set({ only: { ...model.get("only"), [kind]: categories } });
  const ticks = every.map((category) => tick(context, category || "without category",
    (on) => draw(toggled(category, on)),
    () => [drawn(category), ...seen().counts.map((some) => some[`${kind}:${category}`] ?? 0)]));
  const plural = name.toLowerCase();
  const label = `Categories of ${plural}`;
  const many = () => (only() ? `${only().length} of ${every.length}` : "all");
  const said = live(h("span"), () => ({ textContent: many() }));
  const summary = h("summary", { "aria-label": label, title: label }, said);
  const list = h("details", {}, summary, group(label, {}, ...ticks,
    button("All", `All ${plural}`, () => draw(every)),
    button("None", `No ${plural}`, () => draw([]))));
  const leave = ({ target }) => list.contains(target) || (list.open = false);
  for (const event of ["focusin", "pointerdown"])
    document.addEventListener(event, leave, { capture: true, signal });
  list.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && list.open) (list.open = false), summary.focus();
  });
  return live(list, () => ({ className: `tl-filter ${only() ? "tl-narrowed" : ""}` }));
}

/** A box to tick, its text, and how many facts it stands for; it may refuse to be ticked. */
function tick({ follow }, text, toggle, state) {
  const box = h("input", { type: "checkbox", onchange: () => (toggle(box.checked), show()) });
  const number = h("small");
  const label = h("label", { class: "tl-tick" }, box, h("span", {}, text), number);
  const show = follow(() => {
    const [on, here, all] = state();
    box.checked = on;
    number.textContent = here === all ? all : `${here} of ${all}`;
    label.title = all ? `${here} of ${all} in these years` : "none in this country";
    label.classList.toggle("tl-none", !here);
  });
  return label;
}
