/** A leg of a strategy. */
export interface StrategyLeg {
  /** The underlying has none. */
  readonly expiry: string | null;
  /** Options only. */
  readonly strike: number | null;
  readonly kind: "call" | "put" | "future" | "underlying";
  /** Contracts, below nought when sold. */
  readonly lots: number;
  /** Paid or received for one unit; null while it is the market's. */
  readonly entry: number | null;
}

const LEG = /^(?:(\d{4}-\d{2}-\d{2}):)?(?:(\d+(?:\.\d+)?):)?(call|put|future|underlying):(-?\d+)(?::(-?\d+(?:\.\d+)?))?$/;

/** Legs as an address holds them: `2026-08-25:24200:call:1:181.4,2026-08-25:future:-1`. What is no leg is left out. */
export function parseLegs(text: string | undefined): StrategyLeg[] {
  return (text ?? "").split(",").flatMap((part) => {
    const match = LEG.exec(part);
    if (match === null) return [];
    const [, expiry, strike, kind, lots, entry] = match;
    const option = kind === "call" || kind === "put";
    if (Number(lots) === 0 || option !== (strike !== undefined) || (kind === "underlying") === (expiry !== undefined)) return [];
    return [{ expiry: expiry ?? null, strike: strike === undefined ? null : Number(strike), kind: kind as StrategyLeg["kind"], lots: Number(lots), entry: entry === undefined ? null : Number(entry) }];
  });
}

export function formatLegs(legs: readonly StrategyLeg[]): string {
  return legs.map(({ expiry, strike, kind, lots, entry }) => [expiry, strike, kind, lots, entry].filter((part) => part !== null).join(":")).join(",");
}

/** With a leg more: one of the same contract takes it in, at the mean price; none is left where both cancel. */
export function withLeg(legs: readonly StrategyLeg[], leg: StrategyLeg): StrategyLeg[] {
  const at = legs.findIndex((each) => each.expiry === leg.expiry && each.strike === leg.strike && each.kind === leg.kind);
  const there = legs[at];
  if (there === undefined) return [...legs, leg];
  const lots = there.lots + leg.lots;
  const added = Math.sign(there.lots) === Math.sign(leg.lots);
  const entry = !added ? there.entry : there.entry === null || leg.entry === null ? null : (there.entry * there.lots + leg.entry * leg.lots) / lots;
  const merged = { ...there, lots, entry: entry === null ? null : Number(entry.toFixed(6)) };
  return legs.flatMap((each, i) => (i !== at ? [each] : lots === 0 ? [] : [merged]));
}

/** The legs as `POST /api/positions/analyse` takes them. */
export function requestOf(legs: readonly StrategyLeg[]): readonly unknown[] {
  return legs.map(({ expiry, strike, kind, lots, entry }) => ({
    kind: strike === null ? kind : "leg",
    lots,
    ...(expiry !== null && { expiry }),
    ...(strike !== null && { strike, right: kind }),
    ...(entry !== null && { entryPrice: entry }),
  }));
}
