import { beforeEach, describe, expect, test } from "vitest";
import type { LiveTable, TableChange, WireDelta, WireTable } from "../model/liveTable";
import type { Hub } from "./hub";
import { MarketConnection } from "./marketConnection";
import { retryDelay } from "./retry";
import type { RoomOptions } from "./roomOptions";

const ROOM = "chain:NIFTY:2026-08-25";

/** A hub whose server is the test. */
class StandInHub implements Hub {
  readonly calls: string[] = [];
  refusal: Error | null = null;
  startFailures = 0;
  starts = 0;
  readonly #handlers = new Map<string, (payload: never) => void>();
  reconnecting: () => void = () => undefined;
  reconnected: () => void = () => undefined;
  closed: () => void = () => undefined;

  start(): Promise<void> {
    this.starts++;
    return this.startFailures-- > 0 ? Promise.reject(new Error("refused")) : Promise.resolve();
  }

  stop(): Promise<void> {
    this.closed();
    return Promise.resolve();
  }

  invoke(method: string, ...args: unknown[]): Promise<unknown> {
    this.calls.push([method, ...args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg)))].join(" "));
    return this.refusal !== null && method !== "Unsubscribe" ? Promise.reject(this.refusal) : Promise.resolve();
  }

  on(method: string, handler: (payload: never) => void): void {
    this.#handlers.set(method, handler);
  }

  onreconnecting(callback: () => void): void {
    this.reconnecting = callback;
  }

  onreconnected(callback: () => void): void {
    this.reconnected = callback;
  }

  onclose(callback: () => void): void {
    this.closed = callback;
  }

  snapshot(sequence: number, extra: Partial<WireTable> = {}): void {
    this.#handlers.get("snapshot")!({ room: ROOM, epoch: 1, sequence, spot: sequence, legs: [], ...extra } as never);
  }

  note(method: string, note: object): void {
    this.#handlers.get(method)!({ room: ROOM, ...note } as never);
  }

  delta(from: number, sequence: number, extra: Partial<WireDelta> = {}): void {
    this.#handlers.get("delta")!({ room: ROOM, epoch: 1, from, sequence, spot: sequence, ...extra } as never);
  }
}

/** A clock the test moves: actions run when it says so. */
class ManualSchedule {
  readonly waiting: { action: () => void; milliseconds: number }[] = [];
  readonly schedule = (action: () => void, milliseconds: number): (() => void) => {
    const entry = { action, milliseconds };
    this.waiting.push(entry);
    return () => void this.waiting.splice(this.waiting.indexOf(entry) >>> 0, 1);
  };

  run(): void {
    for (const { action } of this.waiting.splice(0)) action();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let hub: StandInHub;
let timers: ManualSchedule;
let connection: MarketConnection;
let heard: string[];

function subscribe(options: RoomOptions = {}): () => void {
  const listener = {
    changed: (table: LiveTable, change: TableChange) => heard.push(`${change.whole ? "whole" : "delta"} ${table.epoch}/${table.sequence} spot ${table.header["spot"]}`),
    lost: () => heard.push("lost"),
    refused: (message: string) => heard.push(`refused: ${message}`),
  };
  return connection.subscribe(ROOM, listener, options);
}

beforeEach(() => {
  hub = new StandInHub();
  timers = new ManualSchedule();
  heard = [];
  connection = new MarketConnection(hub, { schedule: timers.schedule, delay: () => 1 });
});

async function connected(): Promise<void> {
  connection.start();
  await settled();
}

describe("MarketConnection", () => {
  test("subscribe_BeforeOrAfterStart_AsksOnceConnected", async () => {
    subscribe();
    expect(hub.calls).toEqual([]);
    await connected();
    connection.subscribe("product:NIFTY", { changed: () => undefined });
    expect(hub.calls).toEqual([`Subscribe ${ROOM}`, "Subscribe product:NIFTY"]);
    expect(() => subscribe()).toThrow(/subscribed already/);
  });

  test("delta_InOrder_Applied", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.delta(3, 4);
    hub.delta(4, 9);
    expect(heard).toEqual(["whole 1/3 spot 3", "delta 1/4 spot 4", "delta 1/9 spot 9"]);
  });

  test("delta_Gap_ListenerToldAndRoomAskedForAfresh", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.calls.length = 0;
    hub.delta(4, 5);
    hub.delta(5, 6);
    await settled();
    expect(hub.calls).toEqual([`Unsubscribe ${ROOM}`, `Subscribe ${ROOM}`]);
    hub.snapshot(6);
    hub.delta(6, 7);
    expect(heard).toEqual(["whole 1/3 spot 3", "lost", "whole 1/6 spot 6", "delta 1/7 spot 7"]);
  });

  test("offer_WhileConnecting_IsTheCopyTheServerLeadsOnFrom", async () => {
    const options = { greeks: "full" } as const;
    subscribe(options);
    connection.offer({ room: ROOM, epoch: 1, sequence: 3, spot: 3, legs: [] }, options);
    expect(heard).toEqual(["whole 1/3 spot 3"]);
    await connected();
    expect(hub.calls).toEqual([`Subscribe ${ROOM} {"greeks":"full","resume":{"epoch":1,"sequence":3}}`]);
    hub.delta(3, 5);
    hub.delta(5, 6);
    expect(heard).toEqual(["whole 1/3 spot 3", "whole 1/5 spot 5", "delta 1/6 spot 6"]);
  });

  test("offer_OtherOptionsOrCopyThere_PassedOver", async () => {
    const options = { greeks: "full" } as const;
    subscribe(options);
    connection.offer({ room: ROOM, epoch: 1, sequence: 3, spot: 3, legs: [] }, {});
    await connected();
    hub.snapshot(5);
    connection.offer({ room: ROOM, epoch: 1, sequence: 3, spot: 3, legs: [] }, options);
    expect(heard).toEqual(["whole 1/5 spot 5"]);
  });

  test("delta_OtherEpoch_RoomAskedForAfresh", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.delta(3, 4, { epoch: 2 });
    await settled();
    expect(heard).toEqual(["whole 1/3 spot 3", "lost"]);
    expect(hub.calls.at(-1)).toBe(`Subscribe ${ROOM}`);
  });

