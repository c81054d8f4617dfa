import type { RestClient } from "../connection";

/** A recorded value, as milliseconds since 1970 and the value. */
export type MetricPoint = readonly [time: number, value: number];

const POINTS = 400;
const FRESH_MS = 20_000;
const DAY_MS = 86_400_000;

/** Metrics over the day as recorded, asked for anew every so often while they are looked at. */
export class MetricSeries {
  readonly #points = new Map<string, readonly MetricPoint[]>();
  #about = "";
  #askedAt = -Infinity;
  /** Why there is nothing; empty when there is, or may be soon. */
  trouble = "";

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  points(metric: string): readonly MetricPoint[] {
    return this.#points.get(metric) ?? [];
  }

  /** From now on these of a chain, or without expiry of a product, are wanted. */
  want(product: string, expiry: string | null, metrics: readonly string[]): void {
    const about = JSON.stringify([product, expiry, metrics]);
    if (about === this.#about && performance.now() - this.#askedAt < FRESH_MS) return;
    if (about !== this.#about) this.#points.clear();
    this.#about = about;
    this.#askedAt = performance.now();
    void this.#load(about, product, expiry, metrics).then(() => (this.trouble = ""), (error: Error) => (this.trouble = error.message)).then(() => about === this.#about && this.onNews());
  }

  async #load(about: string, product: string, expiry: string | null, metrics: readonly string[]): Promise<void> {
    const path = `/api/history/${encodeURIComponent(product)}`;
    const { series } = await this.rest.get<{ series: readonly { expiry: string | null; from: string; to: string }[] }>(path);
    const recorded = series.find((each) => each.expiry === expiry);
    if (recorded === undefined) throw new Error("Nothing is recorded of it yet.");
    // Thinned evenly over what there is, the last day of it at most.
    const from = new Date(Math.max(Date.parse(recorded.from), Date.parse(recorded.to) - DAY_MS)).toISOString();
    await Promise.all(
      metrics.map(async (metric) => {
        const query = new URLSearchParams({ metric, from, points: String(POINTS), ...(expiry !== null && { expiry }) });
        const { points } = await this.rest.get<{ points: readonly { time: string; value: number | null }[] }>(`${path}/metrics?${query}`);
        if (about === this.#about) this.#points.set(metric, points.flatMap(({ time, value }) => (value === null ? [] : [[Date.parse(time), value] as const])));
      }),
    );
  }
}
