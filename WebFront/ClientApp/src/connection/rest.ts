import type { WireTable } from "../model/liveTable";
import { type Answer, ask, type AskedAlready } from "./askedAlready";

/** A product as `GET /api/products` lists it. */
export interface ProductSummary {
  readonly product: string;
  readonly name: string;
  readonly venue: string;
  readonly currency: string;
  readonly spot: number | null;
  readonly asOf: string | null;
  readonly expiries: readonly string[];
}

/** What of a product's contract the page needs. */
export interface Contract {
  readonly tickSize: number;
  readonly zone: string;
  readonly currency: string;
}

/** A refusal, with the server's own explanation (RFC 9457) where it gave one. */
export class RestError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Asks a server's REST interface. Refusals are thrown as `RestError`. */
export class RestClient {
  /** `asked`: what was asked of this server before. */
  constructor(
    readonly server: string,
    readonly asked: AskedAlready | null = null,
  ) {}

  products(signal?: AbortSignal): Promise<ProductSummary[]> {
    return this.get("/api/products", signal);
  }

  /** The product's room as it stands, and its contract. */
  async product(product: string, signal?: AbortSignal): Promise<{ readonly table: WireTable; readonly contract: Contract }> {
    const { contract, ...table } = await this.get<WireTable & { contract: Contract }>(`/api/products/${encodeURIComponent(product)}`, signal);
    return { table, contract };
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#read<T>(this.asked?.take(path) ?? ask(this.server, path, { headers: { accept: "application/json" }, ...(signal && { signal }) }));
  }

  /** Has the server change something; what it answers, or undefined where it answers nothing. */
  send<T = undefined>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
    const headers = { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) };
    return this.#read<T>(ask(this.server, path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
  }

  async #read<T>(asked: Promise<Answer>): Promise<T> {
    const answer = await asked;
    const { ok, status, text } = answer;
    if (!ok) throw new RestError(problem(answer), status);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}

function problem({ path, status, text }: Answer): string {
  const fallback = `The server answered ${status} to ${path.split("?")[0]}.`;
  try {
    const body = JSON.parse(text) as { title?: string; detail?: string };
    return body.detail ?? body.title ?? fallback;
  } catch {
    return fallback;
  }
}
