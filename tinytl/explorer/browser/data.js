// The facts of the view as a table, to sort, to copy and to keep.
import { group, h } from "./dom.js";
import { copyButton, saveButton } from "./files.js";

const COLUMNS = "country kind start end label value category detail source".split(" ");
const HEADS = { country: "Country", when: "Date", kind: "Track", what: "What",
  category: "Category", detail: "Detail", source: "Source" };

export function data(context) {
  const { seen, follow } = context;
  const sorting = { column: null, down: false };
  const rows = () => sorted(seen().facts, sorting);
  const count = h("summary");
  const table = h("table");
  const details = h("details", { class: "tl-data", ontoggle: () => show() }, count,
    h("div", { class: "tl-bar" },
      copyButton(context, "Copy the rows for a spreadsheet", () => tsv(rows())),
      saveButton(context, "csv", "Download the rows as CSV, safe to open in a spreadsheet")),
    group("Rows of the view", { class: "tl-scroll", tabindex: 0 }, table));
  const show = follow(() => {
    count.textContent = `Data: ${seen().facts.length} rows`;
    details.hidden = !seen().facts.length;
    if (!details.open) return;
    const columns = Object.keys(HEADS).slice(seen().codes.length > 1 ? 0 : 1);
    const head = columns.map((column) => headCell(column, sorting, sortBy));
    const body = rows().map((fact) => row(fact, columns, context));
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
  const onclick = () => sortBy(column);
  return h("th", { scope: "col", "aria-sort": order },
    h("button", { type: "button", onclick, "data-column": column }, HEADS[column]));
}

function row(fact, columns, { model, kinds, set }) {
  const onclick = () => set({ selected: fact.id });
  const what = h("button", { type: "button", class: "tl-link", onclick }, fact.what);
  const shown = { ...fact, kind: kinds.get(fact.kind), what };
  return h("tr", { "aria-current": fact.id === model.get("selected") ? "true" : null },
    ...columns.map((column) => h("td", {}, shown[column])));
}

function sorted(facts, { column, down }) {
  if (!column) return facts;
  const text = (a, b) => a[column].localeCompare(b[column], "en", { numeric: true });
  const up = [...facts].sort(column === "when" ? (a, b) => a.days[0] - b.days[0] : text);
  return down ? up.reverse() : up;
}

// a cell that a spreadsheet would take for a formula begins with ' (OWASP, CSV injection)
const safe = (text) => (/^[=+\-@\t\r\n＝＋－＠](?!\d+(\.\d+)?$)/.test(text) ? `'${text}` : text);
const tsv = (facts) => [COLUMNS, ...facts.map((fact) => COLUMNS.map((column) => safe(fact[column])))]
  .map((line) => line.join("\t")).join("\n");
