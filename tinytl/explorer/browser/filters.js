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
  const { get, set, choices, seen, when, kinds, say } = state;
  const count = (name) => seen().counts.map((some) => some[name] ?? 0);
  const choose = (tracks) => {
    if (tracks.length) set({ tracks });
    else say("One track has to stay: tick another first.");
  };
  const list = (kind, every) => categoryList(state, kinds.get(kind).toLowerCase(), every,
    () => get("only")[kind] ?? every, (some) => set({ only: { ...get("only"), [kind]: some } }),
    (category) => count(`${kind}:${category}`));
  const boxes = ticks(state, [...kinds], () => get("tracks") ?? seen().tracks, choose, count);
  const tracks = [...kinds.keys()].map((kind, n) => h("div", { class: "tl-track" }, boxes[n],
    choices.categories[kind]?.length > 1 ? list(kind, choices.categories[kind]) : null));
  return when(() => !many(), group("Tracks", { class: "tl-bar" }, ...tracks));
}

/** A list of the categories that are drawn, opened from a button. A click elsewhere closes it: not the
 * press before, under which what is below would move away. */
export function categoryList(state, what, every, chosen, choose, count) {
  const label = `Categories of ${what}`;
  const text = () => (chosen().length < every.length ? `${chosen().length} of ${every.length}` : "all");
  const summary = h("summary", { "aria-label": label, title: label },
    state.live(h("span"), () => ({ textContent: text() })));
  const close = ({ key }) => key === "Escape" && (summary.focus(), (self.open = false));
  const self = h("details", { class: "tl-filter", name: state.uid, onkeydown: close }, summary,
    group(label, {},
      ...ticks(state, every.map((one) => [one, one || "without category"]), chosen, choose, count),
      button("All", `All ${what}`, () => choose(every)), button("None", `No ${what}`, () => choose([]))));
  const leave = (event) => event.composedPath().includes(self) || (self.open = false);
  document.addEventListener("click", leave, { signal: state.signal });
  return self;
}

/** A check box for each value and text, in their order, with the number of facts if there is a
 * `count`. The boxes show which values are `chosen`, even if `choose` refuses a change. */
function ticks({ follow }, named, chosen, choose, count) {
  const values = named.map(([value]) => value);
  return named.map(([value, text]) => {
    const toggle = () => {
      choose(values.filter((one) => (one === value ? box.checked : chosen().includes(one))));
      show();
    };
    const box = h("input", { type: "checkbox", onchange: toggle });
    const number = h("small");
    const label = h("label", { class: "tl-tick" }, box, h("span", {}, text), number);
    const show = follow(() => {
      box.checked = chosen().includes(value);
      if (!count) return;
      const [here, all] = count(value);
      number.textContent = here === all ? all : `${here} of ${all}`;
      label.title = all ? `${here} of ${all} in these years` : "none in this country";
      label.classList.toggle("tl-none", !here);
    });
    return label;
  });
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
