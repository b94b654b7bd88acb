// Facts of all countries that say what is typed; Python looks.
import { clock, group, h } from "./dom.js";

export function search(context) {
  const { ask, model, remember } = context;
  const wait = clock();
  const box = h("input", { type: "search", class: "tl-search", "aria-label": "Search all facts",
    placeholder: "Search all facts", title: "Words in labels, details, sources, countries (/)",
    oninput: () => wait(look, 200) });
  const found = group("Found facts", { class: "tl-found", tabindex: 0, hidden: true });
  const go = (id) => (remember(), ask({ kind: "go", fact: id }));
  const row = ({ id, country, when, what, text }) => h("button",
    { type: "button", onclick: () => go(id), "data-id": id },
    h("strong", {}, what), h("span", {}, `${country}, ${when}`), text ? h("small", {}, text) : null);
  async function look() {
    const text = box.value.trim();
    const { rows, all } = text.length > 1 ? await ask({ kind: "search", text }) : { rows: [], all: 0 };
    if (text !== box.value.trim()) return; // typing went on
    const many = rows.length < all ? `${all} facts, the first ${rows.length}:` : `${all} facts:`;
    found.hidden = text.length < 2;
    found.replaceChildren(h("p", { role: "status" }, all ? many : `Nothing says “${text}”.`),
      ...rows.map(row));
  }
  context.follow(() => found.querySelectorAll("[data-id]").forEach((one) =>
    one.setAttribute("aria-current", one.dataset.id === model.get("selected"))));
  context.find = () => (box.focus(), box.select());
  return h("div", { class: "tl-python" }, box, found);
}
