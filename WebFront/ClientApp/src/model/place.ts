/** What the page shows, as its address says it: `#NIFTY/2026-08-25`. */
export interface Place {
  readonly product: string | null;
  readonly expiry: string | null;
}

export function parsePlace(hash: string): Place {
  const [product, expiry] = hash.replace(/^#/, "").split("/");
  return {
    product: product ? safeDecode(product) : null,
    expiry: expiry !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(expiry) ? expiry : null,
  };
}

export function formatPlace(place: Place): string {
  if (place.product === null) return "";
  return `#${encodeURIComponent(place.product)}${place.expiry === null ? "" : `/${place.expiry}`}`;
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
