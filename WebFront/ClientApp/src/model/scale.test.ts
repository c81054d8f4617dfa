import { describe, expect, test } from "vitest";
import { KeySequence } from "./keySequence";
import { extent, LinearScale, niceTicks, padded } from "./scale";

describe("scale", () => {
  test("invert_At_Back", () => {
    const scale = new LinearScale([23_500, 24_500], [58, 988]);
    expect(scale.at(23_500)).toBe(58);
    expect(scale.at(24_500)).toBe(988);
    expect(scale.invert(scale.at(24_123))).toBeCloseTo(24_123, 9);
    expect(new LinearScale([5, 5], [0, 100]).invert(40)).toBe(5);
  });

  test.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [11.4, 22.6, 6, [12, 14, 16, 18, 20, 22]],
    [-0.3, 0.3, 3, [-0.2, 0, 0.2]],
    [23_480, 24_520, 10, [23_600, 23_800, 24_000, 24_200, 24_400]],
    [5, 5, 4, [5]],
  ])("niceTicks_%s to %s", (low, high, count, ticks) => expect(niceTicks(low, high, count)).toEqual(ticks));

  test("niceTicks_AnyInterval_InsideRoundAndFewEnough", () => {
    for (let i = 1; i < 200; i++) {
      const low = Math.sin(i) * 10 ** (i % 6);
      const high = low + Math.abs(Math.cos(i * 7)) * 10 ** (i % 11) + 1e-6;
      const ticks = niceTicks(low, high, 6);
      const slack = (high - low) * 1e-6;
      expect(ticks.length, `${low} to ${high}`).toBeLessThanOrEqual(7);
      for (const tick of ticks) expect(tick >= low - slack && tick <= high + slack, `${tick} in ${low} to ${high}`).toBe(true);
    }
  });

  test("extent_NoneAndNaN_PassedOver", () => {
    expect(extent([3, null, NaN, -1])).toEqual([-1, 3]);
    expect(extent([null])).toBeNull();
  });

  test("padded_FromZero_StandsOnZero", () => {
    expect(padded([2, 10], 0.1, true)).toEqual([0, 11]);
    expect(padded([-10, -2], 0.1, true)).toEqual([-11, 0]);
    expect(padded([-10, 10], 0.1, true)).toEqual([-12, 12]);
    expect(padded(null, 0.1)).toEqual([0, 1]);
    expect(padded([0, 0], 0.1)).toEqual([0, 1]);
  });
});

describe("key sequence", () => {
  test("press_FirstThenSecond_Completes", () => {
    const keys = new KeySequence("g");
    expect(keys.press("c", 0)).toBeNull();
    expect(keys.press("g", 10)).toBe("first");
    expect(keys.press("s", 500)).toEqual({ second: "s" });
    expect(keys.press("s", 600)).toBeNull();
  });

  test("press_TooLate_IsAKeyOfItsOwn", () => {
    const keys = new KeySequence("g");
    keys.press("g", 0);
    expect(keys.press("c", 5_000)).toBeNull();
    expect(keys.press("g", 5_001)).toBe("first");
    expect(keys.press("g", 5_100)).toBe("first");
  });
});
