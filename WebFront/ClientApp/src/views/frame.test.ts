import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FrameScheduler, type Occasion } from "./frame";

/** Frames come when the test says so; messages are taken at once after the frame, as a browser takes them once it has painted. */
let frames: (() => void)[] = [];
let painted: (() => void)[] = [];
let now = 0;

class Channel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = { postMessage: (): void => void painted.push(() => this.port1.onmessage?.()) };
}

/** The next frame, whose drawing and painting take so long. */
function frame(costMs: number): void {
  const run = frames;
  frames = [];
  for (const each of run) each();
  now += costMs;
  const taken = painted;
  painted = [];
  for (const each of taken) each();
}

beforeEach(() => {
  [frames, painted, now] = [[], [], 0];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
  vi.stubGlobal("MessageChannel", Channel);
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function wait(milliseconds: number): void {
  now += milliseconds;
  vi.advanceTimersByTime(milliseconds);
}

describe("FrameScheduler", () => {
  test("request_ManyTimes_OneDraw", () => {
    const drawn: Occasion[] = [];
    const scheduler = new FrameScheduler((occasion) => drawn.push(occasion));
    scheduler.requestWhenFree();
    scheduler.request();
    scheduler.goOnWhenFree();
    frame(1);
    expect(drawn).toEqual(["asked"]);
    expect(frames).toEqual([]);
  });

  test("goOnWhenFree_FromADraw_NextDrawWaitsUntilThisIsPaidFor", () => {
    const drawn: Occasion[] = [];
    const scheduler = new FrameScheduler((occasion) => {
      drawn.push(occasion);
      if (drawn.length < 2) scheduler.goOnWhenFree();
    });
    scheduler.requestWhenFree();
    frame(10);
    wait(29);
    expect(frames).toHaveLength(0);
    wait(1);
    frame(1);
    expect(drawn).toEqual(["news", "rest"]);
  });

  test("requestWhenFree_WhileARestWaits_DrawnAsNews", () => {
    const drawn: Occasion[] = [];
    const scheduler = new FrameScheduler((occasion) => {
      drawn.push(occasion);
      if (drawn.length < 2) scheduler.goOnWhenFree();
    });
    scheduler.request();
    frame(10);
    scheduler.requestWhenFree();
    wait(30);
    frame(1);
    expect(drawn).toEqual(["asked", "news"]);
  });

  test("request_WhileADearDrawIsPaidFor_InTheNextFrame", () => {
    const drawn: Occasion[] = [];
    const scheduler = new FrameScheduler((occasion) => drawn.push(occasion));
    scheduler.requestWhenFree();
    frame(100);
    scheduler.requestWhenFree();
    expect(frames).toHaveLength(0);
    scheduler.request();
    frame(1);
    expect(drawn).toEqual(["news", "asked"]);
    wait(1_000);
    expect(frames).toHaveLength(0);
  });
});
