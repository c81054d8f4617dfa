import type { MarketConnection, RestClient, RoomOptions, WireTable } from "../connection";
import { isTimeless } from "../model/tablePath";
import type { WatchedRoom } from "../views/marketView";
import type { OpenRoom } from "./openRoom";
import { PastRooms } from "./pastRooms";
import { Rooms } from "./rooms";

const NONE: ReadonlyMap<string, RoomOptions> = new Map();

/** Where the page has its tables from: the one place that decides between live and past. Views get a room's table and do not know. */
export class Tables {
  readonly #live: Rooms;
  readonly #past: PastRooms;
  #at: string | null = null;

  constructor(connection: MarketConnection, rest: RestClient, onNews: (awaited: boolean) => void) {
    this.#live = new Rooms(connection, rest, onNews);
    this.#past = new PastRooms(rest, () => onNews(false));
  }

  /** Whether an instant is on its way. */
  get loading(): boolean {
    return this.#past.loading;
  }

  get(name: string | null): OpenRoom | null {
    return name === null ? null : this.#at === null || isTimeless(name) ? this.#live.get(name) : this.#past.get(name);
  }

  /** From now on exactly these are wanted, as they stood at the instant; null: live. */
  want(rooms: ReadonlyMap<string, RoomOptions>, at: string | null): void {
    this.#at = at;
    const market = at === null ? NONE : new Map([...rooms].filter(([name]) => !isTimeless(name)));
    this.#live.want(new Map([...rooms].filter(([name]) => !market.has(name))));
    if (at === null) this.#past.leave();
    else this.#past.want(market, at);
  }

  /** The present table of a room, which came with something else. */
  offer(table: WireTable): void {
    this.#live.offer(table);
  }

  drawn(): void {
    this.#live.drawn();
    this.#past.drawn();
  }

  watched(): WatchedRoom[] {
    return this.#live.watched();
  }
}
