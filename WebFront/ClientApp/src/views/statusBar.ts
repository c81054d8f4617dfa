import type { ConnectionState } from "../connection";
import { element, LiveText, setAttribute } from "./dom";

/** What the status line says, already decided; the line only shows it. */
export interface StatusFacts {
  readonly connection: ConnectionState;
  /** An instant of the past is shown. */
  readonly past: boolean;
  /** Whether the shown copy follows the server. */
  readonly synchronised: boolean;
  /** Seconds since anything changed; null before the first. */
  readonly quietSeconds: number | null;
  /** Time of day of the data shown, for when it is stale. */
  readonly dataTime: string;
  readonly feed: string;
  readonly feedState: string;
  readonly ticksPerSecond: string;
  readonly latency: string;
  /** How often updates come to this page at most; empty while not known. */
  readonly pace: string;
  readonly paceReason: "asked" | "crowd" | "slow";
  /** Publications that came inside a later update. */
  readonly merged: number;
  readonly version: string;
}

/** Without a change for this long the line says so: the market is closed, or the feed has stopped. */
const QUIET_SECONDS = 10;

const PACE_REASONS = {
  asked: "This is the pace the page asked for.",
  crowd: "The server serves all clients more seldom while there are this many.",
  slow: "The server waits for this browser, which takes its updates slowly.",
} as const;

/** The last line: whether the numbers are live, from which feed, how many, how late. */
export class StatusBar {
  readonly element: HTMLElement;
  readonly #state = new LiveText();
  readonly #feed = new LiveText();
  readonly #rate = new LiveText();
  readonly #latency = new LiveText();
  readonly #pace = new LiveText();
  readonly #version = new LiveText();
  readonly #feedElement = element("span", { "data-value": "feed" }, this.#feed.node);
  readonly #stateElement = element("span", { class: "state", role: "status", "data-value": "state" }, element("i", { "aria-hidden": "true" }), this.#state.node);

  readonly #paceElement = element("span", { class: "pace", "data-value": "pace" }, this.#pace.node);

  constructor() {
    this.element = element(
      "footer",
      { class: "status" },
      this.#stateElement,
      this.#feedElement,
      element("span", { "data-value": "rate", title: "Ticks accepted by the server" }, this.#rate.node),
      element("span", { "data-value": "latency", title: "From the tick's arrival at the server to this screen, median of the last draws (the two clocks must agree)" }, this.#latency.node),
      this.#paceElement,
      element("span", { class: "version", title: "Version of the data shown: epoch and sequence" }, this.#version.node),
    );
  }

  draw(facts: StatusFacts): void {
    const [kind, text] = state(facts);
    setAttribute(this.#stateElement, "data-state", kind);
    this.#state.set(text);
    this.#feed.set(facts.feed);
    setAttribute(this.#feedElement, "title", facts.feedState || null);
    this.#rate.set(facts.ticksPerSecond);
    this.#latency.set(facts.latency);
    this.#pace.set(facts.pace === "" ? "" : `${facts.pace}${facts.paceReason === "asked" ? "" : ` (${facts.paceReason})`} · ${facts.merged} merged`);
    setAttribute(this.#paceElement, "title", `Updates come at most so often; publications in between are merged. ${PACE_REASONS[facts.paceReason]}`);
    this.#version.set(facts.version);
  }
}

function state(facts: StatusFacts): readonly ["live" | "quiet" | "lost", string] {
  if (facts.past) return ["quiet", `Past${facts.dataTime === "" ? "" : `: numbers of ${facts.dataTime}`}`];
  const stale = facts.dataTime === "" ? "" : `: numbers of ${facts.dataTime}`;
  switch (facts.connection) {
    case "connecting":
      return ["lost", "Connecting …"];
    case "reconnecting":
      return ["lost", `Reconnecting${stale}`];
    case "stopped":
      return ["lost", `Disconnected${stale}`];
    case "connected":
      if (!facts.synchronised) return ["quiet", "Loading …"];
      if (facts.quietSeconds !== null && facts.quietSeconds >= QUIET_SECONDS) return ["quiet", `No change for ${quiet(facts.quietSeconds)}${stale}`];
      return ["live", "Live"];
  }
}

function quiet(seconds: number): string {
  return seconds < 120 ? `${Math.floor(seconds)} s` : `${Math.floor(seconds / 60)} min`;
}
