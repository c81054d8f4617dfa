/** Beyond this a difference of clocks tells nothing about the way. */
const IMPLAUSIBLE_MS = 60_000;

/** The last few times from "ingress took the tick" to "drawn", for a median that a single slow frame does not move. */
export class LatencyWindow {
  readonly #samples: number[] = [];
  #next = 0;

  constructor(readonly capacity = 50) {}

  add(milliseconds: number): void {
    if (!(Math.abs(milliseconds) < IMPLAUSIBLE_MS)) return;
    this.#samples[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % this.capacity;
  }

  clear(): void {
    this.#samples.length = 0;
    this.#next = 0;
  }

  /** Null while nothing was measured, or when the two clocks disagree so far that the figure would be negative. */
  median(): number | null {
    if (this.#samples.length === 0) return null;
    const sorted = this.#samples.toSorted((a, b) => a - b);
    const median = sorted[sorted.length >> 1]!;
    return median < 0 ? null : median;
  }
}
