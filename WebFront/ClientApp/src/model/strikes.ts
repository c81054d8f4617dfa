/** First index whose strike is not below the value; the length when all are. */
export function lowerBound(strikes: readonly number[], value: number): number {
  let low = 0;
  let high = strikes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (strikes[middle]! < value) low = middle + 1;
    else high = middle;
  }

  return low;
}

/** Index of the strike nearest to the value (the lower on a tie); -1 when there are none. */
export function nearestStrike(strikes: readonly number[], value: number): number {
  if (strikes.length === 0) return -1;
  const above = lowerBound(strikes, value);
  if (above === 0) return 0;
  if (above === strikes.length) return strikes.length - 1;
  return strikes[above]! - value < value - strikes[above - 1]! ? above : above - 1;
}

/** Half-open range of strike indices. */
export interface StrikeWindow {
  readonly from: number;
  readonly to: number;
}

/** How far, in strikes, the money may move from the middle of the window before the window follows it. */
const DRIFT = 4;

/**
 * The strikes to show: `each` on each side of the money. The window stays where it is while the money is near its
 * middle, so that rows do not come and go with every tick.
 */
export function strikeWindow(
  strikes: readonly number[],
  atm: number | null,
  each: number,
  current: StrikeWindow | null,
): StrikeWindow {
  if (!Number.isFinite(each) || strikes.length <= 2 * each + 1) return { from: 0, to: strikes.length };
  const middle = atm === null ? strikes.length >> 1 : nearestStrike(strikes, atm);
  if (current !== null && current.to - current.from === 2 * each + 1 && current.to <= strikes.length) {
    if (Math.abs(middle - (current.from + each)) <= DRIFT) return current;
  }

  const from = Math.min(Math.max(0, middle - each), strikes.length - (2 * each + 1));
  return { from, to: from + 2 * each + 1 };
}
