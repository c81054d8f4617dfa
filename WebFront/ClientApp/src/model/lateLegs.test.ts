import { describe, expect, test } from "vitest";
import { LateLegs } from "./lateLegs";

/** Twenty legs in five bands of four; the last band is near the money. */
const LEGS = Array.from({ length: 20 }, (_, i) => i);
const bandOf = (leg: number): number => Math.floor(leg / 4);
const isNear = (band: number): boolean => band === 4;

function addAll(late: LateLegs, column: string): void {
  for (const leg of LEGS) late.add(bandOf(leg), String(leg), [column]);
}

function taken(late: LateLegs, most: number, bands = 1): number[] {
  const legs: number[] = [];
  late.take(most, bands, isNear, (key) => legs.push(Number(key)));
  return legs;
}

describe("LateLegs", () => {
  test("take_NoMoreThanMost_All", () => {
    const late = new LateLegs();
    addAll(late, "bid");
    expect(taken(late, 20)).toEqual(LEGS);
    expect(late.size).toBe(0);
  });

  test("take_MoreThanMost_OneBandNearAndFarInTurns", () => {
    const late = new LateLegs();
    addAll(late, "bid");
    expect(taken(late, 6)).toEqual([16, 17, 18, 19]);
    expect(taken(late, 6)).toEqual([0, 1, 2, 3]);
    expect(late.size).toBe(12);
    addAll(late, "ask");
    expect(taken(late, 6)).toEqual([16, 17, 18, 19]);
    expect(taken(late, 6)).toEqual([4, 5, 6, 7]);
  });

  test("take_SeveralBands_OfOneKind", () => {
    const late = new LateLegs();
    addAll(late, "bid");
    expect(taken(late, 6, 3)).toEqual([16, 17, 18, 19]);
    expect(taken(late, 6, 3)).toEqual(LEGS.slice(0, 12));
    expect(taken(late, 6, 3)).toEqual([12, 13, 14, 15]);
    expect(late.size).toBe(0);
  });

  test("take_SeveralBands_TheOneThatWaitedLongestAndItsNeighbours", () => {
    const late = new LateLegs();
    for (const leg of [8, 0, 4, 15]) late.add(bandOf(leg), String(leg), ["bid"]);
    late.add(4, "16", ["bid"]);
    expect(taken(late, 1, 2)).toEqual([16]);
    expect(taken(late, 1, 2)).toEqual([8, 15]);
    expect(taken(late, 1, 2)).toEqual([0, 4]);
  });

  test("take_EverythingChangesAllTheTime_EachLegIsDrawn", () => {
    const late = new LateLegs();
    const seen = new Set<number>();
    for (let i = 0; i < 8; i++) {
      addAll(late, "bid");
      for (const leg of taken(late, 6)) seen.add(leg);
    }

    expect(seen.size).toBe(LEGS.length);
  });

  test("take_NoneNear_FarOnesInBothTurns", () => {
    const late = new LateLegs();
    for (const leg of LEGS.slice(0, 16)) late.add(bandOf(leg), String(leg), ["bid"]);
    expect([taken(late, 4), taken(late, 4)]).toEqual([[0, 1, 2, 3], [4, 5, 6, 7]]);
  });

  test("add_SameLegAgain_ColumnsMerged", () => {
    const late = new LateLegs();
    late.add(0, "1", ["bid"]);
    late.add(0, "1", ["ask", "bid"]);
    expect(late.size).toBe(1);
    const drawn: string[][] = [];
    late.take(1, 1, isNear, (_, columns) => drawn.push([...columns]));
    expect(drawn).toEqual([["bid", "ask"]]);
  });

  test("clear_Late_NothingTaken", () => {
    const late = new LateLegs();
    late.add(0, "1", ["bid"]);
    late.clear();
    expect(late.size).toBe(0);
    expect(taken(late, 5)).toEqual([]);
  });
});
