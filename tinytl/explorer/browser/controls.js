// What stands above the figure, without the tracks: each control sets a trait, and shows it.
import { button, clock, group, h } from "./dom.js";

export function controls(context) {
  const { model, choices, set, uid } = context;
  const codes = choices.countries.map(([code]) => code);
  const step = (by) => // round and round
    set({ country: codes.at((codes.indexOf(model.get("country")) + by) % codes.length) });
  const option = ([code, name]) => h("option", { value: name, label: name === code ? null : code });
  const reset = () => set({ ...choices.start, zoom: null, selected: "" });
  return h("div", { class: "tl-bar" },
    h("datalist", { id: `${uid}-countries` }, ...choices.countries.map(option)),
    group("Choose a country", { class: "tl-field tl-joined" },
      button("‹", "Previous country", () => step(-1)),
      countryBox(context, "country", "Country", "Name or code"),
      button("›", "Next country", () => step(1))),
    h("label", { class: "tl-field" }, h("span", {}, "Beside"),
      countryBox(context, "beside", "Second country", "none")),
    yearSlider(context),
    button("Reset", "Back to the start", reset, { class: "tl-end" }));
}

export function looks(context) {
  const themes = context.choices.themes.map((name) => [name, name]);
  return h("div", { class: "tl-end tl-bar" },
    select(context, "width", "Size", context.choices.sizes),
    select(context, "theme", "Theme", themes));
}

/** The code that a typed text means: a code, a name, or the only or first name that starts so. */
function codeOf(text, countries) {
  const typed = text.trim().toLowerCase();
  const exact = countries.find((pair) => pair.some((known) => known.toLowerCase() === typed));
  const like = (test) => countries.find(([, name]) => test(name.toLowerCase()));
  const found = exact ?? like((name) => name.startsWith(typed)) ?? like((n) => n.includes(typed));
  return typed && found ? found[0] : null;
}

function countryBox({ model, choices, uid, set, say, follow }, trait, label, placeholder) {
  const names = new Map(choices.countries);
  const known = new Set(choices.countries.flat());
  const focused = () => document.activeElement === box;
  const fill = () => (box.value = names.get(model.get(trait)) ?? model.get(trait));
  const choose = () => {
    const code = codeOf(box.value, choices.countries);
    if (code) set({ [trait]: code });
    else if (trait === "beside" && !box.value.trim()) set({ beside: "" });
    else say(`No country “${box.value}” in the table.`);
    fill();
  };
  const box = h("input", {
    class: "tl-country", list: `${uid}-countries`, "aria-label": label, placeholder,
    autocomplete: "off", spellcheck: "false",
    // once the click has set the caret
    onfocus: () => requestAnimationFrame(() => focused() && box.select()),
    // a choice from the list counts at once, typing when it is done
    oninput: ({ inputType }) =>
      (!inputType || inputType === "insertReplacementText") && known.has(box.value) && choose(),
    onchange: choose,
    onkeydown: ({ key }) => void (key === "Enter" ? choose() : key === "Escape" && fill()),
  });
  follow(() => focused() || fill());
  return box;
}

function yearSlider({ model, choices, view, set, follow, live }) {
  const wait = clock();
  const asked = () => thumbs.map((thumb) => Number(thumb.value));
  const move = (end, ms) => {
    thumbs[end].value = (end ? Math.max : Math.min)(...asked()); // the two may meet, not pass
    const years = asked();
    place(years);
    wait(() => set({ years }), ms);
  };
  const thumbs = ["First year", "Last year"].map((label, end) => h("input", {
    type: "range", "aria-label": label, oninput: () => move(end), onchange: () => move(end, 0),
  }));
  const texts = [h("output"), h("output")];
  const bar = h("div", { class: "tl-range" }, ...thumbs);
  const all = button("All", "All years of the ratings and indices", () => set({ years: null }));
  const place = (years) => years.forEach((year, end) => {
    const [min, max] = [Math.min, Math.max].map((limit) => limit(...choices.span, ...years));
    Object.assign(thumbs[end], { min, max, value: year });
    texts[end].textContent = year;
    bar.style.setProperty(end ? "--to" : "--from", (year - min) / (max - min || 1));
  });
  follow(() => place(view().years));
  return group("Years", { class: "tl-years" }, texts[0], bar, texts[1],
    live(all, () => ({ disabled: !model.get("years") })));
}

function select({ model, set, follow }, trait, label, options) {
  const onchange = () => set({ [trait]: box.value || null });
  const box = h("select", { "aria-label": label, onchange });
  follow(() => {
    const value = model.get(trait) ?? "";
    const more = options.some(([one]) => one === value) ? [] : [[value, value]]; // set in Python
    const option = ([one, text]) => h("option", { value: one }, text);
    box.replaceChildren(...[...options, ...more].map(option));
    box.value = value;
  });
  return h("label", { class: "tl-field" }, h("span", {}, label), box);
}
