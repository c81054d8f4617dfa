/** What the status line tells of `GET /api/status`. */
export interface ServerStatus {
  readonly feed: string;
  readonly ticksPerSecond: number | null;
}

/** The feeds of this product, by the names a trader would use. */
const FEEDS: Readonly<Record<string, string>> = {
  simulate: "Simulated market",
  simulator: "Simulated market",
  simulated: "Simulated market",
  replay: "Replay of recorded data",
  push: "Pushed ticks",
  none: "Pushed ticks",
};

export function readStatus(body: unknown): ServerStatus {
  const status = asRecord(body);
  const feed = asRecord(status["feed"]);
  const rates = asRecord(status["rates"]);
  const name = typeof feed["name"] === "string" ? feed["name"] : "";
  const rate = rates["ticksPerSecond"];
  return {
    feed: FEEDS[name.toLowerCase().split(/[ :]/)[0]!] ?? name,
    ticksPerSecond: typeof rate === "number" && Number.isFinite(rate) ? rate : null,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
