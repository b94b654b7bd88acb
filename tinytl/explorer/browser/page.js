// The page around: whether it is dark, whose keys are whose, and which part of it is in sight.

const DARK = "html.dark, body.dark, body.dark-theme, body.vscode-dark, [data-jp-theme-light='false']";

export function followPage({ model, write, signal }, root, side) {
  const look = () => {
    const dark = Boolean(document.querySelector(DARK));
    root.classList.toggle("tl-dark", dark);
    if (dark !== model.get("_dark")) write({ _dark: dark });
  };
  const observer = new MutationObserver(look);
  for (const part of [document.documentElement, document.body])
    observer.observe(part, { attributes: true });
  queueMicrotask(look);
  signal.addEventListener("abort", () => observer.disconnect());
  keepKeys(root, signal);
  keepInSight(side, signal);
}

/** Arrows and letters are ours, not shortcuts of the notebook; Ctrl+S stays one. */
function keepKeys(root, signal) {
  const mark = ({ target, ctrlKey, metaKey }) => root.contains(target)
    && target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
  // on the way down, before the notebook listens
  window.addEventListener("keydown", mark, { capture: true, signal });
}

/** What stands beside a tall figure comes along; `sticky` cannot: notebooks clip their outputs. */
function keepInSight(side, signal) {
  const inner = side.firstElementChild;
  const place = () => {
    const top = side.getBoundingClientRect().top;
    const scroller = side.closest(".jp-WindowedPanel-outer, .jp-Notebook, .tl:fullscreen");
    const edge = Math.max(0, scroller?.getBoundingClientRect().top ?? 0) + 8;
    const most = Math.max(0, side.clientHeight - inner.offsetHeight);
    inner.style.top = `${Math.min(Math.max(0, edge - top), most)}px`;
  };
  window.addEventListener("scroll", place, { capture: true, passive: true, signal });
}
