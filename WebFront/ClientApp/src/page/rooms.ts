import type { MarketConnection, RestClient, RoomOptions, WireTable } from "../connection";
import { hasLivePath, livePath } from "../model/tablePath";
import type { WatchedRoom } from "../views/marketView";
import { OpenRoom } from "./openRoom";

/** The rooms the page is subscribed to: opened, changed and left as what is shown changes. */
export class Rooms {
  readonly #open = new Map<string, OpenRoom>();

  constructor(
    readonly connection: MarketConnection,
    readonly rest: RestClient,
    readonly onNews: (awaited: boolean) => void,
  ) {}

  get(name: string | null): OpenRoom | null {
    return name === null ? null : (this.#open.get(name) ?? null);
  }

  /** From now on exactly these are wanted. */
  want(wanted: ReadonlyMap<string, RoomOptions>): void {
    for (const [name, room] of this.#open) {
      if (wanted.has(name)) continue;
      room.leave();
      this.#open.delete(name);
    }

    for (const [name, options] of wanted) {
      const room = this.#open.get(name);
      if (room === undefined) this.#enter(name, options);
      else if (JSON.stringify(room.options) !== JSON.stringify(options)) this.#configure(room, options);
    }
  }

  /** How each is doing. */
  watched(): WatchedRoom[] {
    return [...this.#open.values()].map(({ name, synchronised, paced, merged }) => ({ name, synchronised, interval: paced?.interval ?? null, reason: paced?.reason ?? "asked", merged }));
  }

  /** All that changed has been drawn. */
  drawn(): void {
    for (const room of this.#open.values()) room.changes.clear();
  }

  #enter(name: string, options: RoomOptions): void {
    const room = new OpenRoom(name, options, this.onNews);
    this.#open.set(name, room);
    room.leave = this.connection.subscribe(name, room, options);
    if (this.connection.state !== "connected" && hasLivePath(name)) void this.#ask(name, options);
  }

  /** REST answers while the page is still connecting; what it does not answer the connection will. */
  async #ask(name: string, options: RoomOptions): Promise<void> {
    const table = await this.rest.get<WireTable>(livePath(name, options)).catch(() => null);
    if (table !== null) this.connection.offer(table, options);
  }

  /** A room's table that came with something else. */
  offer(table: WireTable): void {
    const room = this.#open.get(table.room);
    if (room !== undefined) this.connection.offer(table, room.options);
  }

  #configure(room: OpenRoom, options: RoomOptions): void {
    room.options = options;
    this.connection.configure(room.name, options).catch((error: Error) => room.refused(error.message));
  }
}
