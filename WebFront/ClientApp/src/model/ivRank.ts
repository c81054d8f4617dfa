/** A record shorter than this says nothing of what is high or low. */
const LEAST_DAYS = 5;
const DAY_MS = 86_400_000;

/** A point of a recorded metric. */
export interface RecordedPoint {
  readonly time: string;
  readonly value: number | null;
}

/** Where a value stands in its record. */
export interface Rank {
  /** (now − least)/(greatest − least); beyond 0…1 at a new extreme. Null without enough of a record. */
  readonly rank: number | null;
  readonly days: number;
  /** Why there is none; empty when there is. */
  readonly reason: string;
}

/** The rank of a value within its record, as `HistoryRank` defines it. */
export function rankOf(now: number | null, record: readonly RecordedPoint[]): Rank {
  const values = record.flatMap(({ value }) => (value === null ? [] : [value]));
  const days = record.length < 2 ? 0 : (Date.parse(record.at(-1)!.time) - Date.parse(record[0]!.time)) / DAY_MS;
  if (now === null) return { rank: null, days, reason: "there is no volatility index now" };
  if (days < LEAST_DAYS) return { rank: null, days, reason: `the volatility index is on record for ${days < 1 ? "less than a day" : `${Math.floor(days)} days`}; a rank needs ${LEAST_DAYS}` };
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  return greatest > least ? { rank: (now - least) / (greatest - least), days, reason: "" } : { rank: null, days, reason: "the volatility index never moved on record" };
}
