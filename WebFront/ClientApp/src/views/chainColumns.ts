import type { NumberFormat } from "../model/format";
import type { Cell, Row } from "../model/liveTable";

/** A column of one side of the chain table. */
export interface ChainColumn {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** Relative width. */
  readonly width: number;
  /** Shown where room is short. */
  readonly essential: boolean;
  /** Flashes when what it shows changes. */
  readonly flashes?: boolean;
  /** Leg columns besides its own that change how it looks. */
  readonly also?: readonly string[];
  readonly text: (format: NumberFormat, value: number | null, priceDigits: number) => string;
}

/** From the outside to the strike; the put side shows them mirrored, with bid and ask in their usual order. */
export const CHAIN_COLUMNS: readonly ChainColumn[] = [
  {
    name: "oi",
    label: "OI",
    explanation: "Open interest, in units of the underlying",
    width: 62,
    essential: true,
    text: (format, value) => format.compact(value),
  },
  {
    name: "oiChange",
    label: "OI chg",
    explanation: "Change of open interest since the previous day's close, in units of the underlying",
    width: 58,
    essential: true,
    text: (format, value) => format.signedCompact(value),
  },
  {
    name: "volume",
    label: "Volume",
    explanation: "Traded today, in units of the underlying",
    width: 54,
    essential: false,
    text: (format, value) => format.compact(value),
  },
  {
    name: "vega",
    label: "Vega",
    explanation: "Change of the premium for one percentage point of volatility",
    width: 44,
    essential: false,
    text: (format, value) => format.greek(value),
  },
  {
    name: "theta",
    label: "Theta",
    explanation: "Change of the premium over one calendar day",
    width: 51,
    essential: false,
    text: (format, value) => format.greek(value),
  },
  {
    name: "gamma",
    label: "Gamma",
    explanation: "Change of delta for one point of the underlying",
    width: 57,
    essential: false,
    text: (format, value) => format.plain(value, 5),
  },
  {
    name: "delta",
    label: "Delta",
    explanation: "Change of the premium for one point of the underlying",
    width: 44,
    essential: true,
    text: (format, value) => format.plain(value, 2),
  },
  {
    name: "iv",
    label: "IV %",
    explanation: "Implied volatility, per cent a year; dotted where it comes from the last trade because there is no two-sided quote",
    width: 46,
    essential: true,
    also: ["ivStatus", "priceSource"],
    text: (format, value) => format.percent(value, 2),
  },
  {
    name: "bid",
    label: "Bid",
    explanation: "Best price bid",
    width: 58,
    essential: false,
    text: (format, value, digits) => format.grouped(value, digits),
  },
  {
    name: "ask",
    label: "Ask",
    explanation: "Best price asked",
    width: 58,
    essential: false,
    text: (format, value, digits) => format.grouped(value, digits),
  },
  {
    name: "last",
    label: "Last",
    explanation: "Price of the last trade",
    width: 60,
    essential: true,
    flashes: true,
    text: (format, value, digits) => format.grouped(value, digits),
  },
];

export const STRIKE_WIDTH = 84;

/** What of the chain is shown: one side or both, all columns or those that matter most. */
export interface ChainLayout {
  readonly sides: readonly Side[];
  readonly full: boolean;
}

export type Side = "call" | "put";

/** The columns of a side in the order the page shows them, left to right. */
export function columnsOfSide(side: Side, full: boolean): readonly ChainColumn[] {
  const columns = full ? CHAIN_COLUMNS : CHAIN_COLUMNS.filter((column) => column.essential);
  if (side === "call") return columns;
  const mirrored = columns.toReversed();
  const bid = mirrored.findIndex((column) => column.name === "bid");
  const ask = mirrored.findIndex((column) => column.name === "ask");
  if (bid >= 0 && ask >= 0) [mirrored[ask], mirrored[bid]] = [mirrored[bid]!, mirrored[ask]!];
  return mirrored;
}

export function numberIn(row: Row | undefined, column: string): number | null {
  const value: Cell | undefined = row?.[column];
  return typeof value === "number" ? value : null;
}
