import { LiveTable, type RestClient, RestError, type RoomOptions, type WireTable } from "../connection";
import { pastPath } from "../model/tablePath";
import { OpenRoom } from "./openRoom";

const TOO_MANY_REQUESTS = 429;
const TRY_AGAIN_MS = 3_000;

/** What was asked for at once. */
interface Wanted {
  readonly at: string;
  readonly rooms: ReadonlyMap<string, RoomOptions>;
  readonly key: string;
}

/** Tables as they stood at an instant, asked for together and shown together: what is on the screen is all of one time. */
export class PastRooms {
  #open = new Map<string, OpenRoom>();
  #wanted: Wanted | null = null;
  #shown = "";
  #busy = false;

  constructor(
    readonly rest: RestClient,
    readonly onNews: () => void,
  ) {}

  /** Whether what is wanted is still on its way. */
  get loading(): boolean {
    return this.#wanted !== null && this.#wanted.key !== this.#shown;
  }

  get(name: string): OpenRoom | null {
    return this.#open.get(name) ?? null;
  }

  want(rooms: ReadonlyMap<string, RoomOptions>, at: string): void {
    this.#wanted = { at, rooms, key: JSON.stringify([at, ...rooms]) };
    if (!this.#busy) void this.#load();
  }

  /** The past is left. */
  leave(): void {
    this.#wanted = null;
    this.#shown = "";
    this.#open.clear();
  }

  drawn(): void {
    for (const room of this.#open.values()) room.changes.clear();
  }

  async #load(): Promise<void> {
    this.#busy = true;
    while (this.loading) {
      const wanted = this.#wanted!;
      const answers = await Promise.all([...wanted.rooms].map(async ([name, options]) => [name, await this.#ask(name, wanted.at, options)] as const));
      if (answers.some(([, answer]) => answer instanceof RestError && answer.status === TOO_MANY_REQUESTS)) {
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        continue;
      }

      if (this.#wanted === null) break;
      this.#show(wanted, answers);
    }

    this.#busy = false;
  }

  #ask(room: string, at: string, options: RoomOptions): Promise<WireTable | Error> {
    return this.rest.get<WireTable>(pastPath(room, at, options)).catch((error: Error) => error);
  }

  #show(wanted: Wanted, answers: readonly (readonly [string, WireTable | Error])[]): void {
    const open = new Map<string, OpenRoom>();
    for (const [name, answer] of answers) {
      const room = this.#open.get(name) ?? new OpenRoom(name, wanted.rooms.get(name)!, () => undefined);
      open.set(name, room);
      if (answer instanceof Error) {
        room.table = null;
        room.refused(answer.message);
      } else {
        const table = room.table ?? new LiveTable(name);
        room.changed(table, table.applySnapshot(answer));
      }
    }

    this.#open = open;
    this.#shown = wanted.key;
    this.onNews();
  }
}
