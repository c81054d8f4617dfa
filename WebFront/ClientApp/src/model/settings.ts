import type { Grouping } from "./format";

/** What the user chose and wants to find again. */
export interface Settings {
  theme: "system" | "dark" | "light";
  /** `auto`: Indian for products in rupees. */
  digits: "auto" | Grouping;
  /** Strikes shown on each side of the money; 0 is all. */
  strikes: number;
  /** Names of the chain's columns from the outside to the strike, with commas; empty: what fits the screen. */
  columns: string;
  density: "compact" | "normal" | "relaxed";
  /** Whose time of day is shown: the venue's, the user's own, or UTC. */
  zone: "venue" | "local" | "utc";
  /** The side shown where there is room for one. */
  side: "call" | "put";
  /** A short tone when an alert fires. */
  sound: "off" | "on";
}

export const DEFAULTS: Readonly<Settings> = { theme: "system", digits: "auto", strikes: 15, columns: "", density: "normal", zone: "venue", side: "call", sound: "off" };

const KEY = "trading-analytics.settings";

const ALLOWED: { readonly [K in keyof Settings]: readonly Settings[K][] | RegExp } = {
  theme: ["system", "dark", "light"],
  digits: ["auto", "indian", "international"],
  strikes: [0, 5, 10, 15, 25],
  columns: /^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$|^$/,
  density: ["compact", "normal", "relaxed"],
  zone: ["venue", "local", "utc"],
  side: ["call", "put"],
  sound: ["off", "on"],
};

/** Takes from the text what is a setting; anything else stays at its default. */
export function parseSettings(text: string | null): Settings {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    return { ...DEFAULTS };
  }

  return { ...DEFAULTS, ...settingsIn(stored) };
}

/** Those of an object's properties that are settings. */
export function settingsIn(given: unknown): Partial<Settings> {
  if (typeof given !== "object" || given === null) return {};
  const found = Object.entries(given).filter(([name, value]) => {
    const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name as keyof Settings] : [];
    return allowed instanceof RegExp ? typeof value === "string" && allowed.test(value) : (allowed as readonly unknown[]).includes(value);
  });
  return Object.fromEntries(found) as Partial<Settings>;
}

/** Settings out of an address, which knows texts alone; what is none of them is given back. */
export function settingsInParams(params: Readonly<Record<string, string>>): { readonly settings: Partial<Settings>; readonly rest: Readonly<Record<string, string>> } {
  const settings = settingsIn({ ...params, ...(params["strikes"] === undefined ? {} : { strikes: Number(params["strikes"]) }) });
  return { settings, rest: Object.fromEntries(Object.entries(params).filter(([name]) => !Object.hasOwn(settings, name))) };
}

/** The settings that make up a layout, as an address says them. */
export function layoutParams({ columns, strikes, density }: Settings): Record<string, string> {
  return { columns, strikes: String(strikes), density };
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
