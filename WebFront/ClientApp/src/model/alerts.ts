import type { NumberFormat } from "./format";
import type { LiveTable, Row } from "./liveTable";
import { expiryDate } from "./time";

/** One cell of a live table: what an alert watches. Without the key of a row it is one of the header. */
export interface AlertMetric {
  readonly room: string;
  readonly column: string;
  readonly strike?: number | null;
  readonly right?: "call" | "put" | null;
  readonly expiry?: string | null;
}

export type ConditionType = "crosses" | "above" | "below" | "change" | "spike" | "rank";
export type ConditionNumber = "level" | "percent" | "times" | "forSeconds" | "withinSeconds";

export interface AlertCondition extends Partial<Readonly<Record<ConditionNumber, number | null>>> {
  readonly type: ConditionType;
  readonly direction?: "up" | "down" | "either" | null;
}

/** A rule as the server holds it, with what became of it. */
export interface AlertRule {
  readonly id: number;
  readonly version: number;
  readonly state: "armed" | "off" | "done" | "expired";
  readonly metric: AlertMetric;
  readonly condition: AlertCondition;
  readonly cooldownSeconds: number;
  readonly repeat: boolean;
  readonly enabled: boolean;
  readonly expires: string | null;
  readonly note: string;
  readonly webhook: string | null;
  readonly fired: number;
  readonly lastFired: string | null;
  readonly value: number | null;
}

/** One firing. */
export interface AlertFired {
  readonly number: number;
  readonly alert: number;
  readonly note: string;
  readonly metric: AlertMetric;
  readonly condition: AlertCondition;
  readonly at: string;
  readonly value: number;
}

/** The kinds of condition with the numbers each needs. */
export const CONDITIONS: readonly { readonly type: ConditionType; readonly label: string; readonly explanation: string; readonly needs: readonly ConditionNumber[]; readonly directed: boolean }[] = [
  { type: "crosses", label: "crosses a level", explanation: "comes to the level, or past it, from the other side", needs: ["level"], directed: true },
  { type: "above", label: "is above a level", explanation: "has been above it without a break for so long", needs: ["level", "forSeconds"], directed: false },
  { type: "below", label: "is below a level", explanation: "has been below it without a break for so long", needs: ["level", "forSeconds"], directed: false },
  { type: "change", label: "changes by per cent", explanation: "has moved so far from its extreme within the time", needs: ["percent", "withinSeconds"], directed: true },
  { type: "spike", label: "takes an unusual step", explanation: "one step so many times as large as its mean step within the time", needs: ["times", "withinSeconds"], directed: true },
  { type: "rank", label: "crosses a rank of its range", explanation: "its place in the range of the time, 0 lowest to 100 highest, crosses the level", needs: ["level", "withinSeconds"], directed: true },
];

const LABELS: Readonly<Record<string, string>> = {
  iv: "IV", atmIv: "ATM IV", oi: "OI", oiChange: "OI change", pcrOi: "PCR by OI", pcrVolume: "PCR by volume", callOi: "call OI", putOi: "put OI", index: "volatility index", ivRank: "IV rank", ivPercentile: "IV percentile", flip: "gamma flip", gamma: "gamma", asOf: "time of data",
};

/** Columns that are fractions and read as per cent. */
const FRACTIONS = new Set(["iv", "atmIv", "ivRank", "ivPercentile", "bidIv", "askIv", "fittedIv", "riskReversal25", "butterfly25"]);

export function isFraction(column: string): boolean {
  return FRACTIONS.has(column);
}

export function columnWords(column: string): string {
  return LABELS[column] ?? column.replace(/([a-z])([A-Z0-9])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** What is watched, as a trader says it: "NIFTY 25 Aug 24200 call IV". */
export function metricWords({ room, column, strike, right, expiry }: AlertMetric): string {
  const [kind, product, date] = room.split(":");
  const of = expiry ?? date;
  const parts = [product, of === undefined ? null : expiryDate(of, of.slice(0, 4)), strike ?? null, right ?? null, kind === "exposures" || kind === "smile" || kind === "surface" ? kind : null, columnWords(column)];
  return parts.filter((part) => part !== null).join(" ");
}

export function valueWords(column: string, value: number | null, format: NumberFormat): string {
  if (isFraction(column)) return `${format.percent(value, 2)}${value === null ? "" : " %"}`;
  return value !== null && Math.abs(value) >= 1e6 ? format.compact(value) : format.grouped(value, value === null || Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 4 : 2);
}

/** When it fires, in words. */
export function conditionWords({ type, direction, level, percent, times, forSeconds, withinSeconds }: AlertCondition, column: string, format: NumberFormat): string {
  const way = direction === "up" ? " upwards" : direction === "down" ? " downwards" : "";
  const within = ` within ${secondsWords(withinSeconds ?? 0)}`;
  const at = type === "rank" ? format.plain(level, 0) : valueWords(column, level ?? null, format);
  switch (type) {
    case "crosses":
      return `crosses ${at}${way}`;
    case "above":
    case "below":
      return `is ${type} ${at}${(forSeconds ?? 0) > 0 ? ` for ${secondsWords(forSeconds!)}` : ""}`;
    case "change":
      return `changes by ${format.plain(percent, 2)} %${way}${within}`;
    case "spike":
      return `steps ${format.plain(times, 1)} times its mean step${way}${within}`;
    case "rank":
      return `crosses rank ${at}${way}${within}`;
  }
}

export function secondsWords(seconds: number): string {
  if (seconds >= 86_400 && seconds % 3_600 === 0) return `${seconds / 86_400} d`;
  if (seconds >= 3_600 && seconds % 360 === 0) return `${seconds / 3_600} h`;
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** The row of a table that a metric is in; undefined while it is not there. */
export function rowOfMetric(table: LiveTable, { strike, right, expiry }: AlertMetric): Row | undefined {
  if (expiry != null) return table.rows.get(expiry);
  if (strike == null) return table.header;
  return table.rows.get(right == null ? String(strike) : `${strike}:${right}`);
}
