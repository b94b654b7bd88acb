// Facts in words beside and below the figure: found, selected, and as rows of a table.
import { button, delay, group, h, onLeave } from "./dom.js";
import { saveButton } from "./export.js";

/** A box that searches the facts of all countries; Python searches. */
export function searchBox({ ask, signal }, { goToFound }) {
  const wait = delay();
  const box = h("input", { type: "search", class: "tl-search", "aria-label": "Search all facts",
    placeholder: "Search all facts", title: "Words in labels, details, sources, countries (/)",
    maxlength: 200, oninput: () => wait(look, 200), onfocus: () => look() });
  const found = group("Found facts", { class: "tl-found", tabindex: 0, hidden: true });
  const row = ({ id, country, when, what, text }) => h("button",
    { type: "button", onclick: () => (goToFound(id), leave()) },
    h("strong", {}, what), h("span", {}, `${country}, ${when}`), text ? h("small", {}, text) : null);
  async function look() {
    const text = box.value.trim();
    const answer = text.length > 1 ? await ask({ kind: "search", text }) : { rows: [], all: 0 };
    if (!answer || text !== box.value.trim()) return; // refused, or changed since
    const { rows, all } = answer;
    const many = rows.length < all ? `${all} facts, the first ${rows.length}:` : `${all} facts:`;
    found.hidden = text.length < 2;
    found.replaceChildren(h("p", { role: "status" }, all ? many : `Nothing says “${text}”.`),
      ...rows.map(row));
  }
  const self = h("div", { class: "tl-find" }, box, found);
  const leave = () => (found.hidden = true);
  onLeave(self, signal, leave);
  return [self, () => (box.focus(), box.select())];
}

const HINTS = {
  overview: "Point at a row for its ratings and their dates. Click a row to open its country; Shift "
    + "and click adds it to a comparison.",
  shares: "Point at a share for the countries that are new on it. Click it for all its countries.",
  else: "Click a mark, or go to it with the arrow keys: here are its date, detail and sources.",
};

/** The selected fact with its date, detail and sources. */
export function detailPanel({ kinds, follow, choices, get }, { many, fact, along, walk, pick, alignAll }) {
  const events = new Set(choices.events.map(([event]) => event));
  const before = button("‹", "Previous event", () => walk(-1));
  const after = button("›", "Next event", () => walk(1));
  const close = button("×", "Close (Esc)", () => pick(""));
  const hint = h("p", { class: "tl-hint" });
  const place = h("span", { class: "tl-at" });
  const text = h("div", { class: "tl-fact", "aria-live": "polite" });
  follow(() => {
    const now = fact();
    const same = now ? along(now.track) : [];
    const at = same.indexOf(now);
    before.disabled = at === 0;
    after.disabled = Boolean(now) && at === same.length - 1;
    close.hidden = place.hidden = !now;
    before.hidden = after.hidden = many();
    place.textContent = `${at + 1} of ${same.length}`;
    hint.textContent = HINTS[get("view")] ?? HINTS.else;
    const world = now && events.has(now.category) && button("Show in the world",
      `All countries around their first: ${now.category}`, () => alignAll(now.category));
    text.replaceChildren(...(now ? inWords(now, kinds) : [hint]), world || "");
  });
  return h("section", { class: "tl-detail", "aria-label": "Selected mark" },
    h("div", { class: "tl-walk" }, before, after, place, close), text);
}

function inWords(fact, kinds) {
  const said = [fact.kind, fact.what].some((text) => text.startsWith(fact.category));
  const what = [kinds.get(fact.kind), said ? "" : fact.category].filter(Boolean).join(", ");
  const sources = fact.references.map(([text, place, url]) =>
    h("li", {}, text, place ? ` [${place}]` : "", " ", link(url)));
  return [
    h("h4", {}, fact.what),
    h("p", { class: "tl-when" }, h("strong", {}, fact.when), ` · ${what}`),
    fact.detail ? h("p", {}, fact.detail) : "",
    sources.length ? h("ul", { "aria-label": "Sources" }, ...sources) : "",
  ];
}

function link(url) {
  if (!/^https?:/.test(url)) return "";
  const there = { href: url, target: "_blank", rel: "noopener noreferrer" };
  return h("a", there, url.replace(/^https?:\/\/(www\.)?/, ""));
}

const HEADS = { country: "Country", when: "Date", kind: "Track", what: "What",
  category: "Category", detail: "Detail", source: "Source" };

/** The facts of the view as a table that can be sorted and saved. */
export function dataTable(state, notes) {
  const { seen, follow } = state;
  const sorting = { column: null, down: false };
  const count = h("summary");
  const table = h("table");
  const details = h("details", { class: "tl-data", ontoggle: () => show() }, count,
    saveButton(state, "csv", notes, "Download the rows as CSV, safe to open in a spreadsheet"),
    group("Rows of the view", { class: "tl-scroll", tabindex: 0 }, table));
  const show = follow(() => {
    count.textContent = `Data: ${seen().facts.length} rows`;
    details.hidden = !seen().facts.length;
    if (!details.open) return;
    const columns = Object.keys(HEADS).slice(seen().codes.length > 1 ? 0 : 1);
    const head = columns.map((column) => headCell(column, sorting, sortBy));
    const body = sorted(seen().facts, sorting).map((fact) => tableRow(fact, columns, state));
    table.replaceChildren(h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body));
  });
  const sortBy = (column) => {
    Object.assign(sorting, { column, down: sorting.column === column && !sorting.down });
    show();
    table.querySelector(`[data-column=${column}]`).focus();
  };
  return details;
}

function headCell(column, sorting, sortBy) {
  const order = sorting.column !== column ? "none" : sorting.down ? "descending" : "ascending";
  return h("th", { scope: "col", "aria-sort": order },
    h("button", { type: "button", onclick: () => sortBy(column), "data-column": column }, HEADS[column]));
}

function tableRow(fact, columns, { get, kinds, set }) {
  const go = { type: "button", class: "tl-link", onclick: () => set({ selected: fact.id }) };
  const shown = { ...fact, kind: kinds.get(fact.kind), what: h("button", go, fact.what) };
  return h("tr", { "aria-current": fact.id === get("selected") ? "true" : null },
    ...columns.map((column) => h("td", {}, shown[column])));
}

function sorted(facts, { column, down }) {
  if (!column) return facts;
  const text = (a, b) => a[column].localeCompare(b[column], "en", { numeric: true });
  const up = [...facts].sort(column === "when" ? (a, b) => a.days[0] - b.days[0] : text);
  return down ? up.reverse() : up;
}