  test("snapshot_OtherEpochUnasked_TakenOver", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.snapshot(1, { epoch: 2 });
    hub.delta(1, 2, { epoch: 2 });
    expect(heard).toEqual(["whole 1/3 spot 3", "whole 2/1 spot 1", "delta 2/2 spot 2"]);
  });

  test("delta_HeldAlready_PassedOver", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.delta(2, 3);
    expect(heard).toEqual(["whole 1/3 spot 3"]);
  });

  test("reconnected_OpenRooms_ListenersToldAndAskedToGoOn", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.reconnecting();
    expect(connection.state).toBe("reconnecting");
    hub.delta(3, 4);
    hub.calls.length = 0;
    hub.reconnected();
    expect(hub.calls).toEqual([`Subscribe ${ROOM} {"resume":{"epoch":1,"sequence":3}}`]);
    hub.snapshot(8);
    expect(heard).toEqual(["whole 1/3 spot 3", "lost", "whole 1/8 spot 8"]);
  });

  test("reconnected_ServerLeadsOn_CopyGoesOnFromTheVersionHeld", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.reconnecting();
    hub.reconnected();
    hub.delta(4, 5);
    hub.delta(3, 6);
    hub.delta(6, 7);
    expect(heard).toEqual(["whole 1/3 spot 3", "lost", "whole 1/6 spot 6", "delta 1/7 spot 7"]);
  });

  test("reconnected_NothingChangedMeanwhile_EmptyDeltaSaysSo", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.reconnecting();
    hub.reconnected();
    hub.delta(3, 3);
    expect(heard).toEqual(["whole 1/3 spot 3", "lost", "whole 1/3 spot 3"]);
    await settled();
    expect(timers.waiting).toEqual([]);
  });

  test("configure_Open_HoldsFromWhereTheServerSaysAndResumesWithThem", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    let done = false;
    const configured = connection.configure(ROOM, { strikes: 5 }).then(() => (done = true));
    await settled();
    expect(hub.calls.at(-1)).toBe(`Configure ${ROOM} {"strikes":5}`);
    hub.delta(3, 4);
    expect(done).toBe(false);
    hub.note("resync", { reason: "options", snapshot: true, detail: "" });
    hub.snapshot(5);
    await configured;
    hub.reconnecting();
    hub.reconnected();
    expect(hub.calls.at(-1)).toBe(`Subscribe ${ROOM} {"strikes":5,"resume":{"epoch":1,"sequence":5}}`);
  });

  test("configure_CopyOnItsWay_IsAskedForAndHolds", async () => {
    subscribe();
    await connected();
    const configured = connection.configure(ROOM, { strikes: 5 });
    await settled();
    expect(hub.calls.at(-1)).toBe(`Configure ${ROOM} {"strikes":5}`);
    hub.snapshot(3);
    hub.note("resync", { reason: "options", snapshot: true, detail: "" });
    hub.snapshot(3);
    await configured;
    hub.reconnecting();
    hub.reconnected();
    expect(hub.calls.at(-1)).toBe(`Subscribe ${ROOM} {"strikes":5,"resume":{"epoch":1,"sequence":3}}`);
  });

  test("configure_ConnectionLostMeanwhile_AskedForAfreshWithTheNext", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    const configured = connection.configure(ROOM, { strikes: 5 });
    await settled();
    hub.reconnecting();
    await configured;
    hub.reconnected();
    expect(hub.calls.at(-1)).toBe(`Subscribe ${ROOM} {"strikes":5}`);
  });

  test("configure_Refused_RejectsInTheServersWordsAndStaysAsItWas", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    hub.refusal = new Error("An error. HubException: 'strikes' must be a whole number.");
    await expect(connection.configure(ROOM, { strikes: -1 })).rejects.toThrow("'strikes' must be a whole number.");
    hub.refusal = null;
    hub.reconnecting();
    hub.reconnected();
    expect(hub.calls.at(-1)).toBe(`Subscribe ${ROOM} {"resume":{"epoch":1,"sequence":3}}`);
  });

  test("notes_GapResyncAndStatus_ListenerTold", async () => {
    const told: string[] = [];
    connection.subscribe(ROOM, {
      changed: () => undefined,
      gap: (open) => told.push(`gap ${open}`),
      resync: (note) => told.push(note.reason),
      pace: (pace) => told.push(`${pace.interval} ${pace.reason}`),
    });
    await connected();
    hub.snapshot(1);
    hub.note("gap", {});
    hub.note("resync", { reason: "gapClosed", snapshot: false });
    hub.note("status", { interval: 2000, reason: "crowd", merged: 4 });
    expect(told).toEqual(["gap true", "gap false", "gapClosed", "2000 crowd"]);
  });

  test("start_ServerNotThere_TriesUntilItIs", async () => {
    hub.startFailures = 2;
    await connected();
    expect(connection.state).toBe("connecting");
    timers.run();
    await settled();
    timers.run();
    await settled();
    expect([connection.state, hub.starts]).toEqual(["connected", 3]);
  });

  test("closed_ByTheServer_ConnectsAgain", async () => {
    await connected();
    hub.closed();
    await settled();
    expect([connection.state, hub.starts]).toEqual(["connected", 2]);
  });

  test("subscribe_Refused_ListenerToldInTheServersWordsAndAskedAgain", async () => {
    hub.refusal = new Error("An unexpected error occurred invoking 'Subscribe' on the server. HubException: There is no such room.");
    subscribe();
    await connected();
    expect(heard).toEqual(["refused: There is no such room."]);
    hub.refusal = null;
    timers.run();
    await settled();
    hub.snapshot(1);
    expect(heard.at(-1)).toBe("whole 1/1 spot 1");
  });

  test("subscribe_SnapshotDoesNotCome_AskedAgain", async () => {
    subscribe();
    await connected();
    hub.calls.length = 0;
    timers.run();
    await settled();
    expect(hub.calls).toEqual([`Unsubscribe ${ROOM}`, `Subscribe ${ROOM}`]);
    hub.snapshot(1);
    expect(timers.waiting).toEqual([]);
  });

  test("leave_Room_NothingMoreHeardAndServerTold", async () => {
    const leave = subscribe();
    await connected();
    hub.snapshot(3);
    leave();
    leave();
    hub.delta(3, 4);
    hub.snapshot(5);
    expect(heard).toEqual(["whole 1/3 spot 3"]);
    expect(hub.calls.filter((call) => call.startsWith("Unsubscribe"))).toEqual([`Unsubscribe ${ROOM}`]);
  });

  test("stop_Open_StaysStopped", async () => {
    subscribe();
    await connected();
    hub.snapshot(3);
    await connection.stop();
    expect([connection.state, hub.starts]).toEqual(["stopped", 1]);
    expect(heard.at(-1)).toBe("lost");
  });
});

test("retryDelay_Attempts_DoubleToTenSecondsWithJitter", () => {
  expect([0, 1, 2, 10, 1_000].map((attempt) => retryDelay(attempt, () => 1))).toEqual([500, 1_000, 2_000, 10_000, 10_000]);
  expect(retryDelay(0, () => 0)).toBe(250);
});
