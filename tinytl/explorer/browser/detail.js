// The selected fact in words, with its sources, and the buttons to the one before and after.
import { button, h } from "./dom.js";

const HINT = "Click a mark, or walk through them with the arrow keys: "
  + "date, detail and sources stand here.";

export function detail({ choices, follow }, selection) {
  const names = new Map(choices.tracks);
  const before = button("‹", "Previous event", () => selection.walk(-1));
  const after = button("›", "Next event", () => selection.walk(1));
  const text = h("div", { class: "tl-fact", "aria-live": "polite" });
  follow(() => {
    const fact = selection.fact();
    const same = fact ? selection.along(fact.track) : [];
    const at = same.indexOf(fact);
    before.disabled = at === 0;
    after.disabled = Boolean(fact) && at === same.length - 1;
    text.replaceChildren(...(fact ? inWords(fact, names, `${at + 1} of ${same.length}`)
      : [h("p", { class: "tl-hint" }, HINT)]));
  });
  return h("section", { class: "tl-detail", "aria-label": "Selected mark" },
    h("div", { class: "tl-walk" }, before, after), text);
}

function inWords(fact, names, at) {
  const said = [fact.kind, fact.what].some((text) => text.startsWith(fact.category));
  const what = [names.get(fact.kind), said ? "" : fact.category].filter(Boolean).join(", ");
  const sources = fact.references.map(([text, place, url]) =>
    h("li", {}, text, place ? ` [${place}]` : "", " ", link(url)));
  return [
    h("h4", {}, fact.what),
    h("p", { class: "tl-when" }, h("strong", {}, fact.when), ` · ${what}`,
      h("span", { class: "tl-at" }, at)),
    fact.detail ? h("p", {}, fact.detail) : "",
    sources.length ? h("ul", { "aria-label": "Sources" }, ...sources) : "",
  ];
}

function link(url) {
  if (!/^https?:/.test(url)) return "";
  const there = { href: url, target: "_blank", rel: "noopener noreferrer" };
  return h("a", there, url.replace(/^https?:\/\/(www\.)?/, ""));
}
