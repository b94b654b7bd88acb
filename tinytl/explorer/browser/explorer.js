// The browser's half of the explorer: plain HTML controls, plotly for the figure. Python decides
// what is drawn and sends it as `_seen`; a control only sets a trait of the query and waits for it.
import { contextOf } from "./state.js";
import { controls, fullScreen, looks, orders, whole } from "./controls.js";
import { data } from "./data.js";
import { detail, selectionOf } from "./detail.js";
import { clock, h } from "./dom.js";
import { figure } from "./figure.js";
import { files } from "./files.js";
import { keysHelp } from "./keys.js";
import { followPage } from "./page.js";
import { keepHearing, lineNote } from "./kernel.js";
import { search } from "./search.js";
import { sightOf } from "./sight.js";
import { trackBar } from "./tracks.js";

/** A note that stands where one looks, and goes by itself. */
function noteBar(signal) {
  const wait = clock();
  const said = h("p", { class: "tl-said", role: "status" });
  const say = (...parts) => {
    said.replaceChildren(...parts);
    wait(() => said.replaceChildren(), 12_000);
  };
  signal.addEventListener("abort", () => wait(() => undefined, 0));
  return [said, say];
}

function render({ model, el }) {
  const leaving = new AbortController();
  const root = h("div", { class: "tl", "data-jp-suppress-context-menu": "true" });
  const [said, say] = noteBar(leaving.signal);
  const context = contextOf(model, leaving.signal, say);
  const why = () => ({ textContent: context.seen().message, hidden: !context.seen().message });
  const sight = sightOf(context);
  const selection = selectionOf(context, sight);
  const help = keysHelp();
  Object.assign(context, { help: () => help.showModal(), fullScreen: () => fullScreen(root) });
  const side = h("aside", { class: "tl-side" },
    h("div", {}, search(context), detail(context, selection)));
  root.append(
    h("div", { class: "tl-python" },
      controls(context),
      trackBar(context, ...orders(context), whole(context, root)), said),
    lineNote(context, root),
    context.live(h("p", { class: "tl-message", role: "status", hidden: true }), why),
    h("div", { class: "tl-main" }, figure(context, sight, selection), side),
    h("div", { class: "tl-python" }, files(context, looks(context)), data(context)),
    help,
  );
  followPage(context, root, side);
  el.append(root);
  return () => leaving.abort();
}

const initialize = ({ model }) => keepHearing(model);

export default { initialize, render };
