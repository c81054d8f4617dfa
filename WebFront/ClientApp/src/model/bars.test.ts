import { describe, expect, test } from "vitest";
import { together, withPrice } from "./bars";

const bar = (time: number, open: number, high: number, low: number, close: number) => ({ time, open, high, low, close });

describe("bars", () => {
  test("withPrice_WithinTheLast_WidensIt", () => {
    expect(withPrice([bar(60, 5, 6, 4, 5)], 60, 100, 7)).toEqual([bar(60, 5, 7, 4, 7)]);
  });

  test("withPrice_AfterTheLast_BeginsOne", () => {
    expect(withPrice([bar(60, 5, 6, 4, 5)], 60, 121, 7)).toEqual([bar(60, 5, 6, 4, 5), bar(120, 7, 7, 7, 7)]);
  });

  test("withPrice_BeforeTheLast_ChangesNothing", () => {
    const bars = [bar(60, 5, 6, 4, 5)];
    expect(withPrice(bars, 60, 59, 7)).toBe(bars);
  });

  test("together_Several_FirstOpensAndLastCloses", () => {
    expect(together([bar(61, 5, 6, 4, 5), bar(62, 5, 9, 5, 8)], 60)).toEqual(bar(60, 5, 9, 4, 8));
    expect(together([], 60)).toBeNull();
  });
});
