import type { LegBefore } from "./legFigures";
import { priceOf } from "./legFigures";
import type { LiveTable } from "./liveTable";
import { numberOf } from "./profile";

/** What the legs of a chain were when this page first saw them, to tell what has happened since. */
export class Baseline {
  readonly #legs = new Map<string, LegBefore>();
  /** Market time of the first copy seen. */
  readonly since: unknown;

  constructor(table: LiveTable) {
    this.since = table.header["asOf"];
    for (const key of table.rows.keys()) this.of(key, table);
  }

  /** The leg at the beginning; one that comes later begins then. */
  of(key: string, table: LiveTable): LegBefore {
    let before = this.#legs.get(key);
    // What was not known at first counts from when it is.
    if (before === undefined || before.price === null || before.oi === null) {
      const leg = table.rows.get(key);
      before = { price: before?.price ?? priceOf(leg), oi: before?.oi ?? numberOf(leg, "oi") };
      this.#legs.set(key, before);
    }

    return before;
  }
}
