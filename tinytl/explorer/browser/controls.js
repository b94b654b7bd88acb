// The controls above the figure, without years and tracks: each sets a trait and shows its value.
import { button, group, h, renew } from "./dom.js";
import { categoryList, select } from "./filters.js";

const VIEWS = [["overview", "World", "all countries, a row each (Esc from a country)"],
  ["shares", "Shares", "the share of countries on each level, from report to report"],
  ["timeline", "Country", "one at a time (Enter on a row)"],
  ["compare", "Compare", "up to nine countries (C); Shift and click on a row adds one"]];

/** The views, the country, and steps to the previous and the next. */
export function viewBar(state, actions, ...more) {
  const { get, choices, uid, live } = state;
  const { shows, show, step, open, openAll } = actions;
  const every = choices.countries;
  const option = ([code, name, marks]) => h("option", { value: name, label: `${code}${marks}` });
  const tab = ([view, text, title]) => live(button(text, `${text}: ${title}`, () => show(view)),
    () => ({ ariaPressed: String(shows(view)) }));
  return h("div", { class: "tl-bar" },
    h("datalist", { id: `${uid}-countries` }, ...every.map(option),
      ...choices.regions.map((value) => h("option", { value, label: "region" }))),
    every.length > 1
      ? group("View", { class: "tl-field tl-joined tl-tabs" }, ...VIEWS.map(tab)) : null,
    group("Choose a country", { class: "tl-field tl-joined" },
      button("‹", "Previous country ([)", () => step(-1)),
      countryBox(state, "Country", "Name or code", () => get("country"), open,
        (codes, region) => openAll([region])),
      button("›", "Next country (])", () => step(1))),
    ...more);
}

/** The rows of an overview, their order, and the event from which years are counted. */
export function orderBars(state, { shows, many }) {
  const { choices, get, set, when } = state;
  const marks = categoryList(state, "marks", choices.guides, () => get("guides") ?? choices.usual,
    (guides) => set({ guides }));
  const rows = () => shows("overview");
  const counted = () => !shows("timeline");
  return [
    select(state, "countries", "Show", "All countries, or those of a region", many),
    select(state, "sort", "Sort by", "The order of rows", rows),
    select(state, "group", "Groups", "Rows under headings, shares in panels", many),
    when(rows, h("div", { class: "tl-field" }, h("span", {}, "Marks"), marks)),
    select(state, "align", "Time", "By calendar, or from an event of each country", counted),
    select(state, "window", "Years", "Years shown before and after the event",
      () => counted() && get("align")),
  ];
}

/** The countries of a comparison: add, leave out, and put in another order. */
export function compareBar(state, { shows, compare, add, leaveOut }) {
  const { get, choices, names, follow, when, ask } = state;
  const chips = h("span", { class: "tl-bar tl-chips" });
  const move = (code, to) => compare(get("compared").filter((one) => one !== code).toSpliced(to, 0, code));
  const forward = (code, at) => {
    move(code, at - 1);
    queueMicrotask(() => chips.children[at - 1].firstChild.focus());
  };
  const drop = (event, at) => {
    event.preventDefault();
    const code = event.dataTransfer.getData("text/plain");
    if (get("compared").includes(code)) move(code, at);
  };
  const chip = (code, at) => group(names.get(code), { class: "tl-field tl-joined", draggable: "true",
    title: "Drag it to another place",
    ondragstart: ({ dataTransfer }) => dataTransfer.setData("text/plain", code),
    ondragover: (event) => event.preventDefault(), ondrop: (event) => drop(event, at) },
    at ? button("‹", `Move ${names.get(code)} forward`, () => forward(code, at)) : null,
    button(`${names.get(code)} ×`, `Leave ${names.get(code)} out`, () => leaveOut(code)));
  follow(() => renew(chips, ...get("compared").map(chip)));
  const near = async (how) => {
    const answer = await ask({ kind: "near", how });
    if (answer) add(answer.codes);
  };
  const more = choices.near.map(([how, text]) =>
    button(text, `Add up to ${choices.most - 1} countries: ${text}`, () => near(how)));
  const some = () => shows("compare") || (get("compared").length > 0 && shows("overview"));
  return when(some, group("Countries compared", { class: "tl-bar tl-compared" }, chips,
    countryBox(state, "Add to the comparison", "Add country or region", () => "",
      (code) => add([code]), add),
    group("Add neighbours", { class: "tl-field tl-joined" }, ...more)));
}

/** Undo, reset, full screen and help. */
export const explorerBar = ({ undo }, { reset }, { fullScreen, help }) =>
  group("Explorer", { class: "tl-end tl-joined tl-field" },
    button("Undo", "Take back the last change (Ctrl Z)", undo),
    button("Reset", "Back to the start", reset),
    button("⤢", "Full screen (F)", fullScreen),
    button("?", "Keys", help));

/** The labels, the size and the theme of the picture. */
export const pictureBar = (state, { many }) => h("div", { class: "tl-bar tl-looks" },
  select(state, "labels", "Labels", "Labels at the marks, numbers with a list, or none; auto: none for "
    + "more than three countries", () => !many()),
  select(state, "width", "Size",
    "Labels are placed for this size; a size of a journal is drawn for print"),
  select(state, "theme", "Theme",
    "If none is chosen, the explorer is as dark as the page, and files are light"));

/** A name in the list is taken at once; Python knows usual names, former names and codes. */
function countryBox({ choices, names, uid, say, follow, ask }, label, placeholder, code, pick, pickAll) {
  const known = new Map(choices.countries.flatMap(([key, name]) => [[name, key], [key, key]]));
  const shown = () => names.get(code()) ?? code();
  const focused = () => box.getRootNode().activeElement === box;
  const fill = () => (box.value = shown());
  async function choose() {
    const typed = box.value;
    const text = typed.trim();
    if (text === shown() || !text) return fill();
    const found = known.has(text) ? { code: known.get(text) } : await ask({ kind: "country", text });
    if (found?.code) pick(found.code);
    else if (found?.codes.length) pickAll(found.codes, text);
    else if (found) say(`No country “${text}” in the table. Nearest: `, ...found.near.map(offer));
    if (box.value === typed) fill(); // else the reader has typed on
  }
  const offer = ([key, name]) => button(name, `Show ${name}`, () => (pick(key), say()));
  const box = h("input", {
    class: "tl-country", list: `${uid}-countries`, "aria-label": label, placeholder,
    title: "Any usual name, former name or code", autocomplete: "off", spellcheck: "false",
    maxlength: 200,
    // after the click has set the caret, and before the reader types
    onfocus: () => requestAnimationFrame(() => focused() && box.value === shown() && box.select()),
    // a choice from the list is taken at once, typed text when it is complete
    oninput: ({ inputType }) =>
      (!inputType || inputType === "insertReplacementText") && known.has(box.value) && choose(),
    onchange: choose,
    onkeydown: ({ key }) => key === "Enter" ? choose() : key === "Escape" && fill(),
  });
  follow(() => focused() || fill());
  return box;
}
