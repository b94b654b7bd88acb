// The selected fact: the ways from one to the next, and what it says, with its sources.
import { button, h } from "./dom.js";

export function selectionOf({ model, seen, set }, sight) {
  const id = () => model.get("selected");
  const fact = () => seen().facts.find((one) => one.id === id());
  const pick = (picked) => set({ selected: picked === id() ? "" : picked });
  const along = (track) => seen().facts.filter((one) => one.track === track);
  /** Select a fact; where it is out of sight, what is in sight moves along. */
  function goTo(next) {
    set({ selected: next.id });
    if (!sight.holds(next)) sight.zoomAround(next.days[0]);
  }
  /** Along the track of the selected fact. */
  function walk(by) {
    const now = fact();
    const facts = now ? along(now.track) : seen().facts;
    const next = now ? facts[facts.indexOf(now) + by] : facts.find(sight.holds) ?? facts[0];
    if (next) goTo(next);
  }
  /** To the nearest fact of the track above or below. */
  function change(by) {
    const now = fact();
    if (!now) return void walk(1);
    const tracks = [...new Set(seen().facts.map((one) => one.track))];
    const there = along(tracks[tracks.indexOf(now.track) + by]);
    const far = (one) => Math.abs(one.days[0] - now.days[0]);
    if (there.length) goTo(there.reduce((a, b) => (far(b) < far(a) ? b : a)));
  }
  return { fact, pick, along, walk, change };
}

const HINTS = {
  overview: "Point at a row for its ratings and their dates. Click a row to open its country; Shift "
    + "and click adds it to a comparison.",
  else: "Click a mark, or walk from mark to mark with the arrow keys: its date, detail and sources "
    + "stand here.",
};

export function detail({ kinds, follow, shows }, selection) {
  const before = button("‹", "Previous event", () => selection.walk(-1));
  const after = button("›", "Next event", () => selection.walk(1));
  const close = button("×", "Close (Esc)", () => selection.pick(""));
  const hint = h("p", { class: "tl-hint" });
  const place = h("span", { class: "tl-at" });
  const text = h("div", { class: "tl-fact", "aria-live": "polite" });
  follow(() => {
    const fact = selection.fact();
    const same = fact ? selection.along(fact.track) : [];
    const at = same.indexOf(fact);
    before.disabled = at === 0;
    after.disabled = Boolean(fact) && at === same.length - 1;
    close.hidden = place.hidden = !fact;
    before.hidden = after.hidden = shows("overview");
    place.textContent = `${at + 1} of ${same.length}`;
    hint.textContent = HINTS[shows("overview") ? "overview" : "else"];
    text.replaceChildren(...(fact ? inWords(fact, kinds) : [hint]));
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
