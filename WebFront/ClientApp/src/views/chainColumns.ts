import type { NumberFormat } from "../model/format";
import { BUILD_UPS, buildUp, type LegFacts, moneyness, probabilityInTheMoney, spread, timeValue } from "../model/legFigures";
import type { Cell, Row } from "../model/liveTable";

/** A column of one side of the chain table. */
export interface ChainColumn {
  readonly name: string;
  readonly label: string;
  readonly group: ColumnGroup;
  readonly explanation: string;
  /** Where `docs/analytics.md` has its formula. */
  readonly section?: string;
  /** Width in pixels, taken as a share where there is more room. */
  readonly width: number;
  /** Flashes when what it shows changes. */
  readonly flashes?: boolean;
  /** A bar behind or under the number, on a scale of its own. */
  readonly bar?: "behind" | "under";
  /** Needs the Greeks of higher order. */
  readonly fullGreeks?: boolean;
  /** The leg's columns it is taken from, where that is not the one of its name. */
  readonly from?: readonly string[];
  /** Columns of the chain's header it is taken from. */
  readonly header?: readonly string[];
  readonly value?: (facts: LegFacts) => number | null;
  readonly text: (format: NumberFormat, value: number | null, priceDigits: number) => string;
  /** The value with all its digits and its unit. */
  readonly exact: (format: NumberFormat, value: number) => string;
}

export type ColumnGroup = "Open interest" | "Market" | "Volatility" | "Greeks" | "Higher order";

export type Side = "call" | "put";

const compact = (format: NumberFormat, value: number | null): string => format.compact(value);
const signedCompact = (format: NumberFormat, value: number | null): string => format.signedCompact(value);
const price = (format: NumberFormat, value: number | null, digits: number): string => format.grouped(value, digits);
const greek = (format: NumberFormat, value: number | null): string => format.greek(value);
const small = (format: NumberFormat, value: number | null): string => format.small(value);
const unit = (digits: number, per: string) => (format: NumberFormat, value: number): string => `${format.plain(value, digits)} ${per}`;
const smallUnit = (per: string) => (format: NumberFormat, value: number): string => `${format.small(value, 5)} ${per}`;

function higher(name: string, label: string, explanation: string, per: string): ChainColumn {
  return { name, label, group: "Higher order", explanation: `${explanation}, ${per}`, section: "greeks", width: 60, fullGreeks: true, text: small, exact: smallUnit(per) };
}

/** Every column there is, in the order in which they are offered. */
export const CHAIN_COLUMNS: readonly ChainColumn[] = [
  { name: "oi", label: "OI", group: "Open interest", explanation: "Open interest, in units of the underlying", section: "chain-statistics", width: 62, bar: "behind", text: compact, exact: (format, value) => `${format.grouped(value, 0)} units` },
  { name: "oiChange", label: "OI chg", group: "Open interest", explanation: "Change of open interest since the previous day's close, in units of the underlying", section: "chain-statistics", width: 58, bar: "under", text: signedCompact, exact: (format, value) => `${format.signed(value, 0)} units` },
  { name: "buildUp", label: "Build-up", group: "Open interest", explanation: "Who comes and who leaves since the day's first record, or, where there is none, since this page opened the chain: LB long build-up, SB short build-up, LU long unwinding, SC short covering", section: "chain-statistics", width: 58, from: ["bid", "ask", "last", "oi"], value: buildUp, text: (format, value) => (value === null ? format.plain(null, 0) : BUILD_UPS[value]!.short), exact: (_, value) => `${BUILD_UPS[value]!.label}: ${BUILD_UPS[value]!.meaning}` },
  { name: "volume", label: "Volume", group: "Market", explanation: "Traded today, in units of the underlying", width: 54, text: compact, exact: (format, value) => `${format.grouped(value, 0)} units` },
  { name: "bid", label: "Bid", group: "Market", explanation: "Best price bid", width: 58, text: price, exact: (format, value) => format.grouped(value, 2) },
  { name: "ask", label: "Ask", group: "Market", explanation: "Best price asked", width: 58, text: price, exact: (format, value) => format.grouped(value, 2) },
  { name: "last", label: "Last", group: "Market", explanation: "Price of the last trade", width: 60, flashes: true, text: price, exact: (format, value) => format.grouped(value, 2) },
  { name: "spread", label: "Spread %", group: "Market", explanation: "Ask less bid, as a share of their mid", width: 54, from: ["bid", "ask"], value: spread, text: (format, value) => format.percent(value, 1), exact: (format, value) => `${format.percent(value, 3)} % of the mid` },
  { name: "timeValue", label: "Time val.", group: "Market", explanation: "Mid (or last price) less discounted intrinsic value", section: "models", width: 56, from: ["bid", "ask", "last"], header: ["forward", "discountFactor"], value: timeValue, text: price, exact: (format, value) => format.grouped(value, 2) },
  { name: "moneyness", label: "K/F %", group: "Market", explanation: "Moneyness: how far the strike lies from the forward, K/F − 1; above nought calls are out of the money, below puts", width: 50, from: [], header: ["forward"], value: moneyness, text: (format, value) => format.signed(value === null ? null : value * 100, 2), exact: (format, value) => `${format.signed(value * 100, 3)} % of the forward` },
  { name: "iv", label: "IV %", group: "Volatility", explanation: "Implied volatility, per cent a year; dotted where it comes from the last trade because there is no two-sided quote", section: "models", width: 46, from: ["iv", "ivStatus", "priceSource"], text: (format, value) => format.percent(value, 2), exact: (format, value) => `${format.percent(value, 4)} % a year` },
  { name: "probability", label: "P(ITM) %", group: "Volatility", explanation: "Risk-neutral probability of ending in the money at the leg's own volatility: Φ(d₂) for calls, Φ(−d₂) for puts", section: "greeks", width: 56, fullGreeks: true, from: ["dualDelta"], header: ["discountFactor"], value: probabilityInTheMoney, text: (format, value) => format.percent(value, 1), exact: (format, value) => `${format.percent(value, 3)} %` },
  { name: "delta", label: "Delta", group: "Greeks", explanation: "Change of the premium for one point of the underlying", section: "greeks", width: 44, text: (format, value) => format.plain(value, 2), exact: unit(4, "per point") },
  { name: "gamma", label: "Gamma", group: "Greeks", explanation: "Change of delta for one point of the underlying", section: "greeks", width: 57, text: (format, value) => format.plain(value, 5), exact: unit(7, "per point") },
  { name: "theta", label: "Theta", group: "Greeks", explanation: "Change of the premium over one calendar day", section: "greeks", width: 51, text: greek, exact: unit(3, "per calendar day") },
  { name: "vega", label: "Vega", group: "Greeks", explanation: "Change of the premium for one percentage point of volatility", section: "greeks", width: 44, text: greek, exact: unit(3, "per percentage point") },
  { name: "rho", label: "Rho", group: "Greeks", explanation: "Change of the premium for one percentage point of the interest rate", section: "greeks", width: 48, text: (format, value) => format.plain(value, 3), exact: unit(4, "per percentage point") },
  higher("vanna", "Vanna", "Change of delta with volatility", "per percentage point"),
  higher("charm", "Charm", "Change of delta as time passes", "per calendar day"),
  higher("volga", "Volga", "Change of vega with volatility", "per percentage point squared"),
  higher("veta", "Veta", "Change of vega as time passes", "per calendar day"),
  higher("speed", "Speed", "Change of gamma with the underlying", "per point"),
  higher("zomma", "Zomma", "Change of gamma with volatility", "per percentage point"),
  higher("color", "Color", "Change of gamma as time passes", "per calendar day"),
  higher("ultima", "Ultima", "Change of volga with volatility", "per percentage point cubed"),
  higher("dualDelta", "Dual delta", "Change of the premium with the strike", "per point of the strike"),
  higher("dualGamma", "Dual gamma", "Change of dual delta with the strike: the discounted density there", "per point of the strike"),
];

