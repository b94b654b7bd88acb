// plotly.js and the font it writes in: one copy a page, asked for once.
import { ask } from "./kernel.js";

const shelf = (globalThis[Symbol.for("tinytl.plotly")] ??= new Map());

/** The plotly.js that Python has; nothing if the widget goes before it comes, or it does not run. */
export async function plotlyFor({ model, choices: { plotly: version }, signal }) {
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
  if (!answer) return (shelf.delete(version), null);
  const [source, ...fonts] = answer.buffers; // regular, bold: there before plotly measures text
  await Promise.all(fonts.map((font, bold) => new FontFace("tinytl Sans", font,
    { weight: bold ? "700" : "400" }).load().then((face) => document.fonts.add(face))));
  return run(new TextDecoder().decode(source));
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
