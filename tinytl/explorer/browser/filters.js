// The filters: first and last year, tracks, and categories of tracks with their numbers of facts.
import { button, group, h } from "./dom.js";

/** Two sliders on one bar. Styles give each half of the bar to the slider whose thumb is nearer. */
export function yearSlider({ get, choices, seen, set, follow, live, when }, { shows }) {
  const asked = () => thumbs.map((thumb) => Number(thumb.value));
  const move = (end, ms) => {
    thumbs[end].value = (end ? Math.max : Math.min)(...asked()); // they may meet, not pass
    const years = asked();
    place(years);
    set({ years }, ms);
  };
  const thumbs = ["First year", "Last year"].map((label, end) => h("input", {
    type: "range", "aria-label": label, title: label,
    oninput: () => move(end, 120), onchange: () => move(end),
  }));
  const texts = [h("output"), h("output")];
  const bar = h("div", { class: "tl-range" }, ...thumbs);
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
  return when(() => !get("align") || shows("timeline"), group("Years", { class: "tl-years" }, texts[0], bar, texts[1],
    h("div", { class: "tl-joined tl-field" },
      live(all, () => ({ disabled: !get("years") })),
      live(wider, () => ({ disabled: seen().years.join() === wide.join() })))));
}

export function trackBar(state, { many }) {
  const { get, set, choices, seen, when } = state;
  const count = (kind) => seen().counts.map((some) => some[kind] ?? 0);
  const drawn = () => get("tracks") ?? seen().tracks;
  const list = (kind, what, every) => categoryList(state, what, every, () => get("only")[kind] ?? every,
    (some) => set({ only: { ...get("only"), [kind]: some } }), (category) => count(`${kind}:${category}`));
  const tracks = choices.tracks.map(([kind, name]) => h("div", { class: "tl-track" },
    tick(state, name, (on) => toggleTrack(state, drawn(), kind, on),
      () => [drawn().includes(kind), ...count(kind)]),
    choices.categories[kind]?.length > 1 ? list(kind, name.toLowerCase(), choices.categories[kind]) : null));
  return when(() => !many(), group("Tracks", { class: "tl-bar" }, ...tracks));
}

/** Tracks that are ticked have the order of the bar. */
function toggleTrack({ choices, set, say }, drawn, kind, on) {
  const every = choices.tracks.map(([name]) => name);
  const tracks = every.filter((name) => (name === kind ? on : drawn.includes(name)));
  if (tracks.length) set({ tracks });
  else say("One track has to stay: tick another first.");
}

/** Which of these categories are drawn; `chosen` and `choose` get and set them. */
export function categoryList(state, what, every, chosen, choose, counts) {
  const toggled = (category, on) => every.filter((one) => (one === category ? on : chosen().includes(one)));
  const ticks = every.map((category) => tick(state, category || "without category",
    (on) => choose(toggled(category, on)), () => [chosen().includes(category), ...counts(category)]));
  const text = () => (chosen().length < every.length ? `${chosen().length} of ${every.length}` : "all");
  return dropDown(state, `Categories of ${what}`, text, [...ticks,
    button("All", `All ${what}`, () => choose(every)), button("None", `No ${what}`, () => choose([]))]);
}

/** Controls that open below a text, one list at a time; Escape closes them. */
function dropDown({ live, uid }, label, text, parts) {
  const summary = h("summary", { "aria-label": label, title: label },
    live(h("span"), () => ({ textContent: text() })));
  const close = ({ key }) => key === "Escape" && (summary.focus(), (list.open = false));
  const list = h("details", { class: "tl-filter", name: uid, onkeydown: close }, summary,
    group(label, {}, ...parts));
  return list;
}

/** A check box with its text and its number of facts; the box shows the state, even if `toggle`
 * refuses the change. */
function tick({ follow }, text, toggle, values) {
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

/** A list of the choices that Python offers for a trait. */
export function select({ choices, get, set, follow, when }, trait, label, title, isShown = () => true) {
  const options = choices.options[trait];
  const values = new Map(options.map(([value]) => [String(value), value]));
  const other = h("option", { hidden: true }); // a value that is set in Python
  const box = h("select", { "aria-label": label, title,
    onchange: () => set({ [trait]: values.get(box.value) }) },
  ...options.map(([value, text]) => h("option", { value: String(value) }, text)), other);
  follow(() => {
    const value = get(trait);
    other.value = String(value);
    other.textContent = value?.length > 2 && value.map ? `${value.length} countries` : value;
    box.value = other.value; // the first option of that value
  });
  return when(isShown, h("label", { class: "tl-field" }, h("span", {}, label), box));
}