const BY_NAME = new Map(CHAIN_COLUMNS.map((column) => [column.name, column]));

/** Columns chosen at once, from the outside to the strike. */
export const COLUMN_SETS = {
  essential: ["oi", "oiChange", "delta", "iv", "last"],
  trading: ["oi", "oiChange", "volume", "vega", "theta", "gamma", "delta", "iv", "bid", "ask", "last"],
  positioning: ["oi", "oiChange", "buildUp", "volume", "probability", "delta", "iv", "last"],
  greeks: ["charm", "vanna", "volga", "rho", "vega", "theta", "gamma", "delta", "iv", "bid", "ask"],
} as const;

export const STRIKE_WIDTH = 84;

/** The columns a text names, in its order; without one those that fit the screen. */
export function chosenColumns(names: string, wide: boolean): readonly ChainColumn[] {
  const named = names.split(",").flatMap((name) => BY_NAME.get(name) ?? []);
  const columns = named.length > 0 ? named : COLUMN_SETS[wide ? "trading" : "essential"].map((name) => BY_NAME.get(name)!);
  return [...new Set(columns)];
}

export function columnNamed(name: string): ChainColumn {
  return BY_NAME.get(name)!;
}

/** What of the chain is shown. */
export interface ChainLayout {
  readonly sides: readonly Side[];
  /** From the outside to the strike. */
  readonly columns: readonly ChainColumn[];
}

/** The columns of a side in the order the page shows them, left to right: the put side mirrored, with bid and ask in their usual order. */
export function columnsOfSide(side: Side, columns: readonly ChainColumn[]): readonly ChainColumn[] {
  if (side === "call") return columns;
  const mirrored = columns.toReversed();
  const bid = mirrored.findIndex((column) => column.name === "bid");
  const ask = mirrored.findIndex((column) => column.name === "ask");
  if (bid >= 0 && ask >= 0 && bid === ask + 1) [mirrored[ask], mirrored[bid]] = [mirrored[bid]!, mirrored[ask]!];
  return mirrored;
}

/** The leg's columns that change what a column shows. */
export function sourcesOf(column: ChainColumn): readonly string[] {
  return column.from ?? [column.name];
}

export function valueOf(column: ChainColumn, facts: LegFacts): number | null {
  return column.value === undefined ? numberIn(facts.leg, column.name) : column.value(facts);
}

export function numberIn(row: Row | undefined, column: string): number | null {
  const value: Cell | undefined = row?.[column];
  return typeof value === "number" ? value : null;
}
