// The browser's half of the explorer: plain HTML controls, plotly for the figure. Python decides what
// is drawn and sends it as `_view`; every control only sets a trait of the query and waits for it.

const DAY = 86_400_000;
const DEBOUNCE_MS = 120;
let instances = 0;

const isoDay = (ms) => new Date(Math.round(ms / DAY) * DAY).toISOString().slice(0, 10);

/** Make an element: `h("button", { class: "x", onclick: f }, "text", child)`. */
function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// --- plotly.js: one copy a page, asked for once ---------------------------------------------------

const shelf = (globalThis[Symbol.for("tinytl.plotly")] ??= new Map());

/** Ask Python for plotly.js. If this widget goes before the answer comes, the next one asks. */
function askForPlotly(model, signal) {
  return new Promise((resolve, reject) => {
    const end = () => model.off("msg:custom", take);
    const take = (content, buffers) => {
      if (content.kind !== "plotly") return;
      end();
      resolve(runPlotly(new TextDecoder().decode(buffers[0])));
    };
    signal.addEventListener("abort", () => (end(), reject(new Error("gone"))));
    model.on("msg:custom", take);
    model.send({ kind: "plotly" });
  });
}

function runPlotly(source) {
  const before = globalThis.Plotly;
  const script = document.createElement("script");
  // as if there were no AMD or CommonJS loader, in which plotly.js would hide
  script.textContent = `(function(){var define,module,exports;${source}\n}).call(globalThis)`;
  document.head.append(script);
  script.remove();
  const ours = globalThis.Plotly;
  if (before) globalThis.Plotly = before;
  return ours;
}

async function plotlyFor(model, signal) {
  const version = model.get("_choices").plotly;
  while (!signal.aborted) {
    if (!shelf.has(version)) {
      const asked = askForPlotly(model, signal);
      shelf.set(version, asked);
      asked.catch(() => shelf.get(version) === asked && shelf.delete(version));
    }
    try {
      return await shelf.get(version);
    } catch {
      // whoever asked is gone: now it is our turn
    }
  }
}

