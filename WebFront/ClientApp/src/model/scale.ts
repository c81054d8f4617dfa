/** A line between values and pixels. */
export class LinearScale {
  readonly #slope: number;

  constructor(
    readonly domain: readonly [number, number],
    readonly range: readonly [number, number],
  ) {
    const width = domain[1] - domain[0];
    this.#slope = width === 0 ? 0 : (range[1] - range[0]) / width;
  }

  at(value: number): number {
    return this.range[0] + (value - this.domain[0]) * this.#slope;
  }

  invert(pixel: number): number {
    return this.#slope === 0 ? this.domain[0] : this.domain[0] + (pixel - this.range[0]) / this.#slope;
  }
}

/** Least and greatest of what is a number; null when nothing is. */
export function extent(values: Iterable<number | null>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }

  return low <= high ? [low, high] : null;
}

/** Round values over an interval, at most about `count` of them: 1, 2 or 5 times a power of ten apart. */
export function niceTicks(low: number, high: number, count: number): number[] {
  if (!(high > low) || !(count >= 1)) return Number.isFinite(low) ? [low] : [];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough * 0.999_999) ?? 10);
  const ticks: number[] = [];
  const last = Math.floor(high / step + 1e-9);
  for (let i = Math.ceil(low / step - 1e-9); i <= last; i++) ticks.push(Number((i * step).toPrecision(12)) + 0);
  return ticks;
}

/** An interval with air above and below; `fromZero` has it reach nought. */
export function padded(interval: readonly [number, number] | null, share: number, fromZero = false): [number, number] {
  if (interval === null) return [0, 1];
  let [low, high] = interval;
  if (fromZero) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }

  if (low === high) return low === 0 ? [0, 1] : [low - Math.abs(low) * share, high + Math.abs(high) * share];
  const air = (high - low) * share;
  return [fromZero && low === 0 ? 0 : low - air, fromZero && high === 0 ? 0 : high + air];
}
