const STEPS = 6;
const STEP_MS = 120;

/**
 * Cells that flash after a change and fade. The fade goes in a few steps on one timer: an animation would have the browser paint sixty
 * times a second for as long as the market moves, which is always.
 */
export class Flashes {
  readonly #left = new Map<HTMLElement, number>();
  readonly #unwanted = matchMedia("(prefers-reduced-motion: reduce)");
  #timer = 0;

  start(cell: HTMLElement, up: boolean): void {
    if (this.#unwanted.matches) return;
    cell.dataset["flash"] = up ? "up" : "down";
    this.#show(cell, STEPS);
    if (this.#timer === 0) this.#timer = setInterval(() => this.#step(), STEP_MS);
  }

  #step(): void {
    for (const [cell, left] of this.#left) this.#show(cell, left - 1);
    if (this.#left.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #show(cell: HTMLElement, left: number): void {
    if (left === 0) {
      this.#left.delete(cell);
      delete cell.dataset["flash"];
      return;
    }

    this.#left.set(cell, left);
    cell.style.setProperty("--fade", `${Math.round((left / STEPS) * 100)}%`);
  }
}
