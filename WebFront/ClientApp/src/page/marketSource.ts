import { type Contract, type ProductSummary, type RestClient, RestError, type WireTable } from "../connection";
import { ClockOffset } from "../model/clockOffset";
import { NO_STATUS, readStatus, type ServerStatus } from "../model/serverStatus";

const POLL_MS = 2_000;
const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

/** Once there is a market the list of products is asked for at every so many polls only. */
const POLLS_PER_LIST = 8;

/** What is asked for from time to time rather than pushed: how the server is, which products there are, and the contract of the one looked at. */
export class MarketSource {
  products: readonly ProductSummary[] | null = null;
  contract: Contract | null = null;
  server: ServerStatus = NO_STATUS;
  unreachable = false;
  readonly offset = new ClockOffset();
  #polls = 0;
  #product: string | null = null;
  #contractAsked: Promise<void> | null = null;

  constructor(
    readonly rest: RestClient,
    /** There is a list of products, maybe another one. */
    readonly onProducts: () => void,
    /** The contract is there, and with it the product's room as it stands. */
    readonly onContract: (product: WireTable) => void,
    readonly onNews: () => void,
  ) {}

  start(): void {
    void this.#poll();
  }

  /** Says whose contract is wanted. */
  follow(product: string | null): void {
    if (product === this.#product) return;
    this.contract = null;
    this.#contractAsked = null;
    this.#product = product;
    this.#askContract()?.catch(() => undefined);
  }

  async #poll(): Promise<void> {
    if (!document.hidden || this.products === null) {
      try {
        const listed = this.#polls++ % POLLS_PER_LIST === 0 || !this.products?.some(({ expiries }) => expiries.length > 0);
        await Promise.all([this.#loadStatus(), listed && this.#loadProducts()]);

        await this.#askContract();
        this.unreachable = false;
      } catch (error) {
        const status = error instanceof RestError ? error.status : 0;
        if (status === UNAUTHORIZED) location.assign("/login");
        this.unreachable = status !== TOO_MANY_REQUESTS;
      }

      this.onNews();
    }

    setTimeout(() => void this.#poll(), POLL_MS);
  }

  async #loadStatus(): Promise<void> {
    const asked = Date.now();
    this.server = readStatus(await this.rest.get("/api/status"));
    if (this.server.now !== null) this.offset.add(this.server.now, asked, Date.now());
  }

  async #loadProducts(): Promise<void> {
    this.products = await this.rest.products();
    this.onProducts();
  }

  /** Asks for the contract where it is not there and not on its way. */
  #askContract(): Promise<void> | null {
    if (this.contract !== null || this.#product === null) return null;
    if (this.#contractAsked === null) {
      const asked = this.#loadContract(this.#product).finally(() => {
        if (this.#contractAsked === asked) this.#contractAsked = null;
      });
      this.#contractAsked = asked;
    }

    return this.#contractAsked;
  }

  async #loadContract(product: string): Promise<void> {
    const { contract, table } = await this.rest.product(product);
    if (this.#product !== product) return;
    this.contract = contract;
    this.onContract(table);
  }
}
