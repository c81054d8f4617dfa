import { type RestClient, RestError } from "../connection";
import { type Rank, rankOf, type RecordedPoint } from "../model/ivRank";
import type { LiveTable } from "../model/liveTable";
import { numberOf } from "../model/profile";

const ASK_EVERY_MS = 600_000;
const RECORDED_AFTER_MS = 10_000;
const REACH_MS = 91 * 86_400_000;
const POINTS = 500;

/** The record of a product's volatility index, asked for now and then. */
export class IndexRecord {
  #points: readonly RecordedPoint[] = [];
  /** Why there is no record, in the server's words; empty when there is. */
  #trouble = "";
  #product: string | null = null;
  #askAt = Infinity;

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  /** Looks for the record of a product, given its index of now: what is published is recorded a little later, and before there is nothing to ask for. */
  follow(product: string | null, index: LiveTable | null, recording: boolean): void {
    const at = performance.now();
    const asOf = index?.header["asOf"];
    if (product !== this.#product) {
      this.#product = product;
      this.#points = [];
      this.#trouble = "";
      this.#askAt = Infinity;
    }

    if (product === null || !recording || typeof asOf !== "string" || numberOf(index?.header, "index") === null) {
      this.#trouble = recording ? "" : "this server keeps no history";
      return;
    }

    this.#trouble = "";
    if (this.#askAt === Infinity) this.#askAt = at + RECORDED_AFTER_MS;
    if (at < this.#askAt) return;
    this.#askAt = at + ASK_EVERY_MS;
    void this.#load(product, new Date(Date.parse(asOf) - REACH_MS).toISOString());
  }

  /** Where the index stands now. */
  rank(index: LiveTable | null): Rank {
    const rank = rankOf(numberOf(index?.header, "index"), this.#points);
    return this.#trouble === "" ? rank : { ...rank, rank: null, reason: this.#trouble };
  }

  async #load(product: string, from: string): Promise<void> {
    let points: readonly RecordedPoint[] = [];
    let trouble = "";
    try {
      points = (await this.rest.get<{ points: RecordedPoint[] }>(`/api/history/${encodeURIComponent(product)}/metrics?metric=volatilityIndex&from=${from}&points=${POINTS}`)).points;
    } catch (error) {
      trouble = error instanceof RestError ? error.message : "the server cannot be reached";
    }

    if (this.#product !== product) return;
    this.#points = points;
    this.#trouble = trouble;
    this.onNews();
  }
}
