// The years: a bar with two thumbs for keys; the pointer takes the nearer one, wherever it lands.
import { button, clock, group, h } from "./dom.js";

export function yearSlider({ model, choices, seen, set, follow, live }) {
  const wait = clock();
  const asked = () => thumbs.map((thumb) => Number(thumb.value));
  const move = (end, ms) => {
    thumbs[end].value = (end ? Math.max : Math.min)(...asked()); // the two may meet, not pass
    const years = asked();
    place(years);
    wait(() => set({ years }), ms);
  };
  const thumbs = ["First year", "Last year"].map((label, end) => h("input", {
    type: "range", "aria-label": label, title: label, oninput: () => move(end),
    onchange: () => move(end, 0),
  }));
  const texts = [h("output"), h("output")];
  const bar = h("div", { class: "tl-range", onpointerdown: (event) => drag(event) }, ...thumbs);
  const yearAt = ({ clientX }) => {
    const [{ left, width }, { min, max }] = [bar.getBoundingClientRect(), thumbs[0]];
    const share = (clientX - left - 7) / (width - 14); // half a thumb at each end
    return Math.round(Number(min) + Math.min(1, Math.max(0, share)) * (max - min));
  };
  function drag(event) {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    let end = null; // where both are at one year: the one that can go where the pointer goes
    const follows = (now) => {
      const [year, [first, last]] = [yearAt(now), asked()];
      if (end === null && first === last && year === first) return;
      end ??= year - first > last - year || (first === last && year > last) ? 1 : 0;
      thumbs[end].focus();
      thumbs[end].value = year;
      move(end);
    };
    bar.onpointermove = follows;
    bar.onlostpointercapture = () => (bar.onpointermove = null);
    follows(event);
  }
  const place = (years) => years.forEach((year, end) => {
    const [min, max] = [Math.min, Math.max].map((limit) => limit(...choices.span, ...years));
    Object.assign(thumbs[end], { min, max, value: year });
    texts[end].textContent = year;
    bar.style.setProperty(end ? "--to" : "--from", (year - min) / (max - min || 1));
  });
  follow(() => place(seen().years));
  const all = button("Rated", "The years of the ratings and indices", () => set({ years: null }));
  const { wide } = choices;
  const wider = button("Wider", `All years that the table knows of: ${wide.join("–")}`,
    () => set({ years: wide }));
  return group("Years", { class: "tl-years" }, texts[0], bar, texts[1],
    h("div", { class: "tl-joined tl-field" },
      live(all, () => ({ disabled: !model.get("years") })),
      live(wider, () => ({ disabled: seen().years.join() === wide.join() }))));
}
