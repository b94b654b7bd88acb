// What controls, keys and pointer do: change the view, zoom, and select facts.

export function actionsOf(state) {
  const viewport = viewportOf(state);
  return { ...viewsOf(state), ...viewport, ...selectionOf(state, viewport) };
}

const HINTS = {
  overview: "Point at a row for its ratings and their dates. Enter or a click opens its country; "
    + "with Shift, it is added to a comparison.",
  shares: "Point at a share for the countries that are new on it. Click it for all its countries.",
  else: "Arrow keys, or a click on a mark, show its date, detail and sources here.",
};

/** Go from one view to another, and from country to country. */
function viewsOf({ get, seen, choices, set, write, say, ask }) {
  const shows = (view) => get("view") === view;
  const many = () => shows("overview") || shows("shares");
  const hint = () => HINTS[get("view")] ?? HINTS.else;
  /** Change the view and what belongs to it; what was zoomed in or selected there is left. */
  const go = (changes) => set({ zoom: null, selected: "", ...changes });
  const show = (view) => {
    const compared = get("compared");
    const first = view === "compare" && !compared.length ? { compared: [get("country")] } : {};
    if (!shows(view)) go({ view, ...first });
  };
  const open = (country) => go({ country, view: "timeline" });
  const openAll = (countries) => go({ view: "overview", countries });
  /** Compare these countries, as many as fit. */
  const compare = (codes) => {
    const all = [...new Set(codes)];
    set({ compared: all.slice(0, choices.most) });
    if (all.length > choices.most) say(`${choices.most} countries fit; the others are left out.`);
  };
  const add = (codes) => compare([...get("compared"), ...codes]);
  const leaveOut = (code) => compare(get("compared").filter((one) => one !== code));
  const toggle = (code) => (get("compared").includes(code) ? leaveOut(code) : add([code]));
  /** To the next country, in the order of the overview if the reader came from there. */
  const step = (by) => {
    const order = seen().order.length ? seen().order : choices.countries.map(([code]) => code);
    const at = (order.indexOf(get("country")) + by + order.length) % order.length;
    (shows("overview") ? write : set)({ country: order[at] });
  };
  /** All countries around the first of a category of laws, events or governments. */
  const alignAll = (align) => go({ view: "overview", align, sort: "event" });
  /** The countries that a share counts, as rows. */
  const behind = async (share) => {
    const answer = await ask({ kind: "behind", share });
    if (answer) openAll(answer.codes);
  };
  const reset = () => go(choices.start);
  return { shows, many, hint, behind, show, open, openAll, compare, add, leaveOut, toggle, step, alignAll, reset };
}

const DAY = 86_400_000;
const written = (ms) => new Date(Math.round(ms / DAY) * DAY).toISOString().slice(0, 10);
const read = (day) => Date.parse(`${day}T00:00Z`);

/** The visible days, in milliseconds as in plotly. */
function viewportOf({ get, seen, set }) {
  const axis = () => seen().sheets[0]?.figure.layout.xaxis ?? {}; // none if nothing is drawn
  const whole = () => [axis().minallowed, axis().maxallowed].map(read);
  /** The days asked for, which Python may not have drawn yet; null for all. */
  const zoomed = () => {
    const [[first, last], [from, to]] = [whole(), get("zoom")?.map(read) ?? []];
    return first <= from && to <= last ? [from, to] : null;
  };
  const days = () => zoomed() ?? whole();
  const isVisible = (fact) => fact.days[1] >= days()[0] && fact.days[0] <= days()[1];
  /** Show these days, at least two, or all; Python then places the labels again. */
  function zoomTo(range) {
    const [first, last] = whole();
    const [start, end] = range ?? [first, last];
    const from = Math.max(first, Math.min(start, last - 2 * DAY));
    const to = Math.min(last, Math.max(end, from + 2 * DAY));
    const narrower = from - first > DAY / 2 || last - to > DAY / 2;
    const zoom = narrower ? [written(from), written(to)] : null;
    set({ zoom }, zoom ? 120 : 0);
  }
  /** Show as many days as now, or `factor` times as many, around a day. */
  function zoomAround(middle, factor = 1) {
    const [[from, to], [first, last]] = [days(), whole()];
    const length = (to - from) * factor;
    const start = Math.max(first, Math.min(middle - length / 2, last - length));
    zoomTo([start, start + length]);
  }
  /** Show fewer or more days around a fact if it is visible, else around the middle. */
  function zoomBy(factor, fact) {
    const [first, last] = days();
    const at = fact && isVisible(fact) ? fact.days : [first, last];
    zoomAround((Math.max(at[0], first) + Math.min(at[1], last)) / 2, factor);
  }
  /** Make the visible years those of the chart: of its title, its code and its files. */
  function keepYears() {
    const [first, last] = days();
    const years = [first, last - DAY].map((ms) => new Date(ms).getUTCFullYear());
    if (zoomed()) set({ years, zoom: null });
  }
  return { isVisible, zoomTo, zoomAround, zoomBy, keepYears };
}

