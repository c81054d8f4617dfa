import { setAttribute } from "./dom";

/** How long a change is bright, and then half so. */
const STEP_MS = 240;

/** More at once would say nothing: where everything moves, nothing stands out. */
const MOST = 32;

/**
 * Cells that flash after a change and fade. The fade goes in two steps on one timer: an animation would have the browser paint sixty
 * times a second for as long as the market moves, which is always.
 */
export class Flashes {
  readonly #bright = new Set<HTMLElement>();
  readonly #fading = new Set<HTMLElement>();
  readonly #unwanted = matchMedia("(prefers-reduced-motion: reduce)");
  #timer = 0;
  #due = false;

  /** `alone`: whether nothing else is to be drawn. A step that is due then is taken at once, else by `stepIfDue` with what is drawn where the flashes are. */
  constructor(readonly alone: () => boolean) {}

  start(cell: HTMLElement, up: boolean): void {
    const known = this.#bright.has(cell) || this.#fading.has(cell);
    if (this.#unwanted.matches || (!known && this.#bright.size + this.#fading.size >= MOST)) return;
    this.#fading.delete(cell);
    this.#bright.add(cell);
    setAttribute(cell, "data-flash", up ? "up" : "down");
    this.#stepLater();
  }

  /** What is bright fades, what faded is as before, where it is time for that. */
  stepIfDue(): void {
    if (!this.#due) return;
    this.#due = false;
    for (const cell of this.#fading) delete cell.dataset["flash"];
    this.#fading.clear();
    for (const cell of this.#bright) {
      cell.dataset["flash"] += "-fading";
      this.#fading.add(cell);
    }

    this.#bright.clear();
    if (this.#fading.size > 0) this.#stepLater();
  }

  #stepLater(): void {
    if (this.#timer !== 0 || this.#due) return;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#due = true;
      if (this.alone()) this.stepIfDue();
    }, STEP_MS);
  }
}
