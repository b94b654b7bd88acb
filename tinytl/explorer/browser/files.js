// What one takes away: the code, and the picture as files that Python writes.
import { button, group, h } from "./dom.js";

export function files(context, looks) {
  const { choices, seen, live } = context;
  const code = live(h("code"), () => ({ textContent: seen().code }));
  return h("div", { class: "tl-take" },
    h("div", { class: "tl-code" }, code, copyButton(context, "Copy the code", () => seen().code)),
    looks,
    group("Save the picture", { class: "tl-files tl-joined" }, h("span", {}, "Save"),
      ...choices.formats.map((format) => saveButton(context, format)),
      saveButton(context, "zip", "Save PDF, SVG, caption, alternative text, references and rows")));
}

export function saveButton({ ask, say }, format, label = `Save as ${format.toUpperCase()}`) {
  const self = button(format.toUpperCase(), label, async () => {
    self.disabled = true;
    const { names, buffers, message } = await ask({ kind: "save", format });
    self.disabled = false;
    names.forEach((file, number) => download(file, buffers[number]));
    say(message);
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

function download(name, data) {
  const url = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
