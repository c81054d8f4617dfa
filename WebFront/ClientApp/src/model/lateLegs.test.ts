import { describe, expect, test } from "vitest";
import { LateLegs } from "./lateLegs";

const KEYS = Array.from({ length: 20 }, (_, i) => `${i}:call`);
const isNear = (key: string): boolean => Number(key.split(":")[0]) >= 15;

function taken(late: LateLegs, most: number): string[] {
  const keys: string[] = [];
  late.take(most, isNear, (key) => keys.push(key));
  return keys.map((key) => key.split(":")[0]!);
}

describe("LateLegs", () => {
  test("take_FewerThanMost_AllInOrder", () => {
    const late = new LateLegs();
    for (const key of KEYS.slice(0, 3)) late.add(key, ["bid"]);
    expect(taken(late, 10)).toEqual(["0", "1", "2"]);
    expect(late.size).toBe(0);
  });

  test("take_MoreThanMost_HalfNearTheMoneyAndTheLongestWaiting", () => {
    const late = new LateLegs();
    for (const key of KEYS) late.add(key, ["bid"]);
    expect(taken(late, 6)).toEqual(["15", "16", "17", "0", "1", "2"]);
    for (const key of KEYS) late.add(key, ["ask"]);
    expect(taken(late, 6).slice(3)).toEqual(["3", "4", "5"]);
  });

  test("take_EverythingChangesAllTheTime_EachLegIsDrawn", () => {
    const late = new LateLegs();
    const seen = new Set<string>();
    for (let i = 0; i < 6; i++) {
      for (const key of KEYS) late.add(key, ["bid"]);
      for (const key of taken(late, 10)) seen.add(key);
    }

    expect(seen.size).toBe(KEYS.length);
  });

  test("add_SameLegAgain_ColumnsMerged", () => {
    const late = new LateLegs();
    late.add("1:put", ["bid"]);
    late.add("1:put", ["ask", "bid"]);
    const drawn: string[][] = [];
    late.take(1, isNear, (_, columns) => drawn.push([...columns]));
    expect(drawn).toEqual([["bid", "ask"]]);
  });

  test("clear_Late_NothingTaken", () => {
    const late = new LateLegs();
    late.add("1:put", ["bid"]);
    late.clear();
    expect(taken(late, 5)).toEqual([]);
  });
});
