import type { RestClient } from "../connection";
import { instantText, type Place } from "./place";

/** A day that can be looked at, in milliseconds since 1970. */
export interface RecordedDay {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

const STEP_MS = 500;
const ASK_EVERY_MS = 10_000;

/** Where in time the page stands, and how it moves there: the days on record, steps, and play. */
export class TimeTravel {
  days: readonly RecordedDay[] = [];
  /** Why there are no days; empty when there are. */
  trouble = "";
  speed = 10;
  #playing: ReturnType<typeof setInterval> | null = null;
  #product: string | null = null;
  #askedAt = -Infinity;
  #asked = Promise.resolve();

  constructor(
    readonly rest: RestClient,
    readonly place: () => Place,
    /** The page is still on its way to where it was sent. */
    readonly loading: () => boolean,
    readonly go: (at: string | null) => void,
    readonly onNews: () => void,
  ) {}

  get playing(): boolean {
    return this.#playing !== null;
  }

  /** The day that is looked at; the newest while live. */
  get day(): RecordedDay | null {
    const { at } = this.place();
    const time = at === null ? Infinity : Date.parse(at);
    return this.days.findLast(({ from }) => from <= time) ?? this.days[0] ?? null;
  }

  /** Has the product's days at hand; asked again now and then, because today grows. */
  refresh(): Promise<void> {
    const { product } = this.place();
    if (product === null || (product === this.#product && performance.now() - this.#askedAt < ASK_EVERY_MS)) return this.#asked;
    if (product !== this.#product) this.days = [];
    this.#product = product;
    this.#askedAt = performance.now();
    this.#asked = this.#load(product);
    return this.#asked;
  }

  /** Forward or back; from live back from the newest instant. */
  async step(seconds: number): Promise<void> {
    await this.refresh();
    const { day } = this;
    const { at } = this.place();
    if (day === null || (at === null && seconds > 0)) return;
    this.to((at === null ? day.to : Date.parse(at)) + seconds * 1000);
  }

  /** To an instant of the day looked at, or the nearest that it has. */
  to(time: number): void {
    const { day } = this;
    if (day !== null) this.go(instantText(Math.min(Math.max(time, day.from), day.to)));
  }

  live(): void {
    this.pause();
    this.go(null);
  }

  async toggle(): Promise<void> {
    if (this.playing) {
      this.pause();
      return;
    }

    await this.refresh();
    const { day } = this;
    if (day === null) return;
    // Played from live, or from the end, a day begins at its beginning.
    const { at } = this.place();
    if (at === null || Date.parse(at) >= day.to) this.to(day.from);
    let last = performance.now();
    this.#playing = setInterval(() => {
      const now = performance.now();
      const elapsed = now - last;
      last = now;
      const from = this.place().at;
      const to = this.day?.to;
      if (from === null || to === undefined || Date.parse(from) >= to) this.pause();
      else if (!this.loading()) this.to(Date.parse(from) + Math.max(1_000, elapsed * this.speed));
    }, Math.max(STEP_MS, 1_000 / this.speed));
    this.onNews();
  }

  pause(): void {
    if (this.#playing === null) return;
    clearInterval(this.#playing);
    this.#playing = null;
    this.onNews();
  }

  async #load(product: string): Promise<void> {
    try {
      const { days } = await this.rest.get<{ days: readonly { date: string; from: string; to: string }[] }>(`/api/history/${encodeURIComponent(product)}/days`);
      if (product !== this.#product) return;
      // The first whole second at or after the beginning, the last before the end.
      this.days = days.map(({ date, from, to }) => ({ date, from: Math.ceil(Date.parse(from) / 1000) * 1000, to: Math.floor(Date.parse(to) / 1000) * 1000 })).sort((a, b) => a.from - b.from);
      this.trouble = days.length === 0 ? "No day is on record yet: the first minute is kept when it is over." : "";
    } catch (error) {
      this.trouble = (error as Error).message;
    }

    this.onNews();
  }
}
