import type { Row } from "./liveTable";
import { numberOf } from "./profile";

/** A leg as it was at an earlier instant. */
export interface LegBefore {
  readonly price: number | null;
  readonly oi: number | null;
}

/** What a figure of a leg is taken from. */
export interface LegFacts {
  readonly strike: number;
  readonly right: "call" | "put";
  readonly leg: Row | undefined;
  /** The chain's header. */
  readonly header: Row;
  /** The leg when the page opened its chain. */
  readonly before: LegBefore | undefined;
}

/** How far the strike lies from the forward, K/F − 1: above nought a call is out of the money and a put in it. */
export function moneyness({ strike, header }: LegFacts): number | null {
  const forward = numberOf(header, "forward");
  return forward === null || !(forward > 0) ? null : strike / forward - 1;
}

/** Risk-neutral probability that the option ends in the money: Φ(d₂) for a call, Φ(−d₂) for a put, which is −∂V/∂K ÷ D and ∂V/∂K ÷ D: the server's dual delta. */
export function probabilityInTheMoney({ leg, right, header }: LegFacts): number | null {
  const dualDelta = numberOf(leg, "dualDelta");
  const discount = numberOf(header, "discountFactor");
  if (dualDelta === null || discount === null || !(discount > 0)) return null;
  return Math.min(1, Math.max(0, (right === "call" ? -dualDelta : dualDelta) / discount));
}

/** Mid of a two-sided quote; else the last trade. */
export function priceOf(leg: Row | undefined): number | null {
  const bid = numberOf(leg, "bid");
  const ask = numberOf(leg, "ask");
  return bid !== null && ask !== null && ask >= bid ? (bid + ask) / 2 : numberOf(leg, "last");
}

/** What the price holds beyond its discounted intrinsic value. */
export function timeValue({ leg, strike, right, header }: LegFacts): number | null {
  const price = priceOf(leg);
  const forward = numberOf(header, "forward");
  const discount = numberOf(header, "discountFactor");
  if (price === null || forward === null || discount === null) return null;
  return price - discount * Math.max(0, right === "call" ? forward - strike : strike - forward);
}

/** Ask less bid as a share of their mid. */
export function spread({ leg }: LegFacts): number | null {
  const bid = numberOf(leg, "bid");
  const ask = numberOf(leg, "ask");
  return bid === null || ask === null || !(bid + ask > 0) || ask < bid ? null : (2 * (ask - bid)) / (ask + bid);
}

/** Classes of build-up: who comes and who leaves, told by the signs of price and open interest. */
export const BUILD_UPS = [
  { name: "none", short: "·", label: "no build-up", meaning: "price or open interest has not changed" },
  { name: "long", short: "LB ▲", label: "long build-up", meaning: "price up, open interest up: new longs" },
  { name: "short", short: "SB ▼", label: "short build-up", meaning: "price down, open interest up: new shorts" },
  { name: "unwinding", short: "LU ▽", label: "long unwinding", meaning: "price down, open interest down: longs leave" },
  { name: "covering", short: "SC △", label: "short covering", meaning: "price up, open interest down: shorts leave" },
] as const;

/** Index into `BUILD_UPS` of what happened to a leg since `before`; null while price or open interest of either instant is not known. */
export function buildUp({ leg, before }: LegFacts): number | null {
  const price = priceOf(leg);
  const oi = numberOf(leg, "oi");
  if (price === null || oi === null || before?.price == null || before.oi === null) return null;
  if (price === before.price || oi === before.oi) return 0;
  return oi > before.oi ? (price > before.price ? 1 : 2) : price < before.price ? 3 : 4;
}
