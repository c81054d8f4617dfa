import { expect, test } from "vitest";
import { chosenLeg, withChosenLeg } from "./chosenLeg";

test.each([
  ["24500:call", { strike: 24_500, side: "call" }], ["0.5:put", { strike: 0.5, side: "put" }],
])("chosenLeg_%s", (leg, expected) => expect(chosenLeg({ params: { leg } })).toEqual(expected));

test.each(["", "24500", "24500:straddle", ":call", "0:call", "-5:put", "NaN:call", "Infinity:call", "1e999:put"])(
  "chosenLeg_NoLegThereCouldBe_%s", (leg) => expect(chosenLeg({ params: { leg } })).toBeNull());

test("chosenLeg_NotNamed_None", () => expect(chosenLeg({ params: { over: "2026-09-29" } })).toBeNull());

test("withChosenLeg_OthersStay_AndItIsFoundAgain", () => {
  const params = withChosenLeg({ params: { over: "2026-09-29", leg: "1:put" } }, { strike: 24_500.5, side: "call" });
  expect(params).toEqual({ over: "2026-09-29", leg: "24500.5:call" });
  expect(chosenLeg({ params })).toEqual({ strike: 24_500.5, side: "call" });
  expect(withChosenLeg({ params }, null)).toEqual({ over: "2026-09-29" });
});
