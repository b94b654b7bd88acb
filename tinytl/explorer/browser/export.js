// Export: the code of the view, and files that Python writes.
import { button, group, h } from "./dom.js";

export function exportBar(state, pictureBar, notes) {
  const { choices, seen, live } = state;
  const code = live(h("code"), () => ({ textContent: seen().code }));
  return h("div", { class: "tl-take" },
    pictureBar,
    group("Save the picture", { class: "tl-files tl-joined" }, h("span", {}, "Save"),
      ...choices.formats.map((format) => saveButton(state, format, notes)),
      saveButton(state, "zip", notes, "Save PDF, SVG, caption, alternative text, references and rows")),
    navigator.clipboard?.write && globalThis.ClipboardItem
      ? group("Copy the picture", { class: "tl-files tl-joined" }, h("span", {}, "Copy"),
        pictureButton(state, "png", "image/png", notes),
        pictureButton(state, "svg", "text/plain", notes)) : "", // few programs take SVG as a picture
    notes.note,
    h("div", { class: "tl-code" }, code,
      button("Copy", "Copy the code", () => copy(code).then(() => notes.say("The code is copied.")))));
}

export const saveButton = (state, format, notes, label = `Save as ${format.toUpperCase()}`) =>
  fileButton(state, format, notes, label, ({ names, buffers, message }) => {
    names.forEach((name, number) => download(name, buffers[number]));
    return message;
  });

/** A button that copies the picture where the browser lets a page do that. */
const pictureButton = (state, format, type, notes) => {
  const name = format.toUpperCase();
  return fileButton(state, format, notes, `Copy ${name} for other programs`, ({ buffers: [data] }) =>
    navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([data], { type }) })])
      .then(() => `The picture is copied as ${name}.`,
        () => "The browser lets this page copy no picture: save it."));
};

/** A button for which Python writes a file, and which then says what `take` returns. Meanwhile it
 * is busy, and the reader may cancel. */
function fileButton({ ask }, format, { say, busy }, label, take) {
  const text = format.toUpperCase();
  const what = `Writing ${text} …`;
  const self = button(text, label, async () => {
    if (self.ariaBusy === "true") return;
    self.ariaBusy = "true"; // not disabled: it would lose the focus
    let waits = true;
    const done = () => ((waits = false), (self.ariaBusy = "false"));
    busy(what, h("progress", { "aria-label": what }),
      button("Cancel", "Drop the file", () => (done(), say(), self.focus())));
    const answer = await ask({ kind: "save", format }, (told) => waits && say(told));
    if (!waits) return;
    done();
    if (answer) say(await take(answer));
  });
  return self;
}

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch { // the page is not secure: the older way still works
    getSelection().selectAllChildren(code);
    document.execCommand("copy");
  }
}

function download(name, data) {
  const url = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
