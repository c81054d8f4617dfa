import { type LegBefore, priceOf } from "./legFigures";
import { legKey, type LiveTable, type Row } from "./liveTable";
import { numberOf } from "./profile";

/** What the legs of a chain were when the day began, as recorded, or, where that is not known, when this page first saw them: to tell what has happened since. */
export class Baseline {
  readonly #seen = new Map<string, LegBefore>();
  readonly #opening = new Map<string, LegBefore>();
  readonly #since: unknown;
  #openedAt: unknown;

  constructor(table: LiveTable) {
    this.#since = table.header["asOf"];
    for (const key of table.rows.keys()) this.of(key, table);
  }

  /** Takes over the day's first record. */
  open(time: string, legs: readonly Row[]): void {
    this.#openedAt = time;
    for (const leg of legs) {
      const before = { price: priceOf(leg), oi: numberOf(leg, "oi") };
      if (before.price !== null && before.oi !== null) this.#opening.set(legKey(leg["strike"] as number, leg["right"] as "call" | "put"), before);
    }
  }

  /** Market time from which a leg, or without one the chain, is compared, and whether that is the day's first record. */
  since(key?: string): { readonly time: unknown; readonly ofDay: boolean } {
    const ofDay = key === undefined ? this.#opening.size > 0 : this.#opening.has(key);
    return { time: ofDay ? this.#openedAt : this.#since, ofDay };
  }

  /** The leg at the beginning; one that comes later begins then. */
  of(key: string, table: LiveTable): LegBefore {
    const opening = this.#opening.get(key);
    if (opening !== undefined) return opening;
    let before = this.#seen.get(key);
    // What was not known at first counts from when it is.
    if (before === undefined || before.price === null || before.oi === null) {
      const leg = table.rows.get(key);
      before = { price: before?.price ?? priceOf(leg), oi: before?.oi ?? numberOf(leg, "oi") };
      this.#seen.set(key, before);
    }

    return before;
  }
}
