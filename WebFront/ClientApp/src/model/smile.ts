import type { LiveTable, Row } from "./liveTable";
import { numberOf, strikesOf } from "./profile";

/** Places at which the fitted curve is drawn. */
const CURVE_POINTS = 160;

/** A fitted slice at a strike. */
export interface SlicePoint {
  readonly strike: number;
  /** Volatility in percent a year. */
  readonly iv: number;
  /** Risk-neutral density of the underlying, per point of price. */
  readonly density: number;
}

/** A fitted slice: raw SVI, w = σ² T = a + b (ρ (k − m) + √((k − m)² + s²)) with k = ln(K/F). (Gatheral and Jacquier 2014, section 3.) */
export interface Slice {
  readonly forward: number;
  readonly years: number;
  readonly a: number;
  readonly b: number;
  readonly rho: number;
  readonly m: number;
  readonly sigma: number;
}

/** The slice that the header of a smile or a row of a surface holds; null where there is none. */
export function sliceOf(row: Row | undefined): Slice | null {
  const [forward, years, a, b, rho, m, sigma] = ["forward", "timeToExpiry", "a", "b", "rho", "m", "sigma"].map((column) => numberOf(row, column)) as (number | null)[];
  if (forward == null || years == null || !(years > 0) || a == null || b == null || rho == null || m == null || sigma == null) return null;
  return { forward, years, a, b, rho, m, sigma };
}

export function totalVariance({ a, b, rho, m, sigma }: Slice, k: number): number {
  return a + b * (rho * (k - m) + Math.hypot(k - m, sigma));
}

/** The fitted curve over an interval of strikes, and the density it implies, g(k) φ(d₂) / (K √w) with Durrleman's g. (Section 2 there.) */
export function fittedCurve(slice: Slice | null, domain: readonly [number, number]): SlicePoint[] {
  if (slice === null) return [];
  const { forward, years, b, rho, m, sigma } = slice;
  const points: SlicePoint[] = [];
  for (let i = 0; i <= CURVE_POINTS; i++) {
    const strike = domain[0] + ((domain[1] - domain[0]) * i) / CURVE_POINTS;
    const k = Math.log(strike / forward);
    const w = totalVariance(slice, k);
    if (!(w > 0)) continue;
    const root = Math.hypot(k - m, sigma);
    const slope = b * (rho + (k - m) / root);
    const curvature = (b * sigma * sigma) / root ** 3;
    const g = (1 - (k * slope) / (2 * w)) ** 2 - (slope * slope * (1 / w + 0.25)) / 4 + curvature / 2;
    const d2 = -k / Math.sqrt(w) - Math.sqrt(w) / 2;
    points.push({ strike, iv: Math.sqrt(w / years) * 100, density: (g * Math.exp((-d2 * d2) / 2)) / (strike * Math.sqrt(2 * Math.PI * w)) });
  }

  return points;
}

/** What a smile's chart shows, volatilities in percent. */
export interface SmileShape {
  readonly strikes: readonly number[];
  /** Points with a say in the fit. */
  readonly market: readonly (readonly [strike: number, iv: number])[];
  /** Points without one. */
  readonly excluded: readonly (readonly [strike: number, iv: number])[];
  readonly quotes: readonly (readonly [strike: number, bid: number, ask: number])[];
}

export function smileShape(table: LiveTable): SmileShape {
  const shape = { strikes: strikesOf(table), market: [], excluded: [], quotes: [] } as {
    strikes: number[];
    market: [number, number][];
    excluded: [number, number][];
    quotes: [number, number, number][];
  };
  for (const strike of shape.strikes) {
    const row = table.rows.get(String(strike))!;
    const [iv, bid, ask] = ["iv", "bidIv", "askIv"].map((column) => numberOf(row, column)) as (number | null)[];
    if (iv != null) (row["excluded"] === "none" ? shape.market : shape.excluded).push([strike, iv * 100]);
    if (bid != null && ask != null) shape.quotes.push([strike, bid * 100, ask * 100]);
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
