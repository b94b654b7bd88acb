// plotly.js and the font it writes in: one copy a page, asked for once.
import { ask } from "./context.js";

const FAMILY = "tinytl Sans";

const shelf = (globalThis[Symbol.for("tinytl.plotly")] ??= new Map());

/** The plotly.js that Python has; nothing if the widget goes before it comes, or it does not run. */
export async function plotlyFor({ model, choices, signal }) {
  const version = choices.plotly;
  let plotly = null;
  while (plotly === null && !signal.aborted) {
    if (!shelf.has(version)) shelf.set(version, fetched(model, version, signal));
    plotly = await shelf.get(version); // null: whoever asked is gone, now it is our turn
  }
  return plotly;
}

async function fetched(model, version, signal) {
  const gone = new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  const answer = await Promise.race([ask(model, { kind: "plotly" }), gone]);
  if (!answer) shelf.delete(version);
  if (!answer) return null;
  const [source, regular, bold] = answer.buffers;
  await Promise.allSettled([added(regular, "400"), added(bold, "700")]); // before it measures text
  return run(new TextDecoder().decode(source));
}

async function added(font, weight) {
  document.fonts.add(await new FontFace(FAMILY, font, { weight }).load());
}

/** A layout that is set in our font. */
export function dressed(layout) {
  const { font, hoverlabel } = layout;
  for (const named of [font, hoverlabel.font]) named.family = `"${FAMILY}", ${named.family}`;
  return layout;
}

function run(source) {
  const before = globalThis.Plotly;
  const script = document.createElement("script");
  // as if there were no AMD or CommonJS loader, in which plotly.js would hide
  script.textContent = `(function(){var define,module,exports;${source}\n}).call(globalThis)`;
  document.head.appendChild(script).remove();
  const ours = globalThis.Plotly;
  if (before) globalThis.Plotly = before;
  return ours;
}
