import type { Grouping } from "./format";

/** What the user chose and wants to find again. */
export interface Settings {
  theme: "system" | "dark" | "light";
  /** `auto`: Indian for products in rupees. */
  digits: "auto" | Grouping;
  /** Strikes shown on each side of the money; 0 is all. */
  strikes: number;
  /** `auto`: all columns where there is room. */
  columns: "auto" | "full" | "essential";
  /** The side shown where there is room for one. */
  side: "call" | "put";
}

export const DEFAULTS: Readonly<Settings> = { theme: "system", digits: "auto", strikes: 15, columns: "auto", side: "call" };

const KEY = "trading-analytics.settings";

const ALLOWED: { readonly [K in keyof Settings]: readonly Settings[K][] } = {
  theme: ["system", "dark", "light"],
  digits: ["auto", "indian", "international"],
  strikes: [0, 5, 10, 15, 25],
  columns: ["auto", "full", "essential"],
  side: ["call", "put"],
};

/** Takes from the text what is a setting; anything else stays at its default. */
export function parseSettings(text: string | null): Settings {
  const settings: Settings = { ...DEFAULTS };
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    return settings;
  }

  if (typeof stored !== "object" || stored === null) return settings;
  const take = <K extends keyof Settings>(name: K): void => {
    const value = (stored as Partial<Record<K, unknown>>)[name];
    if ((ALLOWED[name] as readonly unknown[]).includes(value)) settings[name] = value as Settings[K];
  };
  for (const name of Object.keys(DEFAULTS) as (keyof Settings)[]) take(name);
  return settings;
}

/** Settings in the browser's storage; where it is closed to us they live as long as the page. */
export function loadSettings(): Settings {
  try {
    return parseSettings(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS };
  }
}

export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse storage: the choice then lasts until the page is closed.
  }
}
