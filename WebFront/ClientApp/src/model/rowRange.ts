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
