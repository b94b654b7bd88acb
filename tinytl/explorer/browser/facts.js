// Facts in words beside and below the figure: found, selected, and as rows of a table.
import { button, delay, group, h, renew } from "./dom.js";
import { saveButton } from "./export.js";

/** A box that searches the facts of all countries; Python searches. */
export function searchBox({ ask }, { goToFound }) {
  const wait = delay();
  const box = h("input", { type: "search", class: "tl-search", "aria-label": "Search all facts",
    placeholder: "Search facts", title: "Words in labels, details, sources, countries (/)",
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
    found.hidden = text.length < 2 || !self.matches(":focus-within");
    found.replaceChildren(h("p", { role: "status" }, all ? many : `Nothing says “${text}”.`),
      ...rows.map(row));
  }
  const leave = () => (found.hidden = true);
  const self = h("div", { class: "tl-find",
    onkeydown: ({ key }) => key === "Escape" && leave(),
    onfocusout: ({ relatedTarget }) => self.contains(relatedTarget) || leave() }, box, found);
  return [self, () => (box.focus(), box.select())];
}

/** The selected fact with its date, detail and sources. */
export function detailPanel({ kinds, follow, choices }, { many, hint, fact, along, walk, pick, alignAll }) {
  const events = new Set(choices.options.align.map(([event]) => event));
  const before = button("‹", "Previous event", () => walk(-1));
  const after = button("›", "Next event", () => walk(1));
  const close = button("×", "Close (Esc)", () => pick(""));
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
    const world = now && events.has(now.category) && button("Show in the world",
      `All countries around their first: ${now.category}`, () => alignAll(now.category));
    renew(text, ...(now ? inWords(now, kinds) : [h("p", { class: "tl-hint" }, hint())]), world || "");
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
  const { seen, follow, get, set, kinds } = state;
  const columns = Object.keys(HEADS);
  let [by, down] = [null, false];
  const sortBy = (column) => {
    [by, down] = [column, by === column && !down];
    show();
  };
  const heads = columns.map((column) => h("th", { scope: "col" },
    h("button", { type: "button", onclick: () => sortBy(column) }, HEADS[column])));
  const opener = ({ id, what }) =>
    h("button", { type: "button", class: "tl-link", "data-fact": id, onclick: () => set({ selected: id }) }, what);
  const row = (fact) => {
    const shown = { ...fact, kind: kinds.get(fact.kind), what: opener(fact) };
    return h("tr", { "aria-current": fact.id === get("selected") && "true" },
      ...columns.map((column) => h("td", {}, shown[column])));
  };
  const count = h("summary");
  const body = h("tbody");
  const details = h("details", { class: "tl-data", ontoggle: () => show() }, count,
    saveButton(state, "csv", notes, "Download the rows as CSV, safe to open in a spreadsheet"),
    group("Rows of the view", { class: "tl-scroll", tabindex: 0 },
      h("table", {}, h("thead", {}, h("tr", {}, ...heads)), body)));
  const show = follow(() => {
    count.textContent = `Data: ${seen().facts.length} rows`;
    details.hidden = !seen().facts.length;
    if (!details.open) return;
    heads.forEach((head, n) =>
      (head.ariaSort = by !== columns[n] ? "none" : down ? "descending" : "ascending"));
    renew(body, ...sorted(seen().facts, by, down).map(row));
  });
  return details;
}

function sorted(facts, by, down) {
  if (!by) return facts;
  const text = (a, b) => a[by].localeCompare(b[by], "en", { numeric: true });
  const up = facts.toSorted(by === "when" ? (a, b) => a.days[0] - b.days[0] : text);
  return down ? up.reverse() : up;
}
