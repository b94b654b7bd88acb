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
        ...[["PNG", "image/png"], ["SVG", "text/plain"]].map((kind) => pictureButton(state, kind, notes))) : "",
    notes.note,
    h("div", { class: "tl-code" }, code, copyButton("Copy the code", () => seen().code, notes)));
}

export function saveButton(state, format, notes, label = `Save as ${format.toUpperCase()}`) {
  const name = format.toUpperCase();
  return fileButton(state, name, label, format, `Saving ${name} …`, notes, (answer) => {
    answer.names.forEach((file, number) => download(file, answer.buffers[number]));
    notes.say(answer.message);
  });
}

/** A button that copies the picture where the browser lets a page do that. */
function pictureButton(state, [name, type], notes) { // few programs take SVG as a picture
  const copyAll = ({ buffers: [data] }) =>
    navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([data], { type }) })])
      .then(() => notes.say(`The picture is copied as ${name}.`),
        () => notes.say("The browser lets this page copy no picture: save it."));
  return fileButton(state, name, `Copy ${name} for other programs`, name.toLowerCase(), "Drawing …", notes, copyAll);
}

/** A button for which Python draws a file. Meanwhile it is busy, and the reader may cancel. */
function fileButton({ ask }, text, label, format, what, { say, busy }, take) {
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
    if (answer) take(answer);
  });
  return self;
}

const copyButton = (label, text, { say }) =>
  button("Copy", label, async () => (await copy(text()), say("The code is copied.")));

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
