// The days in sight. In the browser they are milliseconds, as plotly counts.
import { clock } from "./dom.js";

const DAY = 86_400_000;
const written = (ms) => new Date(Math.round(ms / DAY) * DAY).toISOString().slice(0, 10);
const read = (day) => Date.parse(`${day}T00:00Z`);

export function sightOf({ seen, set }) {
  const wait = clock();
  const axis = () => seen().sheets.at(-1)?.figure.layout.xaxis ?? {}; // no days where nothing is drawn
  const whole = () => [axis().minallowed, axis().maxallowed].map(read);
  const days = () => seen().zoom?.map(read) ?? whole();
  const holds = (fact) => fact.days[1] >= days()[0] && fact.days[0] <= days()[1];
  /** Show these days, two at least, or all; Python then places the labels anew for them. */
  function zoomTo(range) {
    const [first, last] = whole();
    const [from, to] = range ? [Math.max(range[0], first), Math.min(range[1], last)] : whole();
    const narrower = from - first > DAY / 2 || last - to > DAY / 2;
    const zoom = narrower ? [written(from), written(Math.max(to, from + 2 * DAY))] : null;
    wait(() => set({ zoom }), zoom ? undefined : 0);
  }
  /** Show as many days as now, or that many times as many, around a day. */
  function zoomAround(middle, factor = 1) {
    const [[from, to], [first, last]] = [days(), whole()];
    const length = (to - from) * factor;
    const start = Math.max(first, Math.min(middle - length / 2, last - length));
    zoomTo([start, start + length]);
  }
  /** Narrow or widen what is in sight around a fact in it, or around the middle. */
  function zoomBy(factor, fact) {
    const [first, last] = days();
    const at = fact && holds(fact) ? fact.days : [first, last];
    zoomAround((Math.max(at[0], first) + Math.min(at[1], last)) / 2, factor);
  }
  /** Make the years in sight those of the chart: of its title, its code and its files. */
  function keep() {
    const [first, last] = days();
    const years = [first, last - DAY].map((ms) => new Date(ms).getUTCFullYear());
    if (seen().zoom) set({ years, zoom: null });
  }
  return { holds, zoomTo, zoomAround, zoomBy, keep };
}
