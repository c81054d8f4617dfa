import { element } from "./dom";

/** A word of the trade, what it means here, and where its formula stands. */
export interface GlossaryEntry {
  readonly word: string;
  readonly meaning: string;
  /** Heading of `docs/analytics.md`, which the server hands out as a page. */
  readonly section?: string;
}

export const GLOSSARY: readonly GlossaryEntry[] = [
  { word: "ATM", meaning: "at the money: the strike nearest to the forward.", section: "forward-and-discount-factor" },
  { word: "ITM, OTM", meaning: "in and out of the money: worth something, or nothing, if the forward were the settlement.", section: "models" },
  { word: "Forward", meaning: "where the market trades the underlying for an expiry, from put–call parity around the money, else from the future.", section: "forward-and-discount-factor" },
  { word: "IV", meaning: "implied volatility: the one at which the model gives the market's price, per cent a year.", section: "models" },
  { word: "Delta … rho", meaning: "what the premium gains: per point of the underlying (delta; gamma is delta's own change), per calendar day (theta), per percentage point of volatility (vega) and of interest (rho).", section: "greeks" },
  { word: "P(ITM)", meaning: "risk-neutral probability of ending in the money.", section: "greeks" },
  { word: "OI", meaning: "open interest: options open now, in units of the underlying.", section: "chain-statistics" },
  { word: "PCR", meaning: "put/call ratio: puts to calls, by open interest or volume.", section: "chain-statistics" },
  { word: "Max pain", meaning: "the settlement at which the writers of all open options would pay least.", section: "chain-statistics" },
  { word: "Straddle", meaning: "call and put at the ATM strike together.", section: "chain-statistics" },
  { word: "Expected move", meaning: "one standard deviation until the expiry: forward × ATM IV × √(time left).", section: "chain-statistics" },
  { word: "Build-up", meaning: "LB long build-up: price and OI up. SB short build-up: price down, OI up. LU long unwinding: both down. SC short covering: price up, OI down.", section: "chain-statistics" },
  { word: "Vol index", meaning: "volatility of the next weeks out of all strikes, as VIX and India VIX are made.", section: "volatility-index" },
  { word: "IV rank", meaning: "where the volatility index stands between the lowest (0) and the highest (100) of its recorded daily closes.", section: "chain-statistics" },
  { word: "GEX, DEX", meaning: "gamma and delta exposure of all open options, calls plus, puts minus.", section: "exposures" },
  { word: "Flip", meaning: "the level of the underlying at which gamma exposure changes sign.", section: "exposures" },
  { word: "Walls", meaning: "the strikes whose calls, or puts, hold the most gamma.", section: "exposures" },
  { word: "SVI", meaning: "the five-parameter curve fitted to a smile.", section: "smile" },
];

/** A link to the formula, where there is one. */
export function glossaryLink(section: string | undefined): HTMLElement[] {
  return section === undefined ? [] : [element("a", { href: `/help/analytics.html#${section}`, target: "_blank", rel: "noopener" }, "formula")];
}
