// The filters: first and last year, tracks, and categories of tracks with their numbers of facts.
import { button, delay, group, h, onLeave } from "./dom.js";

/** A bar with two thumbs: keys move the focused one, the pointer moves the nearer one. */
export function yearSlider({ get, choices, seen, set, follow, live, when }, { shows }) {
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

/** Controls that open below a text; Escape or focus elsewhere closes them. */
function dropDown({ live, signal }, label, text, parts) {
  const summary = h("summary", { "aria-label": label, title: label },
    live(h("span"), () => ({ textContent: text() })));
  const list = h("details", { class: "tl-filter" }, summary, group(label, {}, ...parts));
  onLeave(list, signal, (key) => {
    if (key && list.open) summary.focus();
    list.open = false;
  });
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