/** Select facts, along a track and from track to track. */
function selectionOf({ get, seen, set, ask, remember }, { isVisible, zoomAround }) {
  const fact = () => seen().facts.find((one) => one.id === get("selected"));
  const pick = (id) => set({ selected: id === get("selected") ? "" : id });
  const along = (track) => seen().facts.filter((one) => one.track === track);
  /** Select a fact; if it is not visible, move the visible days to it. */
  function goTo(next) {
    set({ selected: next.id });
    if (!isVisible(next)) zoomAround(next.days[0]);
  }
  /** Along the track of the selected fact. */
  function walk(by) {
    const now = fact();
    const facts = now ? along(now.track) : seen().facts;
    const next = now ? facts[facts.indexOf(now) + by] : facts.find(isVisible) ?? facts[0];
    if (next) goTo(next);
  }
  /** To the nearest fact of the track above or below. */
  function changeTrack(by) {
    const now = fact();
    if (!now) return void walk(1);
    const tracks = [...new Set(seen().facts.map((one) => one.track))];
    const there = along(tracks[tracks.indexOf(now.track) + by]);
    const far = (one) => Math.abs(one.days[0] - now.days[0]);
    if (there.length) goTo(there.reduce((a, b) => (far(b) < far(a) ? b : a)));
  }
  /** Select a fact of any country; Python changes the filters that would hide it. */
  const goToFound = (id) => (remember(), ask({ kind: "go", fact: id }));
  return { fact, pick, along, walk, changeTrack, goToFound };
}

/** Handles the keys of the figure. */
export function keysOf({ get, seen, undo }, actions, { find, fullScreen, help }) {
  const { shows, show, toggle, open, step, fact, pick, walk, changeTrack } = actions;
  const { zoomTo, zoomBy, keepYears } = actions;
  const among = () => shows("overview") || (seen().order.length && !fact());
  const upDown = (by) => (among() ? step(by) : changeTrack(by));
  const along = (by) => (shows("overview") ? step(by) : walk(by));
  const back = () => (fact() || !seen().order.length ? pick("") : show("overview"));
  const keys = {
    ArrowLeft: () => along(-1), ArrowRight: () => along(1), ArrowUp: () => upDown(-1),
    ArrowDown: () => upDown(1), "+": () => zoomBy(0.5, fact()), "=": () => zoomBy(0.5, fact()),
    "-": () => zoomBy(2, fact()), 0: () => zoomTo(null), Escape: back, k: keepYears,
    c: () => show("compare"), Enter: () => shows("overview") && open(get("country")),
    "shift+Enter": () => toggle(get("country")), "[": () => step(-1), "]": () => step(1),
    "/": find, f: fullScreen, "?": help, "ctrl+z": undo,
  };
  return (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target, currentTarget } = event;
    const held = ctrlKey || metaKey ? "ctrl+" : shiftKey && key.length > 1 ? "shift+" : "";
    const does = keys[held + (key.length > 1 ? key : key.toLowerCase())];
    if (target !== currentTarget || altKey || !does) return;
    event.preventDefault();
    does();
  };
}
