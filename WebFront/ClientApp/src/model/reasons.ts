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
    case "spread":
      return "there is no two-sided quote";
    case "buildUp":
      return "price or open interest was not known when this page opened the chain, or is not now";
    case "timeValue":
      return "no price, or no forward";
    case "moneyness":
      return "no forward is known";
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

const SMILE_REASONS: Readonly<Record<string, string>> = {
  expired: "the chain has expired",
  noForward: "no forward is known: neither parity nor a future nor a spot",
  tooFewPoints: "too few options tell a volatility",
  oneSided: "all points lie on one side of the money",
  tooLoose: "too few options near the money are known closely enough",
};

const EXCLUSIONS: Readonly<Record<string, string>> = {
  noVolatility: "there is no volatility at its price",
  crossed: "the bid is above the ask",
  loose: "its price is known too loosely",
  arbitrage: "it costs more than an option nearer the money",
  outlier: "the fit of the others contradicts it",
};

const EXPOSURE_REASONS: Readonly<Record<string, string>> = {
  expired: "the chain has expired: nothing is left to hedge",
  noForward: "no forward is known",
  noOpenInterest: "no option has open interest",
  noVolatility: "no option with open interest has a volatility",
};

const INDEX_REASONS: Readonly<Record<string, string>> = {
  extrapolated: "both expiries used lie on one side of its own term",
  oneTerm: "only one expiry may be used, and one says nothing about how variance grows with time",
  noTerm: "no expiry may be used yet",
  negativeVariance: "the line through both expiries' variances is not positive at its own term",
};

/** Why a table of analytics, or its status, gives nothing; empty when it gives something. */
function reasonIn(reasons: Readonly<Record<string, string>>, status: unknown): string {
  if (status === "ok") return "";
  return (typeof status === "string" && reasons[status]) || "not computed yet";
}

export const smileReason = (status: unknown): string => reasonIn(SMILE_REASONS, status);
export const exposureReason = (status: unknown): string => reasonIn(EXPOSURE_REASONS, status);
export const indexReason = (status: unknown): string => reasonIn(INDEX_REASONS, status);

/** Why a point has no say in its smile's fit; empty when it has. */
export function exclusionReason(excluded: unknown): string {
  return (typeof excluded === "string" && EXCLUSIONS[excluded]) || "";
}
