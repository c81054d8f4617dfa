import type { Contract } from "../connection";
import { NumberFormat } from "./format";
import type { Settings } from "./settings";
import { VenueClock } from "./time";

/** How things are written and laid out: what the settings say, applied to a product and a screen. */
export interface Look {
  readonly settings: Readonly<Settings>;
  readonly format: NumberFormat;
  readonly clock: VenueClock;
  readonly currency: string;
  /** Decimals of the product's prices. */
  readonly priceDigits: number;
  /** Strikes shown on each side of the money; 0 is all. */
  readonly strikes: number;
  /** Room for both sides of a chain. */
  readonly wide: boolean;
  readonly dark: boolean;
}

export function lookOf(settings: Settings, contract: Contract | null, wide: boolean, prefersDark: boolean): Look {
  const indian = settings.digits === "auto" ? (contract?.currency ?? "INR") === "INR" : settings.digits === "indian";
  return {
    settings: { ...settings },
    format: NumberFormat.of(indian ? "indian" : "international"),
    clock: VenueClock.of(zoneOf(settings, contract)),
    currency: contract?.currency ?? "currency of the product",
    priceDigits: decimals(contract?.tickSize ?? 0.05),
    strikes: settings.strikes,
    wide,
    dark: settings.theme === "system" ? prefersDark : settings.theme === "dark",
  };
}

function zoneOf({ zone }: Settings, contract: Contract | null): string {
  if (zone === "local") return Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === "utc" ? "UTC" : (contract?.zone ?? "UTC");
}

/** Decimals that prices on this grid need: 2 for 0.05, 0 for 1. */
function decimals(tickSize: number): number {
  const text = String(tickSize);
  const point = text.indexOf(".");
  return point < 0 ? (tickSize >= 1 ? 0 : 2) : Math.min(8, text.length - point - 1);
}
