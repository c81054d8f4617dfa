import type { ConnectionState } from "../connection";
import { LatencyWindow } from "../model/latency";
import type { Look } from "../model/look";
import type { StatusFacts } from "../views/statusBar";
import type { MarketSource } from "./marketSource";
import type { OpenRoom } from "./openRoom";

/** How live the chain on the screen is: measured as it is drawn, told in the status line. */
export class Vitals {
  readonly #latency = new LatencyWindow();
  #lastReceived: unknown = null;
  #room: OpenRoom | null = null;

  constructor(readonly source: MarketSource) {
    document.addEventListener("visibilitychange", () => this.#latency.clear());
  }

  /** A chain was drawn. */
  drawn(room: OpenRoom): void {
    if (room !== this.#room) this.#latency.clear();
    this.#room = room;
    const received = room.table?.header["received"];
    if (received === this.#lastReceived) return;
    this.#lastReceived = received;
    if (typeof received === "string" && !document.hidden) this.#latency.add(Date.now() + this.source.offset.milliseconds - Date.parse(received));
  }

  facts(connection: ConnectionState, past: boolean, chain: OpenRoom | null, { format, clock }: Look): StatusFacts {
    const live = connection === "connected" && !past;
    const latency = live ? this.#latency.median() : null;
    const rate = connection === "connected" ? this.source.server.ticksPerSecond : null;
    const at = clock.parts(chain?.table?.header["asOf"]);
    return {
      connection,
      past,
      synchronised: chain === null || chain.synchronised,
      quietSeconds: chain?.changedAt == null ? null : (performance.now() - chain.changedAt) / 1000,
      dataTime: at === null ? "" : `${at.time} ${at.zone}`,
      feed: this.source.server.feed,
      feedState: this.source.server.feedState,
      ticksPerSecond: rate === null ? "" : `${format.grouped(rate, rate < 10 ? 1 : 0)} ticks/s`,
      latency: latency === null ? "" : `${format.grouped(latency, 0)} ms to screen`,
      pace: live && chain?.paced != null ? `every ${chain.paced.interval} ms` : "",
      paceReason: chain?.paced?.reason ?? "asked",
      merged: live && chain !== null ? chain.merged : 0,
      version: chain?.table ? `#${chain.table.sequence}` : "",
    };
  }
}
