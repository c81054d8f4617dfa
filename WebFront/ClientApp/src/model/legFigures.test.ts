import { describe, expect, test } from "vitest";
import { Baseline } from "./baseline";
import { BUILD_UPS, buildUp, type LegFacts, probabilityInTheMoney, spread, timeValue } from "./legFigures";
import { LegTrail } from "./legTrail";
import { LiveTable } from "./liveTable";
import { rowRange } from "./rowRange";
import { DEFAULTS, layoutParams, settingsInParams } from "./settings";

const facts = (leg: LegFacts["leg"], extra: Partial<LegFacts> = {}): LegFacts => ({ strike: 100, right: "call", leg, header: { forward: 104, discountFactor: 0.99 }, before: undefined, ...extra });

describe("buildUp", () => {
  test.each([
    [11, 60, "long"], [9, 60, "short"], [9, 40, "unwinding"], [11, 40, "covering"], [10, 60, "none"], [11, 50, "none"],
  ])("PriceTo%sOiTo%s_%s", (price, oi, name) => expect(BUILD_UPS[buildUp(facts({ last: price, oi }, { before: { price: 10, oi: 50 } }))!]!.name).toBe(name));

  test("SomethingUnknown_None", () => {
    expect(buildUp(facts({ last: 10, oi: 50 }))).toBeNull();
    expect(buildUp(facts({ last: 10 }, { before: { price: 10, oi: 50 } }))).toBeNull();
    expect(buildUp(facts({ last: 10, oi: 5 }, { before: { price: null, oi: 50 } }))).toBeNull();
  });
});

test("probabilityInTheMoney_CallAndPut_AddUpToOne", () => {
  const call = probabilityInTheMoney(facts({ dualDelta: -0.693 }))!;
  const put = probabilityInTheMoney(facts({ dualDelta: 0.297 }, { right: "put" }))!;
  expect(call).toBeCloseTo(0.7, 12);
  expect(call + put).toBeCloseTo(1, 12);
  expect(probabilityInTheMoney(facts({}))).toBeNull();
});

test("timeValue_QuotedOrTraded_PriceLessDiscountedIntrinsic", () => {
  expect(timeValue(facts({ bid: 5, ask: 5.2, last: 9 }))).toBeCloseTo(5.1 - 0.99 * 4, 12);
  expect(timeValue(facts({ last: 2 }, { right: "put" }))).toBe(2);
  expect(timeValue(facts({}))).toBeNull();
});

test("spread_TwoSided_ShareOfTheMid", () => {
  expect(spread(facts({ bid: 9, ask: 11 }))).toBeCloseTo(0.2, 12);
  for (const leg of [{ bid: 9 }, { ask: 11 }, { bid: 11, ask: 9 }]) expect(spread(facts(leg))).toBeNull();
});

function tableAt(second: number, last: number): LiveTable {
  const table = new LiveTable("chain:X:2026-08-25");
  const asOf = new Date(Date.UTC(2026, 7, 18, 4, 0, second)).toISOString();
  table.applySnapshot({ room: table.room, epoch: 1, sequence: second, asOf, legs: [{ strike: 100, right: "call", last, oi: 7, iv: 0.1 }] } as never);
  return table;
}

test("Baseline_LegMovesOn_StaysWhatItWas", () => {
  const baseline = new Baseline(tableAt(0, 10));
  expect(baseline.of("100:call", tableAt(5, 12))).toEqual({ price: 10, oi: 7 });
  expect(baseline.of("110:call", tableAt(5, 12))).toEqual({ price: null, oi: null });
});

test("Baseline_DaysFirstRecord_ComesBeforeWhatWasSeen", () => {
  const baseline = new Baseline(tableAt(0, 10));
  baseline.open("2026-08-18T03:45:00Z", [{ strike: 100, right: "call", bid: null, ask: null, last: 4, oi: 5 }, { strike: 110, right: "call", bid: null, ask: null, last: null, oi: 5 }]);
  expect(baseline.of("100:call", tableAt(5, 12))).toEqual({ price: 4, oi: 5 });
  expect(baseline.since("100:call")).toEqual({ time: "2026-08-18T03:45:00Z", ofDay: true });
  expect(baseline.since("110:call").ofDay).toBe(false);
});

test("LegTrail_Record_ComesBeforeWhatWasSeen", () => {
  const trail = new LegTrail("100:call");
  trail.add(tableAt(30, 12));
  const recorded = [0, 20, 40].map((second) => ({ time: Date.UTC(2026, 7, 18, 4, 0, second), price: second, iv: null, oi: null }));
  trail.begin(recorded);
  expect(trail.samples.map(({ price }) => price)).toEqual([0, 20, 12]);
  expect(trail.recorded).toBe(true);
  trail.add(tableAt(10, 9));
  expect(trail.samples.map(({ price }) => price)).toEqual([0, 9]);
});

test("LegTrail_ADayOfSeconds_BoundedAndEven", () => {
  const trail = new LegTrail("100:call");
  for (let second = 0; second < 20_000; second++) trail.add(tableAt(second, second));
  const { samples } = trail;
  expect(samples.length).toBeGreaterThan(1_000);
  expect(samples.length).toBeLessThanOrEqual(4_096);
  expect(samples[0]!.price).toBe(0);
  const gaps = samples.slice(1).map(({ time }, i) => time - samples[i]!.time);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps));
});

describe("rowRange", () => {
  test("Middle_WhatIsSeenAndSomeBeyond", () => expect(rowRange({ from: 0, to: 500 }, 2_500, 500, 25)).toEqual({ from: 92, to: 128 }));
  test("Edges_WithinTheWindow", () => {
    expect(rowRange({ from: 10, to: 41 }, 0, 2_000, 25)).toEqual({ from: 10, to: 41 });
    expect(rowRange({ from: 0, to: 500 }, 99_999, 500, 25)).toEqual({ from: 500, to: 500 });
    expect(rowRange({ from: 0, to: 0 }, 0, 500, 25)).toEqual({ from: 0, to: 0 });
  });
});

test("settingsInParams_LayoutOfALink_FoundAndTheRestLeft", () => {
  const params = layoutParams({ ...DEFAULTS, columns: "iv,last", strikes: 5, density: "compact" });
  const { settings, rest } = settingsInParams({ ...params, leg: "100:call", theme: "pink" });
  expect(settings).toEqual({ columns: "iv,last", strikes: 5, density: "compact" });
  expect(rest).toEqual({ leg: "100:call", theme: "pink" });
});
