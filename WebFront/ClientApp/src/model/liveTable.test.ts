import { describe, expect, test } from "vitest";
import { type Cell, legKey, LiveTable, type Row, type TableChange, type WireDelta, type WireTable } from "./liveTable";

const ROOM = "chain:NIFTY:2026-08-25";

function snapshot(sequence: number, extra: Record<string, unknown> = {}): WireTable {
  return {
    room: ROOM,
    epoch: 7,
    sequence,
    spot: 24_213.45,
    maxPain: null,
    legs: [
      { strike: 24_200, right: "call", last: 91.5, iv: 0.1183, ivStatus: "ok" },
      { strike: 24_200, right: "put", last: null, iv: null, ivStatus: "noPrice" },
    ],
    ...extra,
  };
}

function delta(from: number, sequence: number, extra: Record<string, unknown> = {}): WireDelta {
  return { room: ROOM, epoch: 7, from, sequence, ...extra };
}

function loaded(sequence = 3): LiveTable {
  const table = new LiveTable(ROOM);
  table.applySnapshot(snapshot(sequence));
  return table;
}

describe("LiveTable", () => {
  test("applySnapshot_Twice_HoldsOnlyTheSecond", () => {
    const table = loaded();
    const change = table.applySnapshot({ room: ROOM, epoch: 8, sequence: 1, legs: [{ strike: 24_250, right: "call", last: 60 }] });
    expect(change.whole).toBe(true);
    expect([table.epoch, table.sequence]).toEqual([8, 1]);
    expect(table.header).toEqual({});
    expect([...table.rows.keys()]).toEqual([legKey(24_250, "call")]);
  });

  test("applyDelta_FollowsOn_ChangesOnlyWhatItHolds", () => {
    const table = loaded();
    const change = table.applyDelta(delta(3, 4, { spot: 24_214, legs: [{ strike: 24_200, right: "call", last: 92 }] })) as TableChange;
    expect(table.sequence).toBe(4);
    expect(table.header["spot"]).toBe(24_214);
    expect(table.rows.get(legKey(24_200, "call"))).toEqual({ strike: 24_200, right: "call", last: 92, iv: 0.1183, ivStatus: "ok" });
    expect(change.header).toEqual(["spot"]);
    expect(change.rows.get(legKey(24_200, "call"))).toContain("last");
  });

  test("applyDelta_ValueToNullAndBack_NullIsKeptApartFromNought", () => {
    const table = loaded();
    table.applyDelta(delta(3, 4, { spot: null, legs: [{ strike: 24_200, right: "call", last: null, iv: null, ivStatus: "belowIntrinsic" }] }));
    expect(table.header["spot"]).toBeNull();
    expect(table.rows.get(legKey(24_200, "call"))!["last"]).toBeNull();
    table.applyDelta(delta(4, 5, { legs: [{ strike: 24_200, right: "call", last: 0 }] }));
    expect(table.rows.get(legKey(24_200, "call"))!["last"]).toBe(0);
  });

  test("applyDelta_NewLeg_AddsItsRow", () => {
    const table = loaded();
    table.applyDelta(delta(3, 4, { legs: [{ strike: 24_300, right: "put", bid: 1.5 }] }));
    expect(table.rows.get(legKey(24_300, "put"))).toEqual({ strike: 24_300, right: "put", bid: 1.5 });
  });

  test.each([
    ["a delta is missing", delta(4, 5, { spot: 1 })],
    ["it starts before the version held and ends after it", delta(2, 5, { spot: 1 })],
    ["it is of another epoch", { ...delta(3, 4, { spot: 1 }), epoch: 8 }],
    ["it is of another epoch and older", { ...delta(0, 1, { spot: 1 }), epoch: 8 }],
  ])("applyDelta_%s_GapAndNothingChanged", (_, message) => {
    const table = loaded();
    expect(table.applyDelta(message)).toBe("gap");
    expect([table.epoch, table.sequence, table.header["spot"]]).toEqual([7, 3, 24_213.45]);
  });

  test("applyDelta_AlreadyHeld_PassedOver", () => {
    const table = loaded();
    expect(table.applyDelta(delta(2, 3, { spot: 1 }))).toBe("old");
    expect(table.header["spot"]).toBe(24_213.45);
  });

  test("applyDelta_BeforeAnySnapshot_Gap", () => {
    expect(new LiveTable(ROOM).applyDelta(delta(0, 1))).toBe("gap");
  });

  test("applySnapshot_ProductRoom_RowsByExpiry", () => {
    const table = new LiveTable("product:NIFTY");
    table.applySnapshot({ room: "product:NIFTY", epoch: 1, sequence: 1, spot: 1, expiries: [{ expiry: "2026-08-25", atmIv: 0.12 }] });
    expect(table.rows.get("2026-08-25")).toEqual({ expiry: "2026-08-25", atmIv: 0.12 });
  });

  test("applyDelta_AnyStreamWithLosses_EqualsTheServerWheneverItSaysSo", () => {
    const random = mulberry(20_260_818);
    for (let run = 0; run < 50; run++) {
      const server = new ServerTable(random);
      const table = new LiveTable(ROOM);
      table.applySnapshot(server.json());
      let lost = false;
      for (let step = 0; step < 60; step++) {
        const message = server.step();
        if (random() < 0.1) {
          lost = true;
          continue;
        }

        const outcome = table.applyDelta(message);
        expect(outcome === "gap", `run ${run}, step ${step}`).toBe(lost);
        if (outcome === "gap") table.applySnapshot(server.json());
        lost = false;
        expect(contents(table), `run ${run}, step ${step}`).toEqual(server.contents());
      }
    }
  });
});

/** A table that changes at random, with deltas of what changed: the other side of the protocol. */
class ServerTable {
  #sequence = 1;
  #epoch = 1;
  #header: Row = { spot: 1 };
  readonly #rows = new Map<string, Row>();

  constructor(readonly random: () => number) {}

  step(): WireDelta {
    const from = this.#sequence++;
    const header: Row = this.random() < 0.5 ? { spot: this.#cell() } : {};
    Object.assign(this.#header, header);
    const legs: Row[] = [];
    for (let strike = 100; strike <= 110; strike += 5) {
      if (this.random() < 0.5) continue;
      const key = legKey(strike, "call");
      const changed: Row = { strike, right: "call", [this.random() < 0.5 ? "bid" : "iv"]: this.#cell() };
      this.#rows.set(key, { ...this.#rows.get(key), ...changed });
      legs.push(changed);
    }

    return { room: ROOM, epoch: this.#epoch, from, sequence: this.#sequence, ...header, ...(legs.length > 0 && { legs }) };
  }

  json(): WireTable {
    return { room: ROOM, epoch: this.#epoch, sequence: this.#sequence, ...this.#header, legs: [...this.#rows.values()] };
  }

  contents(): unknown {
    return { sequence: this.#sequence, header: this.#header, rows: Object.fromEntries(this.#rows) };
  }

  #cell(): Cell {
    return this.random() < 0.2 ? null : Math.round(this.random() * 100);
  }
}

function contents(table: LiveTable): unknown {
  return { sequence: table.sequence, header: table.header, rows: Object.fromEntries(table.rows) };
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
