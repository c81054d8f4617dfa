import { describe, expect, test } from "vitest";
import { NumberFormat } from "./format";

const indian = new NumberFormat("indian");
const international = new NumberFormat("international");

describe("NumberFormat", () => {
  test.each([null, undefined, NaN, Infinity])("every text of %s is a dash", (value) => {
    const texts = [
      indian.grouped(value, 2), indian.plain(value, 2), indian.greek(value), indian.signed(value, 2),
      indian.percent(value, 2), indian.compact(value), indian.signedCompact(value),
    ];
    expect(new Set(texts)).toEqual(new Set(["–"]));
  });

  test("grouped_Large_GroupedAsChosen", () => {
    expect(indian.grouped(12_345_678.5, 2)).toBe("1,23,45,678.50");
    expect(international.grouped(12_345_678.5, 2)).toBe("12,345,678.50");
  });

  test.each([
    [0, "0"], [65, "65"], [999, "999"], [1_000, "1.00K"], [99_950, "100K"], [99_996, "1.00L"], [123_456, "1.23L"], [9_999_000, "100L"],
    [9_999_900, "1.00Cr"], [123_456_789, "12.3Cr"], [12_345_678_901, "1,235Cr"], [145_937_502_348, "14,594Cr"], [4_687_634_707_110, "4.69L Cr"],
  ])("compact_%s_Indian", (value, text) => expect(indian.compact(value)).toBe(text));

  test.each([
    [999, "999"], [1_234, "1.23K"], [123_456, "123K"], [999_960, "1.00M"], [12_345_678, "12.3M"], [1_234_567_890, "1.23B"],
  ])("compact_%s_International", (value, text) => expect(international.compact(value)).toBe(text));

  test("signed_EitherSide_TrueMinusAndPlus", () => {
    expect(indian.signed(107.5, 2)).toBe("+107.50");
    expect(indian.signed(-107.5, 2)).toBe("−107.50");
    expect(indian.signedCompact(-250_000)).toBe("−2.50L");
    expect(indian.signedCompact(0)).toBe("0");
  });

  test("plain_RoundsToNought_NoSign", () => {
    expect(indian.plain(-0.001, 2)).toBe("0.00");
    expect(indian.signed(0.001, 2)).toBe("0.00");
  });

  test.each([
    [-34.567, "−34.57"], [99.994, "99.99"], [99.996, "100.0"], [-130.24, "−130.2"], [1234.5, "1235"], [0, "0.00"],
  ])("greek_%s_FitsItsColumn", (value, text) => expect(indian.greek(value)).toBe(text));

  test("percent_Fraction_TimesHundred", () => expect(indian.percent(0.11834, 2)).toBe("11.83"));
});