// --- what the browser keeps and gives away --------------------------------------------------------

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // not a secure page: the old way still works
    const area = h("textarea", { style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function download(name, data, type = "application/octet-stream") {
  const url = URL.createObjectURL(new Blob([data], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const COLUMNS = ["country", "kind", "start", "end", "label", "value", "category", "detail", "source"];

function csv(facts) {
  const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = facts.map((fact) => COLUMNS.map((column) => cell(fact[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\n");
}

// --- the widget -----------------------------------------------------------------------------------

function render({ model, el }) {
  const choices = model.get("_choices");
  const names = new Map(choices.countries);
  const leaving = new AbortController();
  const uid = `tinytl-${++instances}`;
  const parts = {};
  const view = () => model.get("_view");

  const set = (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  };
  const say = (text) => (parts.said.textContent = text);

  // --- controls

  const button = (text, label, onclick, more = {}) =>
    h("button", { type: "button", title: label, "aria-label": label, onclick, ...more }, text);

  /** The code that a typed text means: a code, a name, or the only or first name that starts so. */
  function codeOf(text) {
    const typed = text.trim().toLowerCase();
    const exact = choices.countries.find((pair) => pair.some((t) => t.toLowerCase() === typed));
    const like = (test) => choices.countries.find(([, name]) => test(name.toLowerCase()));
    const found = exact ?? like((name) => name.startsWith(typed)) ?? like((n) => n.includes(typed));
    return typed && found ? found[0] : null;
  }

  function countryBox(trait, label, placeholder) {
    const known = new Set(choices.countries.flat());
    const show = () => (box.value = names.get(model.get(trait)) ?? model.get(trait));
    const choose = () => {
      const code = codeOf(box.value);
      if (code) set({ [trait]: code });
      else if (trait === "beside" && !box.value.trim()) set({ beside: "" });
      else say(`No country “${box.value}” in the table.`);
      show();
    };
    const box = h("input", {
      class: "tl-country", list: `${uid}-countries`, "aria-label": label, placeholder,
      autocomplete: "off", spellcheck: "false",
      // once the click has set the caret
      onfocus: () => requestAnimationFrame(() => document.activeElement === box && box.select()),
      // a choice from the list counts at once, typing when it is done
      oninput: (event) => (event.inputType === "insertReplacementText" || !event.inputType)
        && known.has(box.value) && choose(),
      onchange: choose,
      onkeydown: ({ key }) => void (key === "Enter" ? choose() : key === "Escape" && show()),
    });
    return (parts[trait] = Object.assign(box, { show }));
  }

  function step(by) {
    const codes = choices.countries.map(([code]) => code);
    const at = codes.indexOf(model.get("country")) + by;
    set({ country: codes[(at + codes.length) % codes.length] });
  }

  function yearSlider() {
    const [low, high] = choices.span;
    const thumbs = ["First year", "Last year"].map((label, end) =>
      h("input", {
        type: "range", min: low, max: high, step: 1, "aria-label": label,
        oninput: () => {
          const other = Number(thumbs[1 - end].value);
          const limit = end ? Math.max : Math.min; // the two may meet, not pass
          thumbs[end].value = limit(Number(thumbs[end].value), other);
          show(thumbs.map((thumb) => Number(thumb.value)));
          later();
        },
        onchange: () => send(),
      }),
    );
    const texts = [h("output"), h("output")];
    const track = h("div", { class: "tl-range" }, ...thumbs);
    const send = () => {
      clearTimeout(timer);
      set({ years: thumbs.map((thumb) => Number(thumb.value)) });
    };
    let timer;
    const later = () => (clearTimeout(timer), (timer = setTimeout(send, DEBOUNCE_MS)));
    const show = (years) =>
      years.forEach((year, end) => {
        thumbs[end].min = Math.min(low, ...years);
        thumbs[end].max = Math.max(high, ...years);
        thumbs[end].value = year;
        texts[end].textContent = year;
        const share = (year - thumbs[end].min) / (thumbs[end].max - thumbs[end].min || 1);
        track.style.setProperty(end ? "--to" : "--from", share);
      });
    parts.years = { show };
    parts.all = button("All", "All years of the ratings and indices", () => set({ years: null }));
    return h("div", { class: "tl-years", role: "group", "aria-label": "Years" },
      texts[0], track, texts[1], parts.all);
  }

  function select(trait, label, options) {
    const known = () => options.map(([value]) => value);
    const box = h("select", {
      "aria-label": label,
      onchange: () => set({ [trait]: box.value || null }),
    });
    const show = () => {
      const value = model.get(trait) ?? "";
      const shown = known().includes(value) ? options : [...options, [value, value]];
      box.replaceChildren(...shown.map(([v, text]) => h("option", { value: v }, text)));
      box.value = value;
    };
    parts[trait] = { show };
    return h("label", { class: "tl-field" }, h("span", {}, label), box);
  }

  // --- tracks and their categories

  function toggleTrack(kind, on) {
    const order = choices.tracks.map(([name]) => name);
    const tracks = model.get("tracks").filter((name) => name !== kind);
    if (on) {
      const at = tracks.findIndex((name) => order.indexOf(name) > order.indexOf(kind));
      tracks.splice(at < 0 ? tracks.length : at, 0, kind);
    }
    if (tracks.length) set({ tracks });
    else say("At least one track has to stay.");
    showTracks();
  }

  function toggleCategory(kind, category, on) {
    const only = { ...model.get("only") };
    const shown = new Set(only[kind] ?? choices.categories[kind]);
    shown[on ? "add" : "delete"](category);
    only[kind] = choices.categories[kind].filter((name) => shown.has(name));
    set({ only });
  }

  const tick = (text, onchange) => {
    const box = h("input", { type: "checkbox", onchange: () => onchange(box.checked) });
    const count = h("small");
    return { box, count, label: h("label", { class: "tl-tick" }, box, h("span", {}, text), count) };
  };

  function trackBar() {
    parts.ticks = new Map();
    const bar = h("div", { class: "tl-bar tl-tracks", role: "group", "aria-label": "Tracks" });
    for (const [kind, name] of choices.tracks) {
      const main = tick(name, (on) => toggleTrack(kind, on));
      const rows = (choices.categories[kind] ?? []).map((category) =>
        [category, tick(category || "without category", (on) => toggleCategory(kind, category, on))]);
      const filter = rows.length < 2 ? null : h("details", { class: "tl-filter" },
        h("summary", { "aria-label": `Categories of ${name.toLowerCase()}` }, h("span", {}, "all")),
        h("div", { role: "group", "aria-label": `Categories of ${name.toLowerCase()}` },
          ...rows.map(([, row]) => row.label)));
      parts.ticks.set(kind, { main, rows, filter });
      bar.append(h("div", { class: "tl-track" }, main.label, filter));
    }
    return bar;
  }

  function showTracks() {
    const { counts } = view();
    for (const [kind, { main, rows, filter }] of parts.ticks) {
      main.box.checked = model.get("tracks").includes(kind);
      main.count.textContent = counts.tracks[kind] ?? 0;
      main.label.classList.toggle("tl-none", !counts.tracks[kind]);
      const only = model.get("only")[kind];
      for (const [category, row] of rows) {
        row.box.checked = !only || only.includes(category);
        row.count.textContent = counts.categories[kind][category] ?? 0;
        row.label.classList.toggle("tl-none", !counts.categories[kind][category]);
      }
      if (filter) {
        filter.querySelector("summary span").textContent = only ? `${only.length} of ${rows.length}` : "all";
        filter.classList.toggle("tl-narrowed", Boolean(only));
      }
    }
  }

  // --- the figure

  const plots = [];
  let Plotly, drawn, ranges;

  function plotAt(number) {
    if (plots[number]) return plots[number];
    const plot = h("div", { class: "tl-plot" });
    const band = h("div", { class: "tl-band", hidden: true });
    parts.stage.append(h("div", { class: "tl-sheet" }, plot, band));
    return (plots[number] = Object.assign(plot, { band }));
  }

  function listen(plot, number) {
    if (plot.heard) return;
    plot.heard = true;
    const code = () => view().countries[number];
    plot.on("plotly_click", ({ points }) => pick(`${code()}:${points[0].customdata}`));
    plot.on("plotly_clickannotation", ({ index }) => {
      const key = view().labels[number][index];
      if (key) pick(`${code()}:${key}`);
    });
    plot.on("plotly_doubleclick", () => zoomTo(null));
    plot.on("plotly_relayouting", () => showBands());
    plot.on("plotly_relayout", (change) => {
      if (!Object.keys(change).some((key) => key.startsWith("xaxis"))) return;
      const axis = plot._fullLayout.xaxis;
      zoomTo(axis.range.map((end) => axis.r2l(end)));
    });
  }

  /** Show these days, given in milliseconds; Python then places the labels anew for them. */
  function zoomTo(range) {
    const whole = wholeRange();
    let zoom = null;
    if (range && whole) {
      const [first, last] = [Math.max(range[0], whole[0]), Math.min(range[1], whole[1])];
      const narrower = first - whole[0] > DAY / 2 || whole[1] - last > DAY / 2;
      if (narrower) zoom = [isoDay(first), isoDay(Math.max(last, first + 2 * DAY))];
    }
    clearTimeout(zoomTo.timer);
    zoomTo.timer = setTimeout(() => set({ zoom }), zoom ? DEBOUNCE_MS : 0);
  }

  const wholeRange = () => {
    const axis = view().figures[0]?.layout.xaxis;
    return axis && [axis.minallowed, axis.maxallowed].map((day) => Date.parse(`${day}T00:00Z`));
  };

  const daysInSight = () =>
    view().zoom ? view().zoom.map((day) => Date.parse(`${day}T00:00Z`)) : wholeRange();

  function zoomAround(middle, length) {
    const [first, last] = wholeRange();
    const start = Math.max(first, Math.min(middle - length / 2, last - length));
    zoomTo([start, start + length]);
  }

  /** Narrow or widen what is in sight around the selected fact, or around the middle. */
  function zoomBy(factor) {
    const [first, last] = daysInSight();
    const fact = selected();
    const at = fact && inSight(fact) ? fact.days : [first, last];
    zoomAround((Math.max(at[0], first) + Math.min(at[1], last)) / 2, (last - first) * factor);
  }

  async function draw() {
    Plotly ??= await plotlyFor(model, leaving.signal);
    const now = view();
    if (!Plotly || leaving.signal.aborted || now === drawn) return;
    drawn = now;
    while (plots.length > now.figures.length) {
      const plot = plots.pop();
      Plotly.purge(plot);
      plot.parentElement.remove();
    }
    for (const [number, figure] of now.figures.entries()) {
      const plot = plotAt(number);
      plot.style.minWidth = `${Math.floor(now.least[number])}px`;
      // plotly.js (4.1) leaves shapes between grid and data standing when there are fewer than before
      for (const shape of plot.querySelectorAll(".shapelayer .shape-group"))
        if (Number(shape.dataset.index) >= figure.layout.shapes.length) shape.remove();
      // plotly writes into what it is given, and another view of this widget may draw the same
      await Plotly.react(plot, structuredClone(figure.data), structuredClone(figure.layout), choices.config);
      // nor does it take back what it said of a label that is gone from under the pointer
      plot.querySelector(".hoverlayer")?.replaceChildren();
      plot.parentElement.setAttribute("aria-label", now.titles[number]);
      listen(plot, number);
    }
    showBands();
    parts.stage.dataset.drawn = now.titles.join("; ");
  }

  /** A band over the days of the selected fact, through all tracks. */
  function showBands() {
    const fact = selected();
    plots.forEach((plot, number) => {
      const axis = plot._fullLayout?.xaxis;
      const shown = fact && axis && fact.days[1] >= axis.r2l(axis.range[0]) && fact.days[0] <= axis.r2l(axis.range[1]);
      plot.band.hidden = !shown;
      plot.band.classList.toggle("tl-own", Boolean(fact) && fact.country === view().countries[number]);
      if (!shown) return;
      const ends = fact.days.map((day) => Math.max(0, Math.min(axis._length, axis.l2p(day))));
      const wide = Math.max(2, ends[1] - ends[0]);
      plot.band.style.left = `${axis._offset + (ends[0] + ends[1] - wide) / 2}px`;
      plot.band.style.width = `${wide}px`;
    });
  }

  // --- the selected fact

  const selected = () => view().facts.find((fact) => fact.id === model.get("selected"));
  const pick = (id) => set({ selected: id === model.get("selected") ? "" : id });

  const inSight = (fact) => {
    const [first, last] = daysInSight();
    return fact.days[1] >= first && fact.days[0] <= last;
  };

  /** Select a fact; where it is out of sight, what is in sight moves along. */
  function show(fact) {
    set({ selected: fact.id });
    if (inSight(fact)) return;
    const [first, last] = daysInSight();
    zoomAround(fact.days[0], last - first);
  }

  /** Along the track of the selected fact. */
  function walk(by) {
    const now = selected();
    const facts = now ? view().facts.filter((fact) => fact.track === now.track) : view().facts;
    const next = now ? facts[facts.indexOf(now) + by] : facts.find(inSight) ?? facts[0];
    if (next) show(next);
  }

  /** To the nearest fact of the track above or below. */
  function change(by) {
    const now = selected();
    if (!now) return walk(1);
    const tracks = [...new Set(view().facts.map((fact) => fact.track))];
    const there = view().facts.filter((fact) => fact.track === tracks[tracks.indexOf(now.track) + by]);
    const far = (fact) => Math.abs(fact.days[0] - now.days[0]);
    if (there.length) show(there.reduce((a, b) => (far(b) < far(a) ? b : a)));
    return undefined;
  }

  const KEYS = {
    ArrowLeft: () => walk(-1), ArrowRight: () => walk(1),
    ArrowUp: () => change(-1), ArrowDown: () => change(1),
    "+": () => zoomBy(0.5), "=": () => zoomBy(0.5), "-": () => zoomBy(2), 0: () => zoomTo(null),
    Escape: () => set({ selected: "" }),
  };

  function onStageKey(event) {
    if (event.target !== parts.stage || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  }

  function showDetail() {
    const fact = selected();
    const same = fact ? view().facts.filter((other) => other.track === fact.track) : [];
    const at = same.indexOf(fact);
    parts.before.disabled = Boolean(fact) && at === 0;
    parts.after.disabled = Boolean(fact) && at === same.length - 1;
    parts.detail.replaceChildren(...(fact ? describe(fact, at, same.length) : [
      h("p", { class: "tl-hint" }, "Click a mark, or walk through them with the arrow keys: date, detail and sources stand here."),
    ]));
  }

  function describe(fact, at, count) {
    const names = new Map(choices.tracks);
    const category = [names.get(fact.kind), [fact.kind, fact.what].some((text) => text.startsWith(fact.category)) ? "" : fact.category];
    const link = (url) => /^https?:/.test(url) && h("a", { href: url, target: "_blank", rel: "noopener noreferrer" },
      url.replace(/^https?:\/\/(www\.)?/, ""));
    const sources = fact.references.map(([text, place, url]) =>
      h("li", {}, text, place ? ` [${place}]` : "", " ", link(url) || ""));
    return [
      h("h4", {}, fact.what),
      h("p", { class: "tl-when" }, h("strong", {}, fact.when), ` · ${category.filter(Boolean).join(", ")}`,
        h("span", { class: "tl-at" }, `${at + 1} of ${count}`)),
      fact.detail ? h("p", {}, fact.detail) : "",
      sources.length ? h("ul", { "aria-label": "Sources" }, ...sources) : "",
    ];
  }

  // --- data, code, files

  const sorting = { column: null, down: false };

  const HEADS = [["when", "Date"], ["kind", "Track"], ["what", "What"], ["category", "Category"],
    ["detail", "Detail"], ["source", "Source"]];

  function sortedFacts() {
    const { column, down } = sorting;
    if (!column) return view().facts;
    const key = (fact) => (column === "when" ? fact.days[0] : fact[column]);
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true }));
    const facts = [...view().facts].sort((a, b) => compare(key(a), key(b)));
    return down ? facts.reverse() : facts;
  }

  function showData() {
    const facts = view().facts;
    parts.rows.textContent = `Data: ${facts.length} rows`;
    if (!parts.data.open) return;
    const heads = view().countries.length > 1 ? [["country", "Country"], ...HEADS] : HEADS;
    const kinds = new Map(choices.tracks);
    const head = heads.map(([column, text]) => {
      const sorted = sorting.column === column ? (sorting.down ? "descending" : "ascending") : "none";
      const onclick = () => {
        Object.assign(sorting, { column, down: sorted === "ascending" });
        showData();
        parts.table.querySelector(`[data-column=${column}]`).focus();
      };
      return h("th", { scope: "col", "aria-sort": sorted }, h("button", { type: "button", onclick, "data-column": column }, text));
    });
    const cell = (fact, column) => h("td", {}, column === "kind" ? kinds.get(fact.kind)
      : column !== "what" ? fact[column]
      : h("button", { type: "button", class: "tl-link", onclick: () => set({ selected: fact.id }) }, fact.what));
    const rows = sortedFacts().map((fact) => h("tr",
      { "aria-current": fact.id === model.get("selected") ? "true" : null },
      ...heads.map(([column]) => cell(fact, column))));
    parts.table.replaceChildren(h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
  }

  async function done(element, text) {
    const before = element.textContent;
    element.textContent = text;
    say(text);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    element.textContent = before;
  }

  const copyButton = (label, text) => {
    const self = button("Copy", label, async () => {
      if (self.textContent !== "Copy") return;
      await copy(text());
      done(self, "Copied");
    });
    return self;
  };

  function save(format, self) {
    const id = `${uid}-${Date.now()}`;
    self.disabled = true;
    const take = (content, buffers) => {
      if (content.kind !== "save" || content.id !== id) return;
      model.off("msg:custom", take);
      self.disabled = false;
      if (content.message) return say(content.message);
      content.names.forEach((name, number) => download(name, buffers[number]));
      return say(`Saved ${content.names.join(", ")}`);
    };
    model.on("msg:custom", take);
    model.send({ kind: "save", id, format });
  }

  // --- all together

  function build() {
    const list = h("datalist", { id: `${uid}-countries` },
      ...choices.countries.map(([code, name]) => h("option", { value: name, label: name === code ? null : code })));
    const top = h("div", { class: "tl-bar" },
      h("div", { class: "tl-field tl-joined", role: "group", "aria-label": "Choose a country" },
        button("‹", "Previous country", () => step(-1)), countryBox("country", "Country", "Name or code"),
        button("›", "Next country", () => step(1))),
      h("label", { class: "tl-field" }, h("span", {}, "Beside"), countryBox("beside", "Second country", "none")),
      yearSlider(),
      button("Reset", "Back to the start", () => set({ ...choices.start, zoom: null, selected: "" }), { class: "tl-end" }));
    const tracks = trackBar();
    tracks.append(h("div", { class: "tl-end tl-bar" },
      select("width", "Size", choices.sizes),
      select("theme", "Theme", choices.themes.map((name) => [name, name]))));
    parts.message = h("p", { class: "tl-message", role: "alert", hidden: true });
    parts.said = h("p", { class: "tl-said", role: "status" });
    parts.stage = h("div", { class: "tl-stage", tabindex: 0, role: "group", onkeydown: onStageKey });
    parts.zoom = h("div", { class: "tl-zoom", hidden: true });
    parts.before = button("‹", "Previous event", () => walk(-1));
    parts.after = button("›", "Next event", () => walk(1));
    parts.detail = h("div", { class: "tl-fact", "aria-live": "polite" });
    parts.code = h("code");
    parts.rows = h("summary");
    parts.table = h("table");
    parts.data = h("details", { class: "tl-data", ontoggle: showData }, parts.rows,
      h("div", { class: "tl-bar" },
        copyButton("Copy the rows for a spreadsheet", () =>
          [COLUMNS, ...sortedFacts().map((fact) => COLUMNS.map((c) => fact[c]))].map((row) => row.join("\t")).join("\n")),
        button("CSV", "Download the rows as CSV", () =>
          download(`${view().countries.join("_").toLowerCase()}.csv`, csv(view().facts), "text/csv;charset=utf-8"))),
      h("div", { class: "tl-scroll", tabindex: 0, role: "group", "aria-label": "Rows of the view" }, parts.table));
    const files = choices.formats.map((format) => {
      const self = button(format.toUpperCase(), `Save as ${format.toUpperCase()}`, () => save(format, self));
      return self;
    });
    const root = h("div", { class: "tl", "data-jp-suppress-context-menu": "true" },
      list, top, tracks, parts.message,
      h("div", { class: "tl-card" }, parts.zoom, parts.stage),
      h("section", { class: "tl-detail", "aria-label": "Selected mark" },
        h("div", { class: "tl-walk" }, parts.before, parts.after), parts.detail),
      h("div", { class: "tl-take" },
        h("div", { class: "tl-code" }, parts.code, copyButton("Copy the code", () => view().code)),
        h("div", { class: "tl-files tl-joined", role: "group", "aria-label": "Save the picture" }, h("span", {}, "Save"), ...files)),
      parts.data, parts.said);
    // an open list of categories closes when one goes elsewhere
    root.addEventListener("focusout", ({ target, relatedTarget }) => {
      const open = target.closest?.(".tl-filter");
      if (open && relatedTarget && !open.contains(relatedTarget)) open.open = false;
    });
    // arrows and letters are ours, not shortcuts of the notebook; Ctrl+S stays one. It has to be said
    // on the way down, before the notebook listens.
    const mark = ({ target, ctrlKey, metaKey }) => root.contains(target)
      && target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
    window.addEventListener("keydown", mark, { capture: true, signal: leaving.signal });
    root.addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && event.target.closest(".tl-filter[open]");
      if (open) (open.open = false), open.querySelector("summary").focus();
    });
    return root;
  }

  function showZoom() {
    const { zoom } = view();
    parts.zoom.hidden = !zoom;
    if (zoom) parts.zoom.replaceChildren(h("span", {}, `${zoom[0]} to ${zoom[1]}`),
      button("Whole range", "Show the whole range again (0, or double click)", () => zoomTo(null)));
  }

  function update() {
    const now = view();
    for (const name of ["country", "beside", "theme", "width"]) {
      if (document.activeElement !== parts[name]) parts[name].show();
    }
    parts.years.show(now.years);
    parts.all.disabled = !model.get("years");
    parts.message.hidden = !now.message;
    parts.message.textContent = now.message;
    parts.code.textContent = now.code;
    parts.stage.setAttribute("aria-label",
      `Timeline: ${now.titles.join("; ")}. Arrow keys go from mark to mark, plus and minus zoom, 0 shows the whole range.`);
    showTracks();
    showZoom();
    showDetail();
    showData();
    showBands();
    draw();
  }

  let waiting = false;
  const schedule = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => ((waiting = false), leaving.signal.aborted || update()));
  };

  el.append(build());
  update();
  model.on("change", schedule);
  const room = new ResizeObserver(([{ contentRect }]) => {
    plots.forEach((plot, number) => plot._fullLayout && view().least[number] && Plotly.Plots.resize(plot).then(showBands));
    clearTimeout(ranges);
    ranges = setTimeout(() => contentRect.width && set({ _room: Math.floor(contentRect.width) }), DEBOUNCE_MS);
  });
  room.observe(parts.stage);
  return () => {
    leaving.abort();
    room.disconnect();
    model.off("change", schedule);
    plots.forEach((plot) => Plotly?.purge(plot));
  };
}

export default { render };
