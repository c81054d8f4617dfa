const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Delay before the n-th attempt (from 0) to reconnect: doubling from half a second to ten, with jitter so that clients do not return all at once. */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return longest * (0.5 + 0.5 * random());
}
