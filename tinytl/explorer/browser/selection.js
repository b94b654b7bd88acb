// The selected fact, and the ways from one fact to the next.

export function selectionOf({ model, view, set }, sight) {
  const id = () => model.get("selected");
  const fact = () => view().facts.find((one) => one.id === id());
  const pick = (picked) => set({ selected: picked === id() ? "" : picked });
  const along = (track) => view().facts.filter((one) => one.track === track);

  /** Select a fact; where it is out of sight, what is in sight moves along. */
  function goTo(next) {
    set({ selected: next.id });
    if (!sight.holds(next)) sight.zoomAround(next.days[0]);
  }

  /** Along the track of the selected fact. */
  function walk(by) {
    const now = fact();
    const facts = now ? along(now.track) : view().facts;
    const next = now ? facts[facts.indexOf(now) + by] : facts.find(sight.holds) ?? facts[0];
    if (next) goTo(next);
  }

  /** To the nearest fact of the track above or below. */
  function change(by) {
    const now = fact();
    if (!now) return void walk(1);
    const tracks = [...new Set(view().facts.map((one) => one.track))];
    const there = along(tracks[tracks.indexOf(now.track) + by]);
    const far = (one) => Math.abs(one.days[0] - now.days[0]);
    if (there.length) goTo(there.reduce((a, b) => (far(b) < far(a) ? b : a)));
  }
  return { fact, pick, along, walk, change };
}
