/** What may be looked at, each with its key after `g`. */
export const VIEWS = ["chain", "smile", "open-interest", "exposures"] as const;

export type View = (typeof VIEWS)[number];

/** What the page shows, as its address says it: `#NIFTY/2026-08-25`, and with a view other than the chain `#NIFTY/2026-08-25/smile`. */
export interface Place {
  readonly product: string | null;
  readonly expiry: string | null;
  readonly view: View;
}

export function parsePlace(hash: string): Place {
  const parts = hash.replace(/^#/, "").split("/");
  const [product, ...rest] = parts;
  return {
    product: product ? safeDecode(product) : null,
    expiry: rest.find((part) => /^\d{4}-\d{2}-\d{2}$/.test(part)) ?? null,
    view: VIEWS.find((view) => rest.includes(view)) ?? "chain",
  };
}

export function formatPlace(place: Place): string {
  if (place.product === null) return "";
  const expiry = place.expiry === null ? "" : `/${place.expiry}`;
  const view = place.view === "chain" ? "" : `/${place.view}`;
  return `#${encodeURIComponent(place.product)}${expiry}${view}`;
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
