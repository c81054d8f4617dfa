import { nearestStrike } from "./strikes";
import type { StrategyLeg } from "./strategy";

/** What a template is laid out on. */
export interface TemplateMarket {
  readonly expiry: string;
  /** For the later leg of a calendar; null where there is none. */
  readonly later: string | null;
  /** Ascending. */
  readonly strikes: readonly number[];
  readonly money: number;
  /** One standard deviation of the underlying until the expiry, in points; null where it is not known. */
  readonly move: number | null;
}

export interface Template {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  legs(market: TemplateMarket): readonly StrategyLeg[];
}

/** The money, or the inner or outer strike above or below it. */
type Place = -2 | -1 | 0 | 1 | 2;

/** How far these are, in standard deviations of the underlying; one strike at least. */
const INNER = 0.5;
const OUTER = 1;

/** In strikes, where the deviation is not known. */
const UNKNOWN_MOVE = 4;

function strikeOf({ strikes, money, move }: TemplateMarket, place: Place): number {
  const middle = nearestStrike(strikes, money);
  const step = strikes.length > 1 ? (strikes.at(-1)! - strikes[0]!) / (strikes.length - 1) : 1;
  const room = place < 0 ? middle : strikes.length - 1 - middle;
  const away = (deviations: number): number => Math.round(((move ?? UNKNOWN_MOVE * step) * deviations) / step);
  const inner = Math.min(Math.max(1, away(INNER)), Math.max(1, room - 1));
  const outer = Math.min(Math.max(inner + 1, away(OUTER)), room);
  const steps = [0, inner, outer][Math.abs(place)]!;
  return strikes[middle + Math.sign(place) * Math.min(steps, room)]!;
}

const option = (kind: "call" | "put", place: Place, lots: number, later = false) => (market: TemplateMarket): StrategyLeg => ({
  expiry: later ? (market.later ?? market.expiry) : market.expiry,
  strike: strikeOf(market, place),
  kind,
  lots,
  entry: null,
});
const future = (lots: number) => (market: TemplateMarket): StrategyLeg => ({ expiry: market.expiry, strike: null, kind: "future", lots, entry: null });
const template = (name: string, label: string, explanation: string, ...legs: readonly ((market: TemplateMarket) => StrategyLeg)[]): Template => ({
  name,
  label,
  explanation,
  legs: (market) => legs.map((leg) => leg(market)),
});

/** The usual strategies, each side by side with what it lives on. */
export const TEMPLATES: readonly Template[] = [
  template("long-straddle", "Long straddle", "Gains from a large move either way", option("call", 0, 1), option("put", 0, 1)),
  template("short-straddle", "Short straddle", "Gains while little moves; loses without limit", option("call", 0, -1), option("put", 0, -1)),
  template("long-strangle", "Long strangle", "Cheaper than the straddle, and needs a larger move", option("put", -1, 1), option("call", 1, 1)),
  template("short-strangle", "Short strangle", "Gains between its strikes; loses without limit", option("put", -1, -1), option("call", 1, -1)),
  template("bull-call-spread", "Bull call spread", "Gains from a rise, paid for", option("call", 0, 1), option("call", 1, -1)),
  template("bear-put-spread", "Bear put spread", "Gains from a fall, paid for", option("put", 0, 1), option("put", -1, -1)),
  template("bull-put-spread", "Bull put spread", "Keeps its premium unless the market falls", option("put", -1, 1), option("put", 0, -1)),
  template("bear-call-spread", "Bear call spread", "Keeps its premium unless the market rises", option("call", 0, -1), option("call", 1, 1)),
  template("iron-condor", "Iron condor", "Keeps its premium between the inner strikes, loss limited by the outer", option("put", -2, 1), option("put", -1, -1), option("call", 1, -1), option("call", 2, 1)),
  template("iron-butterfly", "Iron butterfly", "Keeps its premium near the middle strike, loss limited", option("put", -1, 1), option("put", 0, -1), option("call", 0, -1), option("call", 1, 1)),
  template("butterfly", "Call butterfly", "A small stake on the middle strike", option("call", -1, 1), option("call", 0, -2), option("call", 1, 1)),
  template("calendar", "Call calendar", "Sells the near expiry against a later one", option("call", 0, -1), option("call", 0, 1, true)),
  template("call-ratio", "Call ratio spread", "One bought, two sold higher; loses without limit above", option("call", 0, 1), option("call", 1, -2)),
  template("put-ratio", "Put ratio spread", "One bought, two sold lower; loses far below", option("put", 0, 1), option("put", -1, -2)),
  template("collar", "Collar", "A future with a put below and a call sold above", future(1), option("put", -1, 1), option("call", 1, -1)),
];
