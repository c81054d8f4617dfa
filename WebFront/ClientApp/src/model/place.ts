/** The view shown where the address names none. */
export const FIRST_VIEW = "chain";

/**
 * What the page shows, as its address says it: `#NIFTY/2026-08-25`, with a view other than the chain `#NIFTY/2026-08-25/smile`, and with what the view itself wants to be found again
 * `#NIFTY/2026-08-25/smile?over=2026-09-29`. An instant of the past is said by `at`.
 */
export interface Place {
  readonly product: string | null;
  readonly expiry: string | null;
  readonly view: string;
  readonly params: Readonly<Record<string, string>>;
  /** The instant looked at, ISO 8601; null: now. */
  readonly at: string | null;
}

export function parsePlace(hash: string): Place {
  const [path, query] = hash.replace(/^#/, "").split("?", 2);
  const [product, ...rest] = path!.split("/");
  const { at, ...params } = Object.fromEntries(new URLSearchParams(query ?? ""));
  return {
    product: product ? safeDecode(product) : null,
    expiry: rest.find(isExpiry) ?? null,
    view: rest.find((part) => part !== "" && !isExpiry(part)) ?? FIRST_VIEW,
    params,
    at: at === undefined || Number.isNaN(Date.parse(at)) ? null : instantText(Date.parse(at)),
  };
}

export function formatPlace(place: Place): string {
  if (place.product === null) return "";
  const expiry = place.expiry === null ? "" : `/${place.expiry}`;
  const view = place.view === FIRST_VIEW ? "" : `/${place.view}`;
  // Commas and colons may stand as they are, and lists of legs or columns stay readable.
  const query = new URLSearchParams({ ...place.params, ...(place.at !== null && { at: place.at }) }).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `#${encodeURIComponent(place.product)}${expiry}${view}${query === "" ? "" : `?${query}`}`;
}

/** An instant in whole seconds, as addresses and requests name it. */
export function instantText(unixMilliseconds: number): string {
  return new Date(unixMilliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

function isExpiry(part: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(part);
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
