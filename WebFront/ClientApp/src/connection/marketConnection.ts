import { LiveTable, type TableChange, type WireDelta, type WireTable } from "../model/liveTable";
import type { Hub } from "./hub";
import { retryDelay } from "./retry";
import type { Pace, Resync, RoomOptions } from "./roomOptions";

export type ConnectionState = "connecting" | "connected" | "reconnecting" | "stopped";

/** What the owner of a subscription hears. */
export interface RoomListener {
  /** The copy moved on; it equals the server's table at its (epoch, sequence). */
  changed(table: LiveTable, change: TableChange): void;
  /** The copy can no longer be trusted to be current; `changed` with `whole` follows when it is again. */
  lost?(): void;
  /** The server will not open this room now. It is asked again from time to time. */
  refused?(message: string): void;
  /** The server lost touch with the room's source (the copy may be out of date), or found it again. */
  gap?(open: boolean): void;
  /** The copy goes on otherwise than by the next delta. */
  resync?(note: Resync): void;
  /** How often updates come now. */
  pace?(pace: Pace): void;
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
  /** What the copy was made with; null while that is not known. */
  copyOptions: RoomOptions | null = null;
  /** What the present subscription was made with, or changed to. */
  inForce: RoomOptions;
  /** Options on their way to the server, and who waits for them. */
  pending: { options: RoomOptions; taken: () => void } | null = null;
  /** Calls about the room go to the server one after another. */
  calls: Promise<unknown> = Promise.resolve();
  /** The server was asked for the room on this connection; the copy may still be on its way. */
  asked = false;
  /** The server was asked to go on from the version held. */
  resuming = false;
  gapOpen = false;
  /** Counts the requests for this room, so that the answer to an older one is not taken for the latest's. */
  request = 0;

  constructor(
    readonly name: string,
    readonly listener: RoomListener,
    public options: RoomOptions,
  ) {
    this.inForce = options;
    this.table = new LiveTable(name);
  }
}

