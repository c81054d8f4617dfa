import { describe, expect, test } from "vitest";
import { legKey, LiveTable } from "./liveTable";
import { expectedMove, interestAt, strikeOfMost, strikesAround, strikesOf, strikeStep } from "./profile";
import { exclusionReason, exposureReason, indexReason, smileReason } from "./reasons";
import { fittedCurve, sliceOf, smileDomain, smileShape } from "./smile";

function table(room: string, content: Record<string, unknown>): LiveTable {
  const created = new LiveTable(room);
  created.applySnapshot({ room, epoch: 1, sequence: 1, ...content });
  return created;
}

/** A slice and what the server publishes of it at three strikes, to six decimals and seven digits. */
const PUBLISHED = {
  header: {
    status: "ok",
    forward: 24040.6968,
    timeToExpiry: 0.0429281773,
    a: 0.0003027403127791509,
    b: 0.011165411922612545,
    rho: -0.37043635378464923,
    m: 0.010792261968678739,
    sigma: 0.027904509147499753,
    atmIv: 0.125991,
  },
  strikes: [
    { strike: 23200, fittedIv: 0.160005, density: 0.0001750452 },
    { strike: 24000, fittedIv: 0.127305, density: 0.000694778 },
    { strike: 24800, fittedIv: 0.118624, density: 0.0002842212 },
  ],
};

describe("smile", () => {
  const smile = table("smile:NIFTY:2026-12-08", { ...PUBLISHED.header, strikes: PUBLISHED.strikes });

  test("fittedCurve_PublishedSlice_GoesThroughWhatTheServerPublishes", () => {
    const curve = fittedCurve(sliceOf(smile.header), [23_200, 24_800]);
    for (const { strike, fittedIv, density } of PUBLISHED.strikes) {
      const point = curve.find((candidate) => candidate.strike === strike)!;
      expect(point.iv / 100).toBeCloseTo(fittedIv, 5);
      expect(Math.abs(point.density / density - 1)).toBeLessThan(1e-5);
    }
  });

  test("fittedCurve_Density_IntegratesToNearlyOne", () => {
    const curve = fittedCurve(sliceOf(smile.header), [20_000, 28_000]);
    const step = 8_000 / (curve.length - 1);
    expect(curve.reduce((sum, { density }) => sum + density * step, 0)).toBeCloseTo(1, 2);
  });

  test("fittedCurve_NoSlice_Nothing", () => {
    expect(fittedCurve(sliceOf(table("smile:X:2026-12-08", { status: "tooFewPoints", forward: 24_000, a: null, strikes: [] }).header), [1, 2])).toEqual([]);
  });

  test("smileDomain_AroundOrAll_WithinTheStrikes", () => {
    const [from, to] = smileDomain(smile, false)!;
    expect(from).toBe(23_200);
    expect(to).toBe(24_800);
    const near = table("smile:X:2026-12-08", { ...PUBLISHED.header, timeToExpiry: 0.0004, strikes: [{ strike: 20_000 }, { strike: 28_000 }] });
    const [low, high] = smileDomain(near, false)!;
    expect(high / 24040.6968).toBeCloseTo(Math.exp(4 * 0.125991 * 0.02), 6);
    expect(low * high).toBeCloseTo(24040.6968 ** 2, 2);
    expect(smileDomain(near, true)).toEqual([20_000, 28_000]);
    expect(smileDomain(table("smile:X:2026-12-08", { strikes: [] }), false)).toBeNull();
  });

  test("smileShape_Points_ApartByTheirSay", () => {
    const shape = smileShape(
      table("smile:X:2026-12-08", {
        strikes: [
          { strike: 300, iv: 0.2, bidIv: 0.19, askIv: 0.21, excluded: "none" },
          { strike: 100, iv: 0.4, bidIv: null, askIv: 0.5, excluded: "outlier" },
          { strike: 200, iv: null, bidIv: null, askIv: null, excluded: null },
        ],
      }),
    );
    expect(shape.strikes).toEqual([100, 200, 300]);
    expect(shape.market).toEqual([[300, 20]]);
    expect(shape.excluded).toEqual([[100, 40]]);
    expect(shape.quotes).toEqual([[300, 19, 21]]);
  });
});

