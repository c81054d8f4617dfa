import { legKey, type LiveTable, type Row } from "./liveTable";
import { strikeWindow } from "./strikes";

/** A number in a row's column; null where there is none. */
export function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}

/** The strikes of a table with a row per strike or per leg, ascending. */
export function strikesOf(table: LiveTable): number[] {
  const strikes = new Set<number>();
  for (const row of table.rows.values()) if (typeof row["strike"] === "number") strikes.add(row["strike"]);
  return [...strikes].sort((a, b) => a - b);
}

/** The strikes shown around the money; all of them when `each` is 0. */
export function strikesAround(strikes: readonly number[], money: number | null, each: number): readonly number[] {
  const { from, to } = strikeWindow(strikes, money, each === 0 ? Infinity : each, null);
  return strikes.slice(from, to);
}

/** Open interest at a strike, in units of the underlying. */
export interface StrikeInterest {
  readonly strike: number;
  readonly callOi: number | null;
  readonly putOi: number | null;
  readonly callChange: number | null;
  readonly putChange: number | null;
}

export function interestAt(chain: LiveTable, strike: number): StrikeInterest {
  const call = chain.rows.get(legKey(strike, "call"));
  const put = chain.rows.get(legKey(strike, "put"));
  return {
    strike,
    callOi: numberOf(call, "oi"),
    putOi: numberOf(put, "oi"),
    callChange: numberOf(call, "oiChange"),
    putChange: numberOf(put, "oiChange"),
  };
}

/** What writers would pay at a settlement: calls below it and puts above it, each for all its units. */
export function painAt(profile: readonly StrikeInterest[], settlement: number): number {
  return profile.reduce((sum, { strike, callOi, putOi }) => sum + (callOi ?? 0) * Math.max(0, settlement - strike) + (putOi ?? 0) * Math.max(0, strike - settlement), 0);
}

/** The strike that holds the most; the lowest on a tie, null when none holds anything. */
export function strikeOfMost(profile: readonly StrikeInterest[], what: "callOi" | "putOi"): number | null {
  let best: StrikeInterest | null = null;
  for (const each of profile) if ((each[what] ?? 0) > (best?.[what] ?? 0)) best = each;
  return best?.strike ?? null;
}

/** One standard deviation of the underlying until the expiry, F·σ·√T, in points; null where a part of it is missing. */
export function expectedMove(forward: number | null, atmIv: number | null, years: number | null): number | null {
  if (forward === null || atmIv === null || years === null || !(years > 0)) return null;
  return forward * atmIv * Math.sqrt(years);
}

/** Least width of a strike to the next: what bars share. */
export function strikeStep(strikes: readonly number[]): number {
  let step = Infinity;
  for (let i = 1; i < strikes.length; i++) step = Math.min(step, strikes[i]! - strikes[i - 1]!);
  return Number.isFinite(step) ? step : 1;
}
