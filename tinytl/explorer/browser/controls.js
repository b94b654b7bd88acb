// What stands above the figure, without the tracks: each control sets a trait, and shows it.
import { button, group, h } from "./dom.js";
import { yearSlider } from "./years.js";

const VIEWS = [["overview", "World", "all countries, a row each (Esc from a country)"],
  ["timeline", "Country", "one at a time (Enter on a row)"],
  ["compare", "Compare", "up to six countries (C); Shift and click on a row adds one"]];
const SORTS = { mean: "mean rating", latest: "latest rating", first: "first rating",
  similar: "similar history" };

export function controls(context) {
  const { model, choices, set, write, uid, live, seen } = context;
  const full = choices.countries.filter(([, , , events]) => events).map(([code]) => code);
  const fuller = h("input", { type: "checkbox" });
  /** Round and round, in the order of the overview if one comes from there. */
  context.step = (by) => {
    const order = seen().order.length ? seen().order : choices.countries.map(([code]) => code);
    let at = order.indexOf(model.get("country"));
    for (let tries = order.length; tries; tries--) {
      at = (at + by + order.length) % order.length;
      if (!fuller.checked || full.includes(order[at])) break;
    }
    (context.shows("overview") ? write : set)({ country: order[at] });
  };
  const option = ([code, name, marks]) => h("option", { value: name, label: `${code}${marks}` });
  const tab = ([view, text, title]) => live(button(text, `${text}: ${title}`, () => context.show(view)),
    () => ({ ariaPressed: String(context.shows(view)) }));
  return h("div", { class: "tl-bar" },
    h("datalist", { id: `${uid}-countries` }, ...choices.countries.map(option)),
    choices.countries.length > 1
      ? group("View", { class: "tl-field tl-joined tl-tabs" }, ...VIEWS.map(tab)) : null,
    group("Choose a country", { class: "tl-field tl-joined" },
      button("‹", "Previous country ([)", () => context.step(-1)),
      countryBox(context, "Country", "Name or code", () => model.get("country"), context.open),
      button("›", "Next country (])", () => context.step(1))),
    full.length && full.length < choices.countries.length
      ? h("label", { class: "tl-tick", title: "‹ and › step through these only" },
        fuller, h("span", {}, `only ${full.length} with events`)) : null,
    yearSlider(context));
}

/** What there is to choose for an overview and for a comparison. */
export function orders(context) {
  const { model, choices, follow, live } = context;
  const names = new Map(choices.countries);
  const chips = h("span", { class: "tl-bar" });
  const chip = (code) => button(`${names.get(code)} ×`, `Leave ${names.get(code)} out`,
    () => context.toggle(code));
  follow(() => chips.replaceChildren(...model.get("compared").map(chip)));
  const sorts = choices.sorts.map((sort) => [sort, SORTS[sort] ?? sort]);
  const groups = [["", "none"], ["region", "region"]];
  const some = () => context.shows("compare") || model.get("compared").length > 0;
  return [
    live(h("div", { class: "tl-bar" }, select(context, "sort", "Sort by", sorts, "The order of rows"),
      select(context, "group", "Groups", groups, "Rows under headings")),
    () => ({ hidden: !context.shows("overview") })),
    live(group("Countries compared", { class: "tl-bar" }, chips,
      countryBox(context, "Add to the comparison", "Add a country", () => "", context.toggle)),
    () => ({ hidden: !some() || context.shows("timeline") })),
  ];
}

/** What concerns the whole explorer. */
export function whole({ undo, set, choices, help }, root) {
  const reset = () => set({ ...choices.start, zoom: null, selected: "" });
  return group("Explorer", { class: "tl-end tl-joined tl-field" },
    button("Undo", "Take back the last change (Ctrl Z)", undo),
    button("Reset", "Back to the start", reset),
    button("⤢", "Full screen (F)", () => fullScreen(root)),
    button("?", "Keys", help));
}

export const fullScreen = (root) =>
  document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();

export function looks(context) {
  const themes = [["", "as the page"], ...context.choices.themes.map((name) => [name, name])];
  return h("div", { class: "tl-bar tl-looks" },
    select(context, "width", "Size", context.choices.sizes,
      "Labels are placed for this size; a size of a journal is drawn for print"),
    select(context, "theme", "Theme", themes, "Light or dark as the page is, if not chosen"));
}

/** What the list has counts at once; Python knows what else is meant: a usual name, a start. */
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
    if (found.code) pick(found.code);
    else say(`No country “${text}” in the table. Nearest: `, ...found.near.map(offer));
    fill();
  }
  const offer = ([key, name]) => button(name, `Show ${name}`, () => (pick(key), say()));
  const box = h("input", {
    class: "tl-country", list: `${uid}-countries`, "aria-label": label, placeholder,
    title: "Any usual name, former name or code", autocomplete: "off", spellcheck: "false",
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

function select({ model, set, follow }, trait, label, options, title) {
  const empty = trait === "group" ? "" : null;
  const box = h("select", { "aria-label": label, title,
    onchange: () => set({ [trait]: box.value || empty }) });
  follow(() => {
    const value = model.get(trait) ?? "";
    const more = options.some(([one]) => one === value) ? [] : [[value, value]]; // set in Python
    const option = ([one, text]) => h("option", { value: one }, text);
    box.replaceChildren(...[...options, ...more].map(option));
    box.value = value;
  });
  return h("label", { class: "tl-field" }, h("span", {}, label), box);
}
