/** A bar of the underlying; its time is its beginning, in milliseconds since 1970. */
export interface Bar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Bars with one more price in them: in the last, or in one of its own. */
export function withPrice(bars: readonly Bar[], width: number, time: number, price: number): readonly Bar[] {
  const start = Math.floor(time / width) * width;
  const last = bars.at(-1);
  if (last !== undefined && last.time > start) return bars;
  if (last === undefined || last.time < start) return [...bars, { time: start, open: price, high: price, low: price, close: price }];
  if (last.close === price) return bars;
  return [...bars.slice(0, -1), { ...last, high: Math.max(last.high, price), low: Math.min(last.low, price), close: price }];
}

/** One bar out of those within it; null when there are none. */
export function together(bars: readonly Bar[], time: number): Bar | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { time, open: first.open, high: Math.max(...bars.map(({ high }) => high)), low: Math.min(...bars.map(({ low }) => low)), close: last.close };
}
