// The controls above the figure, without years and tracks: each sets a trait and shows its value.
import { button, group, h } from "./dom.js";

const VIEWS = [["overview", "World", "all countries, a row each (Esc from a country)"],
  ["timeline", "Country", "one at a time (Enter on a row)"],
  ["compare", "Compare", "up to six countries (C); Shift and click on a row adds one"]];
const SORTS = { mean: "mean rating", latest: "latest rating", first: "first rating",
  similar: "similar history" };

/** The views, the country, and steps to the previous and the next. */
export function viewBar(state, actions, ...more) {
  const { get, choices, uid, live } = state;
  const { shows, show, step, open } = actions;
  const every = choices.countries;
  const option = ([code, name, marks]) => h("option", { value: name, label: `${code}${marks}` });
  const tab = ([view, text, title]) => live(button(text, `${text}: ${title}`, () => show(view)),
    () => ({ ariaPressed: String(shows(view)) }));
  return h("div", { class: "tl-bar" },
    h("datalist", { id: `${uid}-countries` }, ...every.map(option)),
    every.length > 1
      ? group("View", { class: "tl-field tl-joined tl-tabs" }, ...VIEWS.map(tab)) : null,
    group("Choose a country", { class: "tl-field tl-joined" },
      button("‹", "Previous country ([)", () => step(-1)),
      countryBox(state, "Country", "Name or code", () => get("country"), open),
      button("›", "Next country (])", () => step(1))),
    ...more);
}

/** The order of an overview, and the countries of a comparison. */
export function orderBars(state, { shows, toggle }) {
  const { get, choices, follow, live } = state;
  const names = new Map(choices.countries);
  const chips = h("span", { class: "tl-bar" });
  const chip = (code) =>
    button(`${names.get(code)} ×`, `Leave ${names.get(code)} out`, () => toggle(code));
  follow(() => chips.replaceChildren(...get("compared").map(chip)));
  const sorts = choices.sorts.map((sort) => [sort, SORTS[sort] ?? sort]);
  const groups = [["", "none"], ["region", "region"]];
  const some = () => shows("compare") || get("compared").length > 0;
  return [
    live(h("div", { class: "tl-bar" }, select(state, "sort", "Sort by", sorts, "The order of rows"),
      select(state, "group", "Groups", groups, "Rows under headings")),
    () => ({ hidden: !shows("overview") })),
    live(group("Countries compared", { class: "tl-bar" }, chips,
      countryBox(state, "Add to the comparison", "Add a country", () => "", toggle)),
    () => ({ hidden: !some() || shows("timeline") })),
  ];
}

/** Undo, reset, full screen and help. */
export const explorerBar = ({ undo }, { reset }, { fullScreen, help }) =>
  group("Explorer", { class: "tl-end tl-joined tl-field" },
    button("Undo", "Take back the last change (Ctrl Z)", undo),
    button("Reset", "Back to the start", reset),
    button("⤢", "Full screen (F)", fullScreen),
    button("?", "Keys", help));

/** The size and the theme of the picture. */
export function pictureBar(state) {
  const themes = [["", "as the page"], ...state.choices.themes.map((name) => [name, name])];
  return h("div", { class: "tl-bar tl-looks" },
    select(state, "width", "Size", state.choices.sizes,
      "Labels are placed for this size; a size of a journal is drawn for print"),
    select(state, "theme", "Theme", themes,
      "If none is chosen, the explorer is as dark as the page, and files are light"));
}

/** A name in the list is taken at once; Python knows usual names, former names and codes. */
function countryBox({ choices, uid, say, follow, ask }, label, placeholder, code, pick) {
  const names = new Map(choices.countries);
  const known = new Map(choices.countries.flatMap(([key, name]) => [[name, key], [key, key]]));
  const shown = () => names.get(code()) ?? code();
  const focused = () => box.getRootNode().activeElement === box;
  const fill = () => (box.value = shown());
  async function choose() {
    const text = box.value.trim();
    if (text === shown() || !text) return fill();
    const listed = known.get(text);
    const found = listed ? { code: listed } : await ask({ kind: "country", text });
    if (found?.code) pick(found.code);
    else if (found) say(`No country “${text}” in the table. Nearest: `, ...found.near.map(offer));
    fill();
  }
  const offer = ([key, name]) => button(name, `Show ${name}`, () => (pick(key), say()));
  const box = h("input", {
    class: "tl-country", list: `${uid}-countries`, "aria-label": label, placeholder,
    title: "Any usual name, former name or code", autocomplete: "off", spellcheck: "false",
    maxlength: 200,
    // after the click has set the caret
    onfocus: () => requestAnimationFrame(() => focused() && box.select()),
    // a choice from the list is taken at once, typed text when it is complete
    oninput: ({ inputType }) =>
      (!inputType || inputType === "insertReplacementText") && known.has(box.value) && choose(),
    onchange: choose,
    onkeydown: ({ key }) => void (key === "Enter" ? choose() : key === "Escape" && fill()),
  });
  follow(() => focused() || fill());
  return box;
}

function select({ get, set, follow }, trait, label, options, title) {
  const empty = trait === "group" ? "" : null;
  const box = h("select", { "aria-label": label, title,
    onchange: () => set({ [trait]: box.value || empty }) });
  follow(() => {
    const value = get(trait) ?? "";
    const more = options.some(([one]) => one === value) ? [] : [[value, value]]; // set in Python
    const option = ([one, text]) => h("option", { value: one }, text);
    box.replaceChildren(...[...options, ...more].map(option));
    box.value = value;
  });
  return h("label", { class: "tl-field" }, h("span", {}, label), box);
}
