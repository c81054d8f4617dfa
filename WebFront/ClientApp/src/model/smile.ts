import type { LiveTable } from "./liveTable";
import { numberOf, strikesOf } from "./profile";

/** Places at which the fitted curve is drawn. */
const CURVE_POINTS = 160;

/** The fitted curve, volatility in percent over an interval of strikes: raw SVI, σ² T = a + b (ρ (k − m) + √((k − m)² + s²)), k = ln(K/F). */
export function fittedCurve(table: LiveTable, domain: readonly [number, number]): (readonly [strike: number, iv: number])[] {
  const [forward, years, a, b, rho, m, sigma] = ["forward", "timeToExpiry", "a", "b", "rho", "m", "sigma"].map((column) => numberOf(table.header, column)) as (number | null)[];
  if (forward == null || years == null || !(years > 0) || a == null || b == null || rho == null || m == null || sigma == null) return [];
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const strike = domain[0] + ((domain[1] - domain[0]) * i) / CURVE_POINTS;
    const away = Math.log(strike / forward) - m;
    const variance = a + b * (rho * away + Math.sqrt(away * away + sigma * sigma));
    return [strike, Math.sqrt(Math.max(0, variance) / years) * 100] as const;
  });
}

/** What a smile's chart shows, volatilities in percent. */
export interface SmileShape {
  readonly strikes: readonly number[];
  /** Points with a say in the fit. */
  readonly market: readonly (readonly [strike: number, iv: number])[];
  /** Points without one. */
  readonly excluded: readonly (readonly [strike: number, iv: number])[];
  readonly quotes: readonly (readonly [strike: number, bid: number, ask: number])[];
  readonly density: readonly (readonly [strike: number, density: number])[];
}

export function smileShape(table: LiveTable): SmileShape {
  const shape = { strikes: strikesOf(table), market: [], excluded: [], quotes: [], density: [] } as {
    strikes: number[];
    market: [number, number][];
    excluded: [number, number][];
    quotes: [number, number, number][];
    density: [number, number][];
  };
  for (const strike of shape.strikes) {
    const row = table.rows.get(String(strike))!;
    const [iv, bid, ask, density] = ["iv", "bidIv", "askIv", "density"].map((column) => numberOf(row, column)) as (number | null)[];
    if (iv != null) (row["excluded"] === "none" ? shape.market : shape.excluded).push([strike, iv * 100]);
    if (bid != null && ask != null) shape.quotes.push([strike, bid * 100, ask * 100]);
    if (density != null) shape.density.push([strike, density]);
  }

  return shape;
}

/** How many expected moves of the underlying a smile is shown to either side. */
const MOVES = 4;

/** The strikes a smile is shown over: those within some expected moves, or all. */
export function smileDomain(table: LiveTable, all: boolean): [number, number] | null {
  const strikes = strikesOf(table);
  if (strikes.length < 2) return null;
  const [low, high] = [strikes[0]!, strikes.at(-1)!];
  const [forward, iv, years] = ["forward", "atmIv", "timeToExpiry"].map((column) => numberOf(table.header, column)) as (number | null)[];
  if (all || forward == null || iv == null || years == null || !(years > 0)) return [low, high];
  const reach = MOVES * iv * Math.sqrt(years);
  const from = Math.max(low, forward * Math.exp(-reach));
  const to = Math.min(high, forward * Math.exp(reach));
  return to > from ? [from, to] : [low, high];
}
