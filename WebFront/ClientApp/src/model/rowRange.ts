import type { StrikeWindow } from "./strikes";

/** Rows drawn beyond each edge of what is seen, so that scrolling shows no blank. */
const BEYOND = 8;

/** The rows of a window that need drawing: those in sight and some beyond. `top` is how far the window is scrolled, `height` what is seen of it. */
export function rowRange(window: StrikeWindow, top: number, height: number, rowHeight: number): StrikeWindow {
  const first = window.from + Math.floor(top / rowHeight) - BEYOND;
  const last = window.from + Math.ceil((top + height) / rowHeight) + BEYOND;
  const from = Math.min(Math.max(window.from, first), window.to);
  return { from, to: Math.max(from, Math.min(window.to, last)) };
}

/** Of the rows wanted as many as one frame may make: those that are there already and their neighbours, else those around the middle. */
export function grownRange(there: StrikeWindow, wanted: StrikeWindow, middle: number, most: number): StrikeWindow {
  let from = Math.max(there.from, wanted.from);
  let to = Math.min(there.to, wanted.to);
  if (from >= to) from = to = Math.min(Math.max(Math.round(middle), wanted.from), wanted.to);
  const more = Math.min(most, wanted.to - wanted.from - (to - from));
  const above = Math.min(from - wanted.from, Math.max(more >> 1, more - (wanted.to - to)));
  return { from: from - above, to: to + more - above };
}
