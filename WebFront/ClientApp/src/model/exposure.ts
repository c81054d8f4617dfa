/** An exposure a chain can be looked at by. */
export interface Measure {
  readonly name: "gamma" | "delta" | "vanna" | "charm";
  readonly label: string;
  readonly title: string;
  /** What stands after the currency. */
  readonly unit: string;
  /** What a trader reads from its sign. */
  readonly meaning: string;
}

export const MEASURES: readonly Measure[] = [
  {
    name: "gamma",
    label: "GEX",
    title: "Gamma exposure",
    unit: "per 1 % move of the underlying",
    meaning: "Bars: calls and puts; dots: both together. Above nought those who hedge sell rallies and buy dips, below they follow the move.",
  },
  { name: "delta", label: "DEX", title: "Delta exposure", unit: "", meaning: "What the options held against open interest come to in the underlying." },
  { name: "vanna", label: "Vanna", title: "Vanna exposure", unit: "per percentage point of volatility", meaning: "How the delta exposure changes when volatility rises by a point." },
  { name: "charm", label: "Charm", title: "Charm exposure", unit: "per calendar day", meaning: "How the delta exposure changes as a day passes." },
];

/** The signs as the server says they are counted, in words. */
export function signInWords(sign: unknown): string {
  return sign === "callsPlusPutsMinus" ? "Open interest of calls counts plus, of puts minus." : "";
}
