import { LiveTable, type TableChange, type WireDelta, type WireTable } from "../model/liveTable";
import type { Hub } from "./hub";
import { retryDelay } from "./retry";

export type ConnectionState = "connecting" | "connected" | "reconnecting" | "stopped";

/** What the owner of a subscription hears. */
export interface RoomListener {
  /** The copy moved on; it equals the server's table at its (epoch, sequence). */
  changed(table: LiveTable, change: TableChange): void;
  /** The copy can no longer be trusted to be current; `changed` with `whole` follows when it is again. */
  lost?(): void;
  /** The server will not open this room now. It is asked again from time to time. */
  refused?(message: string): void;
}

export interface ConnectionOptions {
  /** Runs an action later; returns what takes it back. */
  schedule?: (action: () => void, milliseconds: number) => () => void;
  delay?: (attempt: number) => number;
}

/** How long a snapshot may take after the server accepted a subscription, and how long to wait before asking again for a refused room. */
const ASK_AGAIN_MS = 5_000;

class Room {
  readonly table: LiveTable;
  /** Whether the copy follows the server. */
  synchronised = false;
  cancelAskAgain: (() => void) | null = null;
  /** Counts the requests for this room, so that the answer to an older one is not taken for the latest's. */
  request = 0;

  constructor(
    readonly name: string,
    readonly listener: RoomListener,
  ) {
    this.table = new LiveTable(name);
  }
}

/**
 * Copies of the server's live tables over one connection. A copy equals the server's table, or its listener has been told: whatever does
 * not follow on from the version held (a gap, another epoch, a connection that came back) is fetched anew as a snapshot.
 */
export class MarketConnection {
  readonly #hub: Hub;
  readonly #rooms = new Map<string, Room>();
  readonly #schedule: NonNullable<ConnectionOptions["schedule"]>;
  readonly #delay: (attempt: number) => number;
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = "stopped";
  #attempt = 0;
  #cancelStart: (() => void) | null = null;

  constructor(hub: Hub, options: ConnectionOptions = {}) {
    this.#hub = hub;
    this.#delay = options.delay ?? retryDelay;
    this.#schedule =
      options.schedule ??
      ((action, milliseconds) => {
        const timer = setTimeout(action, milliseconds);
        return () => clearTimeout(timer);
      });
    hub.on("snapshot", (table: WireTable) => this.#onSnapshot(table));
    hub.on("delta", (delta: WireDelta) => this.#onDelta(delta));
    hub.onreconnecting(() => this.#onLost());
    hub.onreconnected(() => this.#onConnected());
    hub.onclose(() => this.#onClosed());
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls back at each change of state, until the returned function is called. */
  watch(watcher: (state: ConnectionState) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Connects, and keeps trying until it can. */
  start(): void {
    if (this.#state !== "stopped") return;
    this.#become("connecting");
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#become("stopped");
    this.#cancelStart?.();
    for (const room of this.#rooms.values()) this.#lose(room);
    await this.#hub.stop();
  }

  /** Opens a room; the returned function leaves it. A room has one listener at a time. */
  subscribe(name: string, listener: RoomListener): () => void {
    if (this.#rooms.has(name)) throw new Error(`Room ${name} is subscribed already: leave it first.`);
    const room = new Room(name, listener);
    this.#rooms.set(name, room);
    if (this.#state === "connected") void this.#ask(room);
    return () => {
      if (this.#rooms.get(name) !== room) return;
      this.#rooms.delete(name);
      room.request++;
      room.cancelAskAgain?.();
      // When the connection is gone the server has forgotten the subscription by itself.
      if (this.#state === "connected") this.#hub.invoke("Unsubscribe", name).catch(() => undefined);
    };
  }

  async #connect(): Promise<void> {
    try {
      await this.#hub.start();
    } catch {
      if (this.#state === "stopped") return;
      this.#cancelStart = this.#schedule(() => void this.#connect(), this.#delay(this.#attempt++));
      return;
    }

    this.#onConnected();
  }

  #onConnected(): void {
    if (this.#state === "stopped") return;
    this.#attempt = 0;
    this.#become("connected");
    for (const room of this.#rooms.values()) void this.#ask(room);
  }

  #onLost(): void {
    if (this.#state === "stopped") return;
    this.#become("reconnecting");
    for (const room of this.#rooms.values()) this.#lose(room);
  }

  #onClosed(): void {
    if (this.#state === "stopped") return;
    this.#onLost();
    void this.#connect();
  }

  /** Asks for a snapshot. One that does not come, or is refused, is asked for again. */
  async #ask(room: Room): Promise<void> {
    const request = ++room.request;
    const current = (): boolean => room.request === request && this.#state === "connected";
    room.cancelAskAgain?.();
    room.cancelAskAgain = null;
    try {
      await this.#hub.invoke("Subscribe", room.name);
    } catch (error) {
      if (!current()) return;
      this.#lose(room);
      room.listener.refused?.(messageOf(error));
    }

    if (current() && !room.synchronised) {
      room.cancelAskAgain = this.#schedule(() => void (current() && this.#askAfresh(room)), ASK_AGAIN_MS);
    }
  }

  /** Gives the subscription up first, so that the server begins again with a snapshot whatever it believes this side to have. */
  async #askAfresh(room: Room): Promise<void> {
    await this.#hub.invoke("Unsubscribe", room.name).catch(() => undefined);
    if (this.#rooms.get(room.name) === room && this.#state === "connected") await this.#ask(room);
  }

  #onSnapshot(snapshot: WireTable): void {
    const room = this.#rooms.get(snapshot.room);
    if (room === undefined) return;
    room.synchronised = true;
    room.cancelAskAgain?.();
    room.cancelAskAgain = null;
    room.listener.changed(room.table, room.table.applySnapshot(snapshot));
  }

  #onDelta(delta: WireDelta): void {
    const room = this.#rooms.get(delta.room);
    // While a snapshot is on its way deltas have nothing to apply to: it will contain them.
    if (room === undefined || !room.synchronised) return;
    const outcome = room.table.applyDelta(delta);
    if (outcome === "old") return;
    if (outcome === "gap") {
      this.#lose(room);
      void this.#askAfresh(room);
      return;
    }

    room.listener.changed(room.table, outcome);
  }

  #lose(room: Room): void {
    room.cancelAskAgain?.();
    room.cancelAskAgain = null;
    if (!room.synchronised) return;
    room.synchronised = false;
    room.listener.lost?.();
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher(state);
  }
}

/** The server's own words out of what SignalR makes of them. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const marker = "HubException: ";
  const at = text.indexOf(marker);
  return at < 0 ? text : text.slice(at + marker.length);
}
