import type { Row } from "./liveTable";

const IV_REASONS: Readonly<Record<string, string>> = {
  noPrice: "no price: neither a two-sided quote nor a trade",
  belowIntrinsic: "the price is below intrinsic value: no volatility gives it",
  atIntrinsic: "the price is intrinsic value: any tiny volatility gives it",
  aboveBound: "the price is above what any volatility gives",
  expired: "the option has expired",
  invalidInput: "forward, time or price cannot be used",
};

/** Why a leg has no volatility (and no Greeks). */
export function volatilityReason(leg: Row): string {
  const status = leg["ivStatus"];
  if (typeof status === "string" && status in IV_REASONS) return IV_REASONS[status]!;
  return "not computed yet";
}

/** Why a leg shows no value in a column. */
export function reasonForNone(column: string, leg: Row): string {
  switch (column) {
    case "last":
      return "not traded yet";
    case "bid":
      return "no buyer in the book";
    case "ask":
      return "no seller in the book";
    case "oi":
    case "oiChange":
    case "volume":
      return "not reported by the feed";
    default:
      return volatilityReason(leg);
  }
}

const FORWARD_SOURCES: Readonly<Record<string, string>> = {
  parity: "from put–call parity around the money",
  future: "from the future",
  spot: "spot: neither parity nor a future can be used",
  none: "none yet",
};

export function forwardSourceReason(source: unknown): string {
  return (typeof source === "string" && FORWARD_SOURCES[source]) || "none yet";
}
