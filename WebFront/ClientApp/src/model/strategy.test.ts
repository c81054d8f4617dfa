import { expect, test } from "vitest";
import { Coalesced } from "./coalesced";
import { formatLegs, parseLegs, requestOf, type StrategyLeg, withLeg } from "./strategy";
import { TEMPLATES } from "./strategyTemplates";

const call: StrategyLeg = { expiry: "2026-08-25", strike: 24200, kind: "call", lots: 2, entry: 181.4 };

test("parseLegs_WhatFormatLegsWrote_IsTheSame", () => {
  const legs: StrategyLeg[] = [
    call,
    { expiry: "2026-08-25", strike: 24350.5, kind: "put", lots: -3, entry: null },
    { expiry: "2026-09-29", strike: null, kind: "future", lots: -1, entry: 24300 },
    { expiry: null, strike: null, kind: "underlying", lots: 1, entry: null },
  ];
  expect(parseLegs(formatLegs(legs))).toEqual(legs);
});

test.each(["", "x", "2026-08-25:call:1", "2026-08-25:24200:call:0", "24200:future:1", "2026-08-25:underlying:1", "2026-08-25:24200:call:1.5"])("parseLegs_%s_IsNoLeg", (text) => {
  expect(parseLegs(text)).toEqual([]);
});

test("withLeg_SameContract_TakesItInAtTheMeanPrice", () => {
  expect(withLeg([call], { ...call, lots: 2, entry: 191.4 })).toEqual([{ ...call, lots: 4, entry: 186.4 }]);
  expect(withLeg([call], { ...call, lots: -1, entry: 200 })).toEqual([{ ...call, lots: 1 }]);
  expect(withLeg([call], { ...call, lots: -2, entry: 200 })).toEqual([]);
  expect(withLeg([call], { ...call, kind: "put" })).toHaveLength(2);
});

test("requestOf_Legs_SaysOnlyWhatIsKnown", () => {
  expect(requestOf([{ ...call, entry: null }, { expiry: "2026-08-25", strike: null, kind: "future", lots: 1, entry: null }])).toEqual([
    { kind: "leg", lots: 2, expiry: "2026-08-25", strike: 24200, right: "call" },
    { kind: "future", lots: 1, expiry: "2026-08-25" },
  ]);
});

test.each(TEMPLATES.map((template) => [template.name, template] as const))("Template_%s_HasDistinctLegsOnTheChain", (_, template) => {
  const strikes = Array.from({ length: 41 }, (_, i) => 23000 + 50 * i);
  for (const move of [null, 30, 450, 5000]) {
    const legs = template.legs({ expiry: "2026-08-25", later: "2026-09-29", strikes, money: 24010, move });
    expect(new Set(legs.map(({ expiry, strike, kind }) => `${expiry} ${strike} ${kind}`)).size).toBe(legs.length);
    for (const { strike } of legs) expect(strike === null || strikes.includes(strike)).toBe(true);
  }
});

test("Coalesced_ManyQuestions_OneAtATimeAndTheLast", async () => {
  const asked: number[] = [];
  const answered: number[] = [];
  const release: (() => void)[] = [];
  const questions = new Coalesced<number, number>(
    (question) => new Promise((resolve) => (asked.push(question), release.push(() => resolve(question)))),
    (_, answer) => answered.push(answer),
    () => undefined,
    () => 0,
  );
  questions.later(1, 0);
  await expect.poll(() => asked).toEqual([1]);
  questions.later(2, 0);
  questions.later(3, 0);
  expect(asked).toEqual([1]);
  release[0]!();
  await expect.poll(() => asked).toEqual([1, 3]);
  release[1]!();
  await expect.poll(() => answered).toEqual([1, 3]);
});
