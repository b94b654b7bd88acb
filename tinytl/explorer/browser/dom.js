// Elements and timers: helpers for any page, with nothing about timelines.

/** Make an element: `h("button", { class: "x", onclick: f }, "text", child)`. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element[name] = (event) => void value(event); // false would cancel it
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** The accessible name of a button begins with the text on it and says what it does. */
export const button = (text, title, onclick) => {
  const name = /^\p{L}/u.test(text) && !title.includes(text) ? `${text}: ${title}` : title;
  return h("button", { type: "button", title, "aria-label": name, onclick }, text);
};

export const group = (label, properties, ...children) =>
  h("div", { role: "group", "aria-label": label, ...properties }, ...children);

/** Replace what an element contains if it changes; if a button of it had the focus, one has it then. */
export function renew(element, ...parts) {
  const next = h("div", {}, ...parts);
  if (next.innerHTML === element.innerHTML) return;
  const buttons = () => [...element.querySelectorAll("button, a")];
  const at = buttons().indexOf(element.getRootNode().activeElement);
  element.replaceChildren(...next.childNodes);
  if (at >= 0) (buttons()[at] ?? buttons().at(-1))?.focus();
}

/** Delays actions; a new action replaces the one that still waits. */
export function delay() {
  let waiting;
  return (action, ms = 120) => (clearTimeout(waiting), (waiting = setTimeout(action, ms)));
}
