import { describe, expect, test } from "vitest";
import { ClockOffset } from "./clockOffset";
import { LatencyWindow } from "./latency";
import { formatPlace, parsePlace } from "./place";
import { forwardSourceReason, reasonForNone, volatilityReason } from "./reasons";
import { NO_STATUS, readStatus } from "./serverStatus";
import { DEFAULTS, parseSettings } from "./settings";
import { expiryDate, expiryWeekday, timeLeft, VenueClock } from "./time";

const day = 1 / 365;

describe("time", () => {
  test.each([
    [null, "–"], [NaN, "–"], [0, "expired"], [-day, "expired"], [12.5 * day, "12 d"], [1.25 * day, "1 d 6 h"], [day / 4, "6 h 0 m"],
    [day / 24 / 3, "20 m"], [day / 86_400, "< 1 m"],
  ])("timeLeft_%s years_%s", (years, text) => expect(timeLeft(years)).toBe(text));

  test("expiryDate_SameOrOtherYear_YearOnlyWhenOther", () => {
    expect(expiryDate("2026-08-25", "2026")).toBe("25 Aug");
    expect(expiryDate("2026-09-01", "2026")).toBe("1 Sep");
    expect(expiryDate("2027-01-26", "2026")).toBe("26 Jan ’27");
    expect(expiryWeekday("2026-08-25")).toBe("Tue");
  });

  test("parts_Instant_AsTheVenueShowsIt", () => {
    const clock = VenueClock.of("Asia/Kolkata");
    expect(clock.parts("2026-08-18T10:00:00.123456Z")).toEqual({ date: "18 Aug", time: "15:30:00", zone: "IST" });
    expect(clock.parts("2026-08-18T18:30:00Z")!.time).toBe("00:00:00");
    expect(clock.parts(null)).toBeNull();
    expect(clock.parts("soon")).toBeNull();
  });
});

describe("place", () => {
  test.each([
    ["", { product: null, expiry: null, view: "chain" }],
    ["#NIFTY", { product: "NIFTY", expiry: null, view: "chain" }],
    ["#NIFTY/2026-08-25", { product: "NIFTY", expiry: "2026-08-25", view: "chain" }],
    ["#NIFTY/smile?over=2026-09-29,2026-10-27", { product: "NIFTY", expiry: null, view: "smile", params: { over: "2026-09-29,2026-10-27" } }],
    ["#NIFTY/2026-08-25/smile", { product: "NIFTY", expiry: "2026-08-25", view: "smile" }],
    ["#NIFTY?at=2026-08-18T10:17:31.4%2B05:30", { product: "NIFTY", expiry: null, view: "chain", at: "2026-08-18T04:47:31Z" }],
    ["#NIFTY?at=yesterday", { product: "NIFTY", expiry: null, view: "chain" }],
    ["#NIFTY/open-interest", { product: "NIFTY", expiry: null, view: "open-interest" }],
    ["#M%26M/2026-08-25", { product: "M&M", expiry: "2026-08-25", view: "chain" }],
    ["#%E0%A4%A", { product: null, expiry: null, view: "chain" }],
  ])("parsePlace_%s", (hash, place) => expect(parsePlace(hash)).toEqual({ params: {}, at: null, ...place }));

  test.each(["chain", "open-interest"])("formatPlace_%s_ParsesBack", (view) => {
    const place = { product: "M&M", expiry: "2026-08-25", view, params: { legs: "24000:call,24100:put", note: "a & b" }, at: "2026-08-18T04:47:31Z" };
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(formatPlace({ ...place, product: null, expiry: null })).toBe("");
  });
});

describe("settings", () => {
  test("parseSettings_Stored_TakenOver", () =>
    expect(parseSettings('{"theme":"light","strikes":0}')).toEqual({ ...DEFAULTS, theme: "light", strikes: 0 }));

  test.each([null, "", "nonsense", "[]", "null", '{"theme":"pink","strikes":-1,"other":1}'])("parseSettings_%s_Defaults", (text) =>
    expect(parseSettings(text)).toEqual(DEFAULTS),
  );
});

describe("latency", () => {
  test("median_OneSlowFrame_NotMoved", () => {
    const window = new LatencyWindow(5);
    for (const sample of [40, 41, 900, 42, 43]) window.add(sample);
    expect(window.median()).toBe(42);
  });

  test("median_MoreThanCapacity_LatestCount", () => {
    const window = new LatencyWindow(3);
    for (const sample of [900, 900, 900, 1, 2, 3]) window.add(sample);
    expect(window.median()).toBe(2);
  });

  test("median_NothingOrClocksApart_None", () => {
    const window = new LatencyWindow();
    expect(window.median()).toBeNull();
    window.add(NaN);
    window.add(3_600_000);
    expect(window.median()).toBeNull();
    window.add(-500);
    expect(window.median()).toBeNull();
  });
});

describe("clock offset", () => {
  test("add_ServerAhead_QuickestAnswerCounts", () => {
    const offset = new ClockOffset();
    offset.add(61_000, 0, 400);
    offset.add(60_020, 0, 40);
    offset.add(65_000, 0, 900);
    expect(offset.milliseconds).toBe(60_000);
  });

  test("add_DifferenceWithinTheRoundTrip_None", () => {
    const offset = new ClockOffset();
    offset.add(1_008, 1_000, 1_010);
    expect(offset.milliseconds).toBe(0);
  });
});

describe("server status", () => {
  test("readStatus_Answer_WhatTheLineTells", () => {
    const body = { now: "2026-08-18T10:00:00Z", feed: { name: "simulate", state: "seed 1" }, ingress: { ticksPerSecond: 1_204.5 }, history: { written: 3 } };
    expect(readStatus(body)).toEqual({ feed: "Simulated market", feedState: "seed 1", ticksPerSecond: 1_204.5, now: Date.UTC(2026, 7, 18, 10), recording: true });
  });

  test.each([
    ["replay data/2026-08-18.csv.gz", "Replay of 2026-08-18.csv.gz"],
    ["", "Pushed ticks"],
    ["deribit", "deribit"],
  ])("readStatus_Feed '%s'_%s", (name, feed) => expect(readStatus({ feed: { name } }).feed).toBe(feed));

  test.each([null, "no", 3, {}, { feed: 1, ingress: { ticksPerSecond: "many" } }])("readStatus_%s_Nothing", (body) =>
    expect(readStatus(body)).toEqual({ ...NO_STATUS, feed: "Pushed ticks" }),
  );
});

describe("reasons", () => {
  test.each(["noPrice", "belowIntrinsic", "aboveBound", "expired", "invalidInput"])("volatilityReason_%s_SaysWhy", (ivStatus) => {
    expect(volatilityReason({ ivStatus })).not.toBe(volatilityReason({}));
    expect(reasonForNone("delta", { ivStatus })).toBe(volatilityReason({ ivStatus }));
  });

  test("reasonForNone_ByColumn_Differs", () => {
    expect(reasonForNone("last", {})).toBe("not traded yet");
    expect(reasonForNone("bid", {})).toBe("no buyer in the book");
    expect(reasonForNone("oi", {})).toBe("not reported by the feed");
    expect(forwardSourceReason("parity")).toMatch(/parity/);
    expect(forwardSourceReason(null)).toBe("none yet");
  });
});