describe("profile", () => {
  const chain = table("chain:NIFTY:2026-08-25", {
    legs: [
      { strike: 24_100, right: "call", oi: 500, oiChange: -20 },
      { strike: 24_100, right: "put", oi: null, oiChange: null },
      { strike: 24_000, right: "put", oi: 700, oiChange: 90 },
      { strike: 24_200, right: "call", oi: 500, oiChange: 10 },
    ],
  });
  const profile = strikesOf(chain).map((strike) => interestAt(chain, strike));

  test("interestAt_MissingLeg_NoneNotNought", () => {
    expect(profile.map(({ strike }) => strike)).toEqual([24_000, 24_100, 24_200]);
    expect(profile[0]).toEqual({ strike: 24_000, callOi: null, putOi: 700, callChange: null, putChange: 90 });
    expect(profile[1]!.putOi).toBeNull();
  });

  test("strikeOfMost_Tie_LowestAndNoneWithoutAny", () => {
    expect(strikeOfMost(profile, "callOi")).toBe(24_100);
    expect(strikeOfMost(profile, "putOi")).toBe(24_000);
    expect(strikeOfMost([], "callOi")).toBeNull();
  });

  test("strikesAround_NoughtIsAll", () => {
    const strikes = Array.from({ length: 41 }, (_, i) => 100 + i);
    expect(strikesAround(strikes, 120, 0)).toHaveLength(41);
    expect(strikesAround(strikes, 120, 5)).toEqual(strikes.slice(15, 26));
    expect(strikeStep([1, 4, 6])).toBe(2);
    expect(strikeStep([7])).toBe(1);
  });

  test("expectedMove_Parts_OneStandardDeviation", () => {
    expect(expectedMove(24_000, 0.125, 0.04)).toBeCloseTo(600, 9);
    expect(expectedMove(24_000, null, 0.04)).toBeNull();
    expect(expectedMove(24_000, 0.125, 0)).toBeNull();
    expect(expectedMove(null, 0.125, 0.04)).toBeNull();
  });
});

describe("tables of analytics", () => {
  test("applyDelta_RowsByStrike_MergedByStrike", () => {
    const smile = table("smile:NIFTY:2026-08-25", { butterflyFree: true, strikes: [{ strike: 24_000, iv: 0.12 }, { strike: 24_050, iv: 0.11 }] });
    const outcome = smile.applyDelta({ room: smile.room, epoch: 1, from: 1, sequence: 2, strikes: [{ strike: 24_050, iv: null }, { strike: 24_100, iv: 0.1 }] });
    expect(outcome).toMatchObject({ whole: false });
    expect([...smile.rows]).toEqual([
      ["24000", { strike: 24_000, iv: 0.12 }],
      ["24050", { strike: 24_050, iv: null }],
      ["24100", { strike: 24_100, iv: 0.1 }],
    ]);
    expect(smile.header["butterflyFree"]).toBe(true);
  });

  test("applySnapshot_ExposuresOfProductAndChain_EachByItsRows", () => {
    const product = table("exposures:NIFTY", { expiries: [{ expiry: "2026-08-25", gamma: 1 }] });
    const chain = table("exposures:NIFTY:2026-08-25", { expiry: "2026-08-25", strikes: [{ strike: 24_000.5, gamma: 2 }] });
    expect(product.rows.get("2026-08-25")).toEqual({ expiry: "2026-08-25", gamma: 1 });
    expect(chain.rows.get("24000.5")).toEqual({ strike: 24_000.5, gamma: 2 });
    expect(legKey(24_000.5, "call")).toBe("24000.5:call");
  });

  test.each([
    [smileReason, "oneSided"],
    [smileReason, "tooLoose"],
    [exposureReason, "noOpenInterest"],
    [indexReason, "oneTerm"],
  ] as const)("%o_%s_SaysWhy", (reason, status) => {
    expect(reason("ok")).toBe("");
    expect(reason(status)).not.toBe(reason(undefined));
    expect(reason(undefined)).toBe("not computed yet");
  });

  test("exclusionReason_None_Empty", () => {
    expect(exclusionReason("none")).toBe("");
    expect(exclusionReason(null)).toBe("");
    expect(exclusionReason("crossed")).toMatch(/bid is above/);
  });
});
