import type { RestClient } from "../connection";
import { Baseline } from "./baseline";
import type { LiveTable, Row } from "./liveTable";

/** The first record of a market that has just begun comes within a minute. */
const ASK_AGAIN_MS = 60_000;

interface Opening {
  readonly day: string;
  readonly baseline: Baseline;
  /** When the day's first record is asked for; never again once it is there. */
  askAt: number;
}

/** How chains were when their day began: one for each chain looked at, asked of the server's history where it keeps one. */
export class Openings {
  readonly #byRoom = new Map<string, Opening>();

  constructor(
    readonly rest: RestClient,
    /** Whether there is a history to ask. */
    readonly recording: () => boolean,
    readonly onNews: () => void,
  ) {}

  /** What a chain's legs are compared with; a new day has a new one. */
  of(table: LiveTable): Baseline {
    const asOf = String(table.header["asOf"] ?? "");
    const day = asOf.slice(0, 10);
    let opening = this.#byRoom.get(table.room);
    if (opening === undefined || opening.day !== day) this.#byRoom.set(table.room, (opening = { day, baseline: new Baseline(table), askAt: 0 }));
    if (day !== "" && performance.now() >= opening.askAt && this.recording()) {
      opening.askAt = performance.now() + ASK_AGAIN_MS;
      void this.#load(opening, table.room, asOf).catch(() => undefined);
    }

    return opening.baseline;
  }

  async #load(opening: Opening, room: string, at: string): Promise<void> {
    const [, product, expiry] = room.split(":");
    const { time, legs } = await this.rest.get<{ time: string | null; legs: Row[] }>(`/api/history/${encodeURIComponent(product!)}/opening?${new URLSearchParams({ expiry: expiry!, at })}`);
    if (time === null) return;
    opening.askAt = Infinity;
    opening.baseline.open(time, legs);
    this.onNews();
  }
}
