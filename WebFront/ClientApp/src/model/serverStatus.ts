/** What the status line tells of `GET /api/status`. */
export interface ServerStatus {
  /** The feed as a trader would call it. */
  readonly feed: string;
  /** What the feed is doing now, in the server's words. */
  readonly feedState: string;
  readonly ticksPerSecond: number | null;
  /** The server's clock, milliseconds since 1970; null when it does not say. */
  readonly now: number | null;
  /** Whether what was published is recorded. */
  readonly recording: boolean;
}

export const NO_STATUS: ServerStatus = { feed: "", feedState: "", ticksPerSecond: null, now: null, recording: false };

export function readStatus(body: unknown): ServerStatus {
  const status = asRecord(body);
  const feed = asRecord(status["feed"]);
  const rate = asRecord(status["ingress"])["ticksPerSecond"];
  const now = typeof status["now"] === "string" ? Date.parse(status["now"]) : NaN;
  return {
    feed: feedName(typeof feed["name"] === "string" ? feed["name"] : ""),
    feedState: typeof feed["state"] === "string" ? feed["state"] : "",
    ticksPerSecond: typeof rate === "number" && Number.isFinite(rate) ? rate : null,
    now: Number.isNaN(now) ? null : now,
    recording: typeof status["history"] === "object" && status["history"] !== null,
  };
}

/** A simulated or replayed market must not be taken for the real one. */
function feedName(name: string): string {
  const [kind, ...rest] = name.split(" ");
  const what = rest.join(" ");
  switch (kind!.toLowerCase()) {
    case "":
    case "none":
    case "push":
      return "Pushed ticks";
    case "simulate":
      return `Simulated market${what === "" ? "" : ` ${what}`}`;
    case "replay":
      return `Replay${what === "" ? "" : ` of ${what.split("/").at(-1)}`}`;
    default:
      return name;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
