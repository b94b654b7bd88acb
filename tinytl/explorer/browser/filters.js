// The filters: first and last year, tracks, and categories of tracks with their numbers of facts.
import { button, delay, group, h } from "./dom.js";

/** A bar with two thumbs: keys move the focused one, the pointer moves the nearer one. */
export function yearSlider({ get, choices, seen, set, follow, live }, { shows }) {
  const wait = delay();
  const asked = () => thumbs.map((thumb) => Number(thumb.value));
  const move = (end, ms) => {
    thumbs[end].value = (end ? Math.max : Math.min)(...asked()); // they may meet, not pass
    const years = asked();
    place(years);
    wait(() => set({ years }), ms);
  };
  const thumbs = ["First year", "Last year"].map((label, end) => h("input", {
    type: "range", "aria-label": label, title: label,
    oninput: () => move(end), onchange: () => move(end, 0),
  }));
  const texts = [h("output"), h("output")];
  const bar = h("div", { class: "tl-range", onpointerdown: (event) => drag(event) }, ...thumbs);
  const yearAt = ({ clientX }) => {
    const [{ left, width }, { min, max }] = [bar.getBoundingClientRect(), thumbs[0]];
    const share = (clientX - left - 7) / (width - 14); // half a thumb at each end
    return Math.round(Number(min) + Math.min(1, Math.max(0, share)) * (max - min));
  };
  function drag(event) {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    let end = null; // if both thumbs are at one year: the one that can follow the pointer
    const moved = (now) => {
      const [year, [first, last]] = [yearAt(now), asked()];
      if (end === null && first === last && year === first) return;
      end ??= year - first > last - year || (first === last && year > last) ? 1 : 0;
      thumbs[end].focus();
      thumbs[end].value = year;
      move(end);
    };
    bar.onpointermove = moved;
    bar.onlostpointercapture = () => (bar.onpointermove = null);
    moved(event);
  }
  const place = (years) => years.forEach((year, end) => {
    const [min, max] = [Math.min, Math.max].map((limit) => limit(...choices.span, ...years));
    Object.assign(thumbs[end], { min, max, value: year });
    texts[end].textContent = year;
    bar.style.setProperty(end ? "--to" : "--from", (year - min) / (max - min || 1));
  });
  follow(() => place(get("years") ?? seen().years)); // Python has not drawn new ones yet
  const all = button("Rated", "The years of the ratings and indices", () => set({ years: null }));
  const { wide } = choices;
  const wider = button("Wider", `All years that the table knows of: ${wide.join("–")}`,
    () => set({ years: wide }));
  return live(group("Years", { class: "tl-years" }, texts[0], bar, texts[1],
    h("div", { class: "tl-joined tl-field" },
      live(all, () => ({ disabled: !get("years") })),
      live(wider, () => ({ disabled: seen().years.join() === wide.join() })))),
  () => ({ hidden: Boolean(get("align")) && !shows("timeline") }));
}

export function trackBar(state, { many }) {
  const { get, choices, seen, live } = state;
  const count = (kind) => seen().counts.map((some) => some[kind] ?? 0);
  const tracks = choices.tracks.map(([kind, name]) => h("div", { class: "tl-track" },
    tick(state, name, (on) => toggleTrack(state, kind, on),
      () => [get("tracks").includes(kind), ...count(kind)]),
    choices.categories[kind]?.length > 1 ? categoryList(state, kind, name) : null));
  return live(group("Tracks", { class: "tl-bar" }, ...tracks), () => ({ hidden: many() }));
}

/** A track that is shown again takes the place that it has in the bar. */
function toggleTrack({ get, choices, set, say }, kind, on) {
  const order = choices.tracks.map(([name]) => name);
  const tracks = get("tracks").filter((name) => name !== kind);
  const after = tracks.findIndex((name) => order.indexOf(name) > order.indexOf(kind));
  if (on) tracks.splice(after < 0 ? tracks.length : after, 0, kind);
  if (tracks.length) set({ tracks });
  else say("One track has to stay: tick another first.");
}

/** The categories of a track on a line of their own; Escape or focus elsewhere closes it. */
function categoryList(state, kind, name) {
  const { get, choices, seen, set, live } = state;
  const every = choices.categories[kind];
  const only = () => get("only")[kind];
  const drawn = (category) => only()?.includes(category) ?? true;
  const toggled = (category, on) => every.filter((one) => (one === category ? on : drawn(one)));
  const draw = (categories) => set({ only: { ...get("only"), [kind]: categories } });
  const ticks = every.map((category) => tick(state, category || "without category",
    (on) => draw(toggled(category, on)),
    () => [drawn(category), ...seen().counts.map((some) => some[`${kind}:${category}`] ?? 0)]));
  const plural = name.toLowerCase();
  const label = `Categories of ${plural}`;
  const many = () => (only() ? `${only().length} of ${every.length}` : "all");
  const list = dropDown(state, label, many, [...ticks,
    button("All", `All ${plural}`, () => draw(every)),
    button("None", `No ${plural}`, () => draw([]))]);
  return live(list, () => ({ className: `tl-filter ${only() ? "tl-narrowed" : ""}` }));
}

/** Controls that open below a text; Escape or focus elsewhere closes them. */
export function dropDown({ live, signal }, label, text, parts) {
  const summary = h("summary", { "aria-label": label, title: label },
    live(h("span"), () => ({ textContent: text() })));
  const list = h("details", { class: "tl-filter" }, summary, group(label, {}, ...parts));
  const leave = ({ target }) => list.contains(target) || (list.open = false);
  for (const event of ["focusin", "pointerdown"])
    document.addEventListener(event, leave, { capture: true, signal });
  list.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && list.open) (list.open = false), summary.focus();
  });
  return list;
}

/** A check box with its text and its number of facts; the box shows the state, even if `toggle`
 * refuses the change. */
export function tick({ follow }, text, toggle, values) {
  const box = h("input", { type: "checkbox", onchange: () => (toggle(box.checked), show()) });
  const number = h("small");
  const label = h("label", { class: "tl-tick" }, box, h("span", {}, text), number);
  const show = follow(() => {
    const [on, here, all] = values();
    box.checked = on;
    number.textContent = here === all ? all : `${here} of ${all}`;
    label.title = all ? `${here} of ${all} in these years` : "none in this country";
    label.classList.toggle("tl-none", !here);
  });
  return label;
}

/** A list of choices for a trait; `read` and `write` turn its values into texts and back. */
export function select({ get, set, follow }, trait, label, options, title, { read = String, write } = {}) {
  const empty = trait === "group" ? "" : null;
  const box = h("select", { "aria-label": label, title,
    onchange: () => set({ [trait]: write?.(box.value) ?? (box.value || empty) }) });
  follow(() => {
    const value = read(get(trait) ?? "");
    const more = options.some(([one]) => one === value) ? [] : [[value, value]]; // set in Python
    const option = ([one, text]) => h("option", { value: one }, text);
    box.replaceChildren(...[...options, ...more].map(option));
    box.value = value;
  });
  return h("label", { class: "tl-field" }, h("span", {}, label), box);
}
