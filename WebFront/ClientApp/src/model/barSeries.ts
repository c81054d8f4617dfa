import type { RestClient } from "../connection";
import { type Bar, together, withPrice } from "./bars";

/** A width of bars with how far back they are shown, in milliseconds. */
export interface BarInterval {
  readonly name: "1s" | "1m" | "5m";
  readonly label: string;
  readonly width: number;
  readonly reach: number;
}

export const INTERVALS: readonly BarInterval[] = [
  { name: "1m", label: "1 min", width: 60_000, reach: 7 * 3_600_000 },
  { name: "5m", label: "5 min", width: 300_000, reach: 24 * 3_600_000 },
  { name: "1s", label: "1 s", width: 1_000, reach: 600_000 },
];

const FRESH_MS = 20_000;

/** What moves further at once than a live market does has left bars out. */
const JUMP_MS = 1_500;

/** Bars of the underlying up to an instant. The last one is made of seconds, so that nothing of what came after is in it; live prices go on from there. */
export class BarSeries {
  #bars: readonly Bar[] = [];
  #about = "";
  #askedAt = -Infinity;
  /** The instant last looked at. */
  #instant = 0;
  #stale = false;
  #loading = false;
  /** Why there is nothing; empty when there is, or may be soon. */
  trouble = "";

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  get bars(): readonly Bar[] {
    return this.#bars;
  }

  /** From now on these are wanted; `price` is the underlying's at the instant. */
  want(product: string, interval: BarInterval, instant: number, price: number | null): void {
    const about = `${product} ${interval.name}`;
    const ahead = instant - this.#instant;
    this.#instant = instant;
    if (about !== this.#about) this.#bars = [];
    this.#stale ||= about !== this.#about || ahead < 0 || ahead > JUMP_MS;
    this.#about = about;
    if (!this.#stale && price !== null) this.#bars = withPrice(this.#bars, interval.width, instant, price);
    if (this.#loading || (!this.#stale && performance.now() - this.#askedAt < FRESH_MS)) return;
    this.#stale = false;
    this.#askedAt = performance.now();
    this.#loading = true;
    void this.#load(product, interval, instant)
      .then(
        (bars) => {
          if (about === this.#about) this.#bars = bars;
          this.trouble = "";
        },
        (error: Error) => (this.trouble = error.message),
      )
      .then(() => {
        this.#loading = false;
        this.onNews();
      });
  }

  async #load(product: string, { name, width, reach }: BarInterval, instant: number): Promise<readonly Bar[]> {
    const begun = Math.floor(instant / width) * width;
    // `to` is exclusive, and the second of the instant belongs to it.
    const [whole, seconds] = await Promise.all([this.#ask(product, name, instant - reach, begun), name === "1s" ? [] : this.#ask(product, "1s", begun, instant + 1)]);
    const last = together(seconds, begun);
    return last === null ? whole : [...whole, last];
  }

  async #ask(product: string, interval: string, from: number, to: number): Promise<Bar[]> {
    if (to <= from) return [];
    const query = new URLSearchParams({ interval, from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    const { bars } = await this.rest.get<{ bars: readonly (Omit<Bar, "time"> & { time: string })[] }>(`/api/history/${encodeURIComponent(product)}/bars?${query}`);
    return bars.map((bar) => ({ ...bar, time: Date.parse(bar.time) }));
  }
}
