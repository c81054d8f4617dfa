import { describe, expect, test } from "vitest";
import { grownRange, rowRange } from "./rowRange";

const NOTHING = { from: 0, to: 0 };

describe("rowRange", () => {
  test("rowRange_Scrolled_WhatIsSeenAndSomeBeyond", () => {
    expect(rowRange({ from: 0, to: 200 }, 1_000, 500, 25)).toEqual({ from: 32, to: 68 });
    expect(rowRange({ from: 0, to: 30 }, 0, 500, 25)).toEqual({ from: 0, to: 28 });
  });
});

describe("grownRange", () => {
  const wanted = { from: 10, to: 100 };

  test("grownRange_NoneThere_AroundTheMiddle", () => {
    expect(grownRange(NOTHING, wanted, 50, 20)).toEqual({ from: 40, to: 60 });
    expect(grownRange(NOTHING, wanted, 12, 20)).toEqual({ from: 10, to: 30 });
    expect(grownRange(NOTHING, wanted, 500, 20)).toEqual({ from: 80, to: 100 });
  });

  test("grownRange_SomeThere_GrowsToBothSidesUntilAllIsThere", () => {
    let range = grownRange(NOTHING, wanted, 30, 30);
    const seen = [range];
    while (range.from > wanted.from || range.to < wanted.to) seen.push((range = grownRange(range, wanted, 30, 30)));
    expect(seen).toEqual([{ from: 15, to: 45 }, { from: 10, to: 70 }, { from: 10, to: 100 }]);
  });

  test("grownRange_RoomForAll_All", () => {
    expect(grownRange(NOTHING, wanted, 50, 200)).toEqual(wanted);
  });
});