/**
 * Copies of the server's live tables over one connection. A copy equals the server's table for its options, or its listener has been told. A connection that came back goes on from the version held where
 * the server can lead on from it; whatever does not follow on is fetched anew as a snapshot.
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
    hub.on("gap", (note: { room: string }) => this.#onGap(note.room));
    hub.on("resync", (note: Resync) => this.#onResync(note));
    hub.on("status", (pace: Pace) => this.#rooms.get(pace.room)?.listener.pace?.(pace));
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
  subscribe(name: string, listener: RoomListener, options: RoomOptions = {}): () => void {
    if (this.#rooms.has(name)) throw new Error(`Room ${name} is subscribed already: leave it first.`);
    const room = new Room(name, listener, options);
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

  /**
   * Changes what is shown of an open room to exactly these options. Resolves when the server has said that they hold (or at once where it has not been asked for the room: they go with that request); rejects in its
   * words when it will not grant them, and the room stays as it was.
   */
  configure(name: string, options: RoomOptions): Promise<void> {
    const room = this.#rooms.get(name);
    if (room === undefined) return Promise.reject(new Error(`Room ${name} is not subscribed.`));
    const call = room.calls.then(() => this.#configure(room, options));
    room.calls = call.catch(() => undefined);
    return call;
  }

  /** A table that came by another way, made with these options: the room's first copy, which the server leads on from, where it has none yet. */
  offer(table: WireTable, options: RoomOptions): void {
    const room = this.#rooms.get(table.room);
    if (room === undefined || room.table.loaded || room.options !== options) return;
    room.copyOptions = options;
    room.listener.changed(room.table, room.table.applySnapshot(table));
  }

  async #configure(room: Room, options: RoomOptions): Promise<void> {
    const before = room.options;
    room.options = options;
    if (this.#state !== "connected" || !room.asked) return;
    const taken = new Promise<void>((resolve) => (room.pending = { options, taken: resolve }));
    try {
      await this.#hub.invoke("Configure", room.name, options);
    } catch (error) {
      // With the connection gone the options go with the next one.
      if (room.pending === null) return;
      room.pending = null;
      room.options = before;
      throw new Error(messageOf(error));
    }

    await taken;
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
    for (const room of this.#rooms.values()) {
      room.asked = false;
      this.#lose(room);
      this.#closeGap(room);
      // What the server was going to say it says no more: the options go with the next request.
      const waiting = room.pending;
      room.pending = null;
      waiting?.taken();
    }
  }

  #onClosed(): void {
    if (this.#state === "stopped") return;
    this.#onLost();
    void this.#connect();
  }

  /** Asks for the room: for what follows on from the copy where there is one, else for a snapshot. What does not come, or is refused, is asked for again. */
  async #ask(room: Room, afresh = false): Promise<void> {
    const request = ++room.request;
    const current = (): boolean => room.request === request && this.#state === "connected";
    room.cancelAskAgain?.();
    room.cancelAskAgain = null;
    try {
      const { table, options } = room;
      room.inForce = options;
      room.asked = true;
      room.resuming = !afresh && table.loaded && table.sequence > 0 && room.copyOptions === options;
      const wanted = room.resuming ? { ...options, resume: { epoch: table.epoch, sequence: table.sequence } } : options;
      const pace = (await (Object.keys(wanted).length === 0 ? this.#hub.invoke("Subscribe", room.name) : this.#hub.invoke("Subscribe", room.name, wanted))) as Pace | undefined;
      if (current() && pace?.interval !== undefined) room.listener.pace?.(pace);
    } catch (error) {
      if (!current()) return;
      room.asked = false;
      this.#lose(room);
      room.listener.refused?.(messageOf(error));
    }

    if (current() && !room.synchronised) {
      room.cancelAskAgain = this.#schedule(() => void (current() && this.#askAfresh(room)), ASK_AGAIN_MS);
    }
  }

  /** Gives the subscription up first, so that the server begins again with a snapshot whatever it believes this side to have. */
  async #askAfresh(room: Room): Promise<void> {
    room.asked = false;
    await this.#hub.invoke("Unsubscribe", room.name).catch(() => undefined);
    if (this.#rooms.get(room.name) === room && this.#state === "connected") await this.#ask(room, true);
  }

  #onSnapshot(snapshot: WireTable): void {
    const room = this.#rooms.get(snapshot.room);
    if (room === undefined) return;
    room.copyOptions = room.inForce;
    const change = room.table.applySnapshot(snapshot);
    this.#settle(room);
    room.listener.changed(room.table, change);
  }

  #settle(room: Room): void {
    room.synchronised = true;
    room.resuming = false;
    room.cancelAskAgain?.();
    room.cancelAskAgain = null;
  }

  #onDelta(delta: WireDelta): void {
    const room = this.#rooms.get(delta.room);
    if (room === undefined) return;
    if (!room.synchronised) {
      // While a snapshot is on its way deltas have nothing to apply to: it will contain them. One that answers a resumption leads on from the version held, or says that it is still the present one.
      const { table } = room;
      if (!room.resuming || delta.epoch !== table.epoch || delta.from !== table.sequence) return;
      if (delta.sequence > table.sequence) table.applyDelta(delta);
      this.#settle(room);
      room.listener.changed(table, { whole: true, header: [], rows: new Map() });
      return;
    }

    const outcome = room.table.applyDelta(delta);
    if (outcome === "old") return;
    if (outcome === "gap") {
      this.#lose(room);
      void this.#askAfresh(room);
      return;
    }

    room.listener.changed(room.table, outcome);
  }

  #onGap(name: string): void {
    const room = this.#rooms.get(name);
    if (room === undefined || room.gapOpen) return;
    room.gapOpen = true;
    room.listener.gap?.(true);
  }

  #onResync(note: Resync): void {
    const room = this.#rooms.get(note.room);
    if (room === undefined) return;
    if (note.reason === "gapClosed") this.#closeGap(room);
    if (note.reason === "options" && room.pending !== null) {
      const { options, taken } = room.pending;
      room.pending = null;
      room.inForce = options;
      if (!note.snapshot) room.copyOptions = options;
      taken();
    }

    room.listener.resync?.(note);
  }

  #closeGap(room: Room): void {
    if (!room.gapOpen) return;
    room.gapOpen = false;
    room.listener.gap?.(false);
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
