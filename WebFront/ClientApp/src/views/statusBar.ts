import type { ConnectionState } from "../connection";
import { element, LiveText, setAttribute } from "./dom";

/** What the status line says, already decided; the line only shows it. */
export interface StatusFacts {
  readonly connection: ConnectionState;
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
  readonly version: string;
}

/** Without a change for this long the line says so: the market is closed, or the feed has stopped. */
const QUIET_SECONDS = 10;

/** The last line: whether the numbers are live, from which feed, how many, how late. */
export class StatusBar {
  readonly element: HTMLElement;
  readonly #state = new LiveText();
  readonly #feed = new LiveText();
  readonly #rate = new LiveText();
  readonly #latency = new LiveText();
  readonly #version = new LiveText();
  readonly #feedElement = element("span", { "data-value": "feed" }, this.#feed.node);
  readonly #stateElement = element("span", { class: "state", role: "status", "data-value": "state" }, element("i", { "aria-hidden": "true" }), this.#state.node);

  constructor() {
    this.element = element(
      "footer",
      { class: "status" },
      this.#stateElement,
      this.#feedElement,
      element("span", { "data-value": "rate", title: "Ticks accepted by the server" }, this.#rate.node),
      element("span", { "data-value": "latency", title: "From the tick's arrival at the server to this screen, median of the last draws (the two clocks must agree)" }, this.#latency.node),
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
    this.#version.set(facts.version);
  }
}

function state(facts: StatusFacts): readonly ["live" | "quiet" | "lost", string] {
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
