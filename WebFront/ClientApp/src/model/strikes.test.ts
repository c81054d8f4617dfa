import { describe, expect, test } from "vitest";
import { lowerBound, nearestStrike, strikeWindow } from "./strikes";

const strikes = Array.from({ length: 101 }, (_, i) => 20_000 + i * 50);

test.each([
  [19_000, 0], [20_000, 0], [20_001, 1], [25_000, 100], [25_001, 101],
])("lowerBound_%s", (value, index) => expect(lowerBound(strikes, value)).toBe(index));

test.each([
  [19_000, 0], [20_024, 0], [20_025, 0], [20_026, 1], [26_000, 100],
])("nearestStrike_%s_TieGoesLow", (value, index) => expect(nearestStrike(strikes, value)).toBe(index));

test("nearestStrike_NoStrikes_MinusOne", () => expect(nearestStrike([], 1)).toBe(-1));

describe("strikeWindow", () => {
  test("Money_InTheMiddle", () => expect(strikeWindow(strikes, 22_500, 10, null)).toEqual({ from: 40, to: 61 }));

  test("MoneyAtTheEdge_FullWidthKept", () => {
    expect(strikeWindow(strikes, 20_000, 10, null)).toEqual({ from: 0, to: 21 });
    expect(strikeWindow(strikes, 25_000, 10, null)).toEqual({ from: 80, to: 101 });
  });

  test("AllOrFewStrikes_All", () => {
    expect(strikeWindow(strikes, 22_500, Infinity, null)).toEqual({ from: 0, to: 101 });
    expect(strikeWindow(strikes.slice(0, 5), 20_000, 10, null)).toEqual({ from: 0, to: 5 });
  });

  test("MoneyUnknown_MiddleOfTheStrikes", () => expect(strikeWindow(strikes, null, 10, null)).toEqual({ from: 40, to: 61 }));

  test("MoneyDriftsALittle_StaysPut_DriftsFar_Follows", () => {
    const window = strikeWindow(strikes, 22_500, 10, null);
    expect(strikeWindow(strikes, 22_700, 10, window)).toBe(window);
    expect(strikeWindow(strikes, 22_750, 10, window)).toEqual({ from: 45, to: 66 });
  });
});
