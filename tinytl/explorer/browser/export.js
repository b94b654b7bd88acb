// Export: the code of the view, and files that Python writes.
import { button, group, h } from "./dom.js";

export function exportBar(state, pictureBar, notes) {
  const { choices, seen, live } = state;
  const code = live(h("code"), () => ({ textContent: seen().code }));
  return h("div", { class: "tl-take" },
    h("div", { class: "tl-code" }, code, copyButton("Copy the code", () => seen().code, notes)),
    pictureBar,
    group("Save the picture", { class: "tl-files tl-joined" }, h("span", {}, "Save"),
      ...choices.formats.map((format) => saveButton(state, format, notes)),
      saveButton(state, "zip", notes, "Save PDF, SVG, caption, alternative text, references and rows"),
      navigator.clipboard?.write && globalThis.ClipboardItem ? pictureButton(state, notes) : null),
    notes.note);
}

/** A button that saves a file; while Python writes it, the button is busy and a note says so. */
export function saveButton({ ask }, format, { say, busy }, label = `Save as ${format.toUpperCase()}`) {
  const name = format.toUpperCase();
  const self = button(name, label, async () => {
    if (self.ariaBusy === "true") return;
    self.ariaBusy = "true"; // not disabled: it would lose the focus
    busy(`Saving ${name} …`);
    const answer = await ask({ kind: "save", format }, say);
    self.ariaBusy = "false";
    if (!answer) return;
    answer.names.forEach((file, number) => download(file, answer.buffers[number]));
    say(answer.message);
  });
  return self;
}

/** A button that copies the picture, which Python draws, where the browser lets a page do that. */
function pictureButton({ ask }, { say, busy }) {
  return button("Copy", "Copy the picture as PNG", async () => {
    busy("Drawing the picture …");
    const answer = await ask({ kind: "save", format: "png" }, say);
    if (!answer) return;
    const blob = new Blob([answer.buffers[0]], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })])
      .then(() => say("The picture is copied."), () => say("The browser lets this page copy no picture: save it."));
  });
}

export function copyButton(label, text, { say }) {
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
    // the page is not secure: the older way still works
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
