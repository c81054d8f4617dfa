import { type RestClient, RestError } from "../connection";
import { type IvRank, noRank } from "../model/ivRank";
import type { LiveTable } from "../model/liveTable";
import { numberOf } from "../model/profile";

/** Its closes change once a day, the index itself all the time but little. */
const ASK_EVERY_MS = 30_000;
const NOT_ASKED = noRank("there is no volatility index now");

/** The rank of a product's volatility index, asked of the server now and then. */
export class IndexRank {
  #rank = NOT_ASKED;
  #product: string | null = null;
  #askAt = 0;

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  /** The rank of a product's index, which is asked for once there is one. */
  of(product: string | null, index: LiveTable | null, recording: boolean): IvRank {
    if (product !== this.#product) {
      this.#product = product;
      this.#rank = NOT_ASKED;
      this.#askAt = 0;
    }

    if (!recording) return noRank("this server keeps no history");
    if (product === null || numberOf(index?.header, "index") === null) return NOT_ASKED;
    if (performance.now() >= this.#askAt) void this.#load(product);
    return this.#rank;
  }

  async #load(product: string): Promise<void> {
    this.#askAt = performance.now() + ASK_EVERY_MS;
    const rank = await this.rest
      .get<IvRank>(`/api/history/${encodeURIComponent(product)}/iv-rank`)
      .catch((error: unknown) => noRank(error instanceof RestError ? error.message : "the server cannot be reached"));
    if (this.#product !== product) return;
    this.#rank = rank;
    this.onNews();
  }
}
