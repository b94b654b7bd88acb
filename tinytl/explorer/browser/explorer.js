// The browser's half of the explorer: plain HTML controls, plotly for the figure. Python decides
// what is drawn and sends it as `_view`; a control only sets a trait of the query and waits for it.
import { contextOf } from "./context.js";
import { controls, looks } from "./controls.js";
import { data } from "./data.js";
import { detail, selectionOf } from "./detail.js";
import { h } from "./dom.js";
import { figure } from "./figure.js";
import { files } from "./files.js";
import { sightOf } from "./sight.js";
import { trackBar } from "./tracks.js";

/** Arrows and letters are ours, not shortcuts of the notebook; Ctrl+S stays one. */
function keepKeys(root, signal) {
  const mark = ({ target, ctrlKey, metaKey }) => root.contains(target)
    && target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
  // on the way down, before the notebook listens
  window.addEventListener("keydown", mark, { capture: true, signal });
}

function render({ model, el }) {
  const leaving = new AbortController();
  const said = h("p", { class: "tl-said", role: "status" });
  const context = contextOf(model, leaving.signal, said);
  const why = () => ({ textContent: context.view().message, hidden: !context.view().message });
  const sight = sightOf(context);
  const selection = selectionOf(context, sight);
  const root = h("div", { class: "tl", "data-jp-suppress-context-menu": "true" },
    controls(context),
    trackBar(context, looks(context)),
    context.live(h("p", { class: "tl-message", role: "alert", hidden: true }), why),
    figure(context, sight, selection),
    detail(context, selection),
    files(context),
    data(context),
    said);
  keepKeys(root, leaving.signal);
  el.append(root);
  return () => leaving.abort();
}

export default { render };
