// What stands above the figure, without the tracks: each control sets a trait, and shows it.
import { button, group, h } from "./dom.js";
import { yearSlider } from "./years.js";

export function controls(context) {
  const { model, choices, set, uid } = context;
  const fuller = h("input", { type: "checkbox" });
  const steps = () => choices.countries.filter(([, , , full]) => full || !fuller.checked);
  const cases = choices.countries.filter(([, , , full]) => full).length;
  const only = h("label", { class: "tl-tick", title: "‹ and › step through these only" },
    fuller, h("span", {}, `only the ${cases} with events`));
  /** Round and round; from a country that is not among them to the next that is. */
  context.step = (by) => {
    const names = steps().map(([, name]) => name);
    const here = choices.countries.find(([code]) => code === model.get("country"))[1];
    const before = choices.countries.findIndex(([, name]) => name === here);
    const ahead = choices.countries.slice(before + 1).find(([, name]) => names.includes(name));
    const at = names.includes(here) ? names.indexOf(here) + by
      : names.indexOf(ahead?.[1] ?? names[0]) - (by < 0 ? 1 : 0);
    set({ country: steps().at(at % names.length)[0] });
  };
  const option = ([code, name, marks]) => h("option", { value: name, label: `${code} ${marks}` });
  return h("div", { class: "tl-bar" },
    h("datalist", { id: `${uid}-countries` }, ...choices.countries.map(option)),
    group("Choose a country", { class: "tl-field tl-joined" },
      button("‹", "Previous country", () => context.step(-1)),
      countryBox(context, "country", "Country", "Name or code"),
      button("›", "Next country", () => context.step(1))),
    cases && cases < choices.countries.length ? only : null,
    h("label", { class: "tl-field" }, h("span", {}, "Below"),
      countryBox(context, "beside", "Second country", "none")),
    yearSlider(context));
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

/** Python knows what a text means: a code, any usual name, the start of one. */
function countryBox({ model, choices, uid, set, say, follow, ask }, trait, label, placeholder) {
  const names = new Map(choices.countries);
  const known = new Set(choices.countries.flatMap(([code, name]) => [code, name]));
  const shown = () => names.get(model.get(trait)) ?? model.get(trait);
  const focused = () => box.getRootNode().activeElement === box;
  const fill = () => (box.value = shown());
  async function choose() {
    const text = box.value.trim();
    if (text === shown()) return;
    const found = text ? await ask({ kind: "country", text }) : { code: "", near: [] };
    if (found.code || (trait === "beside" && !text)) set({ [trait]: found.code });
    else if (text) say(`No country “${text}” in the table. Nearest: `, ...found.near.map(offer));
    fill();
  }
  const offer = ([code, name]) => button(name, `Show ${name}`, () => (set({ [trait]: code }), say()));
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
  const onchange = () => set({ [trait]: box.value || null });
  const box = h("select", { "aria-label": label, onchange, title });
  follow(() => {
    const value = model.get(trait) ?? "";
    const more = options.some(([one]) => one === value) ? [] : [[value, value]]; // set in Python
    const option = ([one, text]) => h("option", { value: one }, text);
    box.replaceChildren(...[...options, ...more].map(option));
    box.value = value;
  });
  return h("label", { class: "tl-field" }, h("span", {}, label), box);
}
