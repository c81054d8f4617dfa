import { priceOf } from "./legFigures";
import type { LiveTable } from "./liveTable";
import { numberOf } from "./profile";

/** Samples kept: a trading day at one every few seconds. When there are more every second one goes. */
const CAPACITY = 4_096;
const FIRST_SPACING_MS = 1_000;

export interface LegSample {
  /** Market time, milliseconds since 1970. */
  readonly time: number;
  readonly price: number | null;
  /** Volatility as a fraction a year. */
  readonly iv: number | null;
  readonly oi: number | null;
}

/** A leg's price, volatility and open interest over market time, as far as this page has seen them: bounded, with an even spacing that doubles as the day goes on. */
export class LegTrail {
  /** Its beginning comes from the record. */
  recorded = false;
  #samples: LegSample[] = [];
  #spacing = FIRST_SPACING_MS;

  constructor(readonly key: string) {}

  get samples(): readonly LegSample[] {
    return this.#samples;
  }

  /** Puts what was recorded of it before what this page has seen. */
  begin(samples: readonly LegSample[]): void {
    const first = this.#samples[0]?.time ?? Infinity;
    const before = samples.filter(({ time }) => time < first);
    this.recorded = before.length > 0;
    this.#samples = [...before, ...this.#samples];
  }

  /** Takes in the leg as the table has it; true when that made a new sample. A market that is set back takes what came after with it. */
  add(table: LiveTable): boolean {
    const asOf = table.header["asOf"];
    const time = typeof asOf === "string" ? Date.parse(asOf) : NaN;
    const leg = table.rows.get(this.key);
    if (time < (this.#samples.at(-1)?.time ?? -Infinity)) this.#samples = this.#samples.filter((sample) => sample.time <= time);
    const last = this.#samples.at(-1);
    if (leg === undefined || Number.isNaN(time) || (last !== undefined && time - last.time < this.#spacing)) return false;
    this.#samples.push({ time, price: priceOf(leg), iv: numberOf(leg, "iv"), oi: numberOf(leg, "oi") });
    if (this.#samples.length > CAPACITY) {
      this.#samples = this.#samples.filter((_, i) => i % 2 === 0);
      this.#spacing *= 2;
    }

    return true;
  }
}
