const STEPS = [5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400].map((seconds) => seconds * 1000);

/** Round instants over an interval, at most so many; on the hour where hours apart, by UTC moved by `offset`. */
export function timeTicks(from: number, to: number, count: number, offset = 0): number[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= count) ?? STEPS.at(-1)!;
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) ticks.push(at);
  return ticks;
}
