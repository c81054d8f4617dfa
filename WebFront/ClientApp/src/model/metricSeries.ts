import type { RestClient } from "../connection";

/** A recorded value, as milliseconds since 1970 and the value. */
export type MetricPoint = readonly [time: number, value: number];

const POINTS = 400;
const FRESH_MS = 20_000;
/** Instants within the same such part of the day are answered by one question. */
const PART_MS = 600_000;
const DAY_MS = 86_400_000;

/** Metrics over the day as recorded, asked for anew every so often while they are looked at. */
export class MetricSeries {
  readonly #points = new Map<string, readonly MetricPoint[]>();
  #about = "";
  #kind = "";
  #until = Infinity;
  #askedAt = -Infinity;
  /** Why there is nothing; empty when there is, or may be soon. */
  trouble = "";

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  /** A metric up to the instant that is looked at. */
  points(metric: string): readonly MetricPoint[] {
    const points = this.#points.get(metric) ?? [];
    const after = points.findLastIndex(([time]) => time <= this.#until) + 1;
    return after === points.length ? points : points.slice(0, after);
  }

  /** From now on these of a chain, or without expiry of a product, are wanted, up to an instant of market time. */
  want(product: string, expiry: string | null, metrics: readonly string[], until: unknown): void {
    const instant = typeof until === "string" ? Date.parse(until) : NaN;
    this.#until = Number.isNaN(instant) ? Infinity : instant;
    const end = Math.ceil(this.#until / PART_MS) * PART_MS;
    const about = JSON.stringify([product, expiry, metrics, end]);
    if (about === this.#about && performance.now() - this.#askedAt < FRESH_MS) return;
    // Of the same metrics what is there is shown until more is.
    const kind = JSON.stringify([product, expiry, metrics]);
    if (kind !== this.#kind) this.#points.clear();
    this.#kind = kind;
    this.#about = about;
    this.#askedAt = performance.now();
    void this.#load(about, product, expiry, metrics, end).then(() => (this.trouble = ""), (error: Error) => (this.trouble = error.message)).then(() => about === this.#about && this.onNews());
  }

  async #load(about: string, product: string, expiry: string | null, metrics: readonly string[], end: number): Promise<void> {
    const path = `/api/history/${encodeURIComponent(product)}`;
    const { series } = await this.rest.get<{ series: readonly { expiry: string | null; from: string; to: string }[] }>(path);
    const recorded = series.find((each) => each.expiry === expiry);
    if (recorded === undefined) throw new Error("Nothing is recorded of it yet.");
    // Thinned evenly over what there is, the last day of it at most.
    const last = Math.min(Date.parse(recorded.to), end);
    const from = new Date(Math.max(Date.parse(recorded.from), last - DAY_MS)).toISOString();
    await Promise.all(
      metrics.map(async (metric) => {
        const query = new URLSearchParams({ metric, from, points: String(POINTS), ...(Number.isFinite(end) && { to: new Date(end).toISOString() }), ...(expiry !== null && { expiry }) });
        const { points } = await this.rest.get<{ points: readonly { time: string; value: number | null }[] }>(`${path}/metrics?${query}`);
        if (about === this.#about) this.#points.set(metric, points.flatMap(({ time, value }) => (value === null ? [] : [[Date.parse(time), value] as const])));
      }),
    );
  }
}
