import { expect, test } from "vitest";
import { LiveTable, type WireTable } from "./liveTable";
import { painAt } from "./profile";
import { meshOf, slicesOf, strikeAt } from "./surface";
import { timeTicks } from "./timeTicks";

const slice = (expiry: string, timeToExpiry: number, level: number) => ({
  expiry, status: "ok", forward: 24_000, timeToExpiry, a: level * level * timeToExpiry, b: 0, rho: 0, m: 0, sigma: 0.1, lowestLogMoneyness: -0.1, highestLogMoneyness: 0.1,
});

function surface(...expiries: readonly object[]): LiveTable {
  const table = new LiveTable("surface:NIFTY");
  table.applySnapshot({ room: "surface:NIFTY", epoch: 1, sequence: 1, expiries } as unknown as WireTable);
  return table;
}

test("meshOf_FlatSlices_TotalVarianceIsLinearInTime", () => {
  const table = surface(slice("2026-08-25", 0.04, 0.1), { ...slice("2026-09-01", 0.05, 0.1), status: "tooFewPoints", a: null }, slice("2026-09-29", 0.16, 0.2));
  const slices = slicesOf(table);
  expect(slices.map(({ expiry }) => expiry)).toEqual(["2026-08-25", "2026-09-29"]);
  for (const axis of ["deviations", "percent"] as const) {
    const mesh = meshOf(slices, table, axis)!;
    expect(mesh.rows[0]!.expiry).toBe("2026-08-25");
    expect(mesh.rows.at(-1)!.expiry).toBe("2026-09-29");
    expect(strikeAt(mesh, 0, 40)).toBeCloseTo(24_000 * Math.exp(axis === "deviations" ? 2.5 * 0.1 * 0.2 : 0.1), 6);
    for (const [i, { years }] of mesh.rows.entries()) {
      const variance = 0.0004 + ((0.0064 - 0.0004) * (years - 0.04)) / 0.12;
      for (const iv of mesh.iv[i]!) expect(iv).toBeCloseTo(Math.sqrt(variance / years) * 100, 9);
    }
  }
});

test("meshOf_OneSlice_None", () => {
  const table = surface(slice("2026-08-25", 0.04, 0.1));
  expect(meshOf(slicesOf(table), table, "percent")).toBeNull();
});

test("painAt_Settlement_IsWhatWritersPay", () => {
  const profile = [
    { strike: 100, callOi: 10, putOi: 5, callChange: null, putChange: null },
    { strike: 110, callOi: null, putOi: 20, callChange: null, putChange: null },
  ];
  expect(painAt(profile, 100)).toBe(200);
  expect(painAt(profile, 110)).toBe(100);
  expect(painAt(profile, 90)).toBe(50 + 400);
});

test("timeTicks_AnInterval_RoundInstantsOfTheVenue", () => {
  const nine = Date.UTC(2026, 7, 18, 3, 45);
  expect(timeTicks(nine, nine + 3_600_000, 5, 19_800_000)).toEqual([0, 15, 30, 45, 60].map((minutes) => nine + minutes * 60_000));
  expect(timeTicks(nine, nine, 7)).toEqual([nine]);
});
