// What one takes away: the code, and the picture as files that Python writes.
import { ask } from "./context.js";
import { button, group, h } from "./dom.js";

export function files(context) {
  const { choices, view, live } = context;
  const code = live(h("code"), () => ({ textContent: view().code }));
  return h("div", { class: "tl-take" },
    h("div", { class: "tl-code" }, code, copyButton(context, "Copy the code", () => view().code)),
    group("Save the picture", { class: "tl-files tl-joined" }, h("span", {}, "Save"),
      ...choices.formats.map((format) => saveButton(context, format))));
}

function saveButton({ model, uid, say }, format) {
  const name = format.toUpperCase();
  const self = button(name, `Save as ${name}`, async () => {
    self.disabled = true;
    const id = `${uid}-${Date.now()}`;
    const { names, buffers, message } = await ask(model, { kind: "save", id, format });
    self.disabled = false;
    names.forEach((file, number) => download(file, buffers[number]));
    say(message || `Saved ${names.join(", ")}`);
  });
  return self;
}

export function copyButton({ say }, label, text) {
  const self = button("Copy", label, async () => {
    await copy(text());
    say((self.textContent = "Copied"));
    setTimeout(() => (self.textContent = "Copy"), 1200);
  });
  return self;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // not a secure page: the old way still works
    const area = h("textarea", { style: "position:fixed;opacity:0" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

export function download(name, data, type = "application/octet-stream") {
  const url = URL.createObjectURL(new Blob([data], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
