import type { ProductSummary } from "../connection";

/** The product of that name; where none is asked for, or there is no such, the one with the most chains. */
export function productToShow(products: readonly ProductSummary[], name: string | null): ProductSummary | undefined {
  return products.find(({ product }) => product === name) ?? products.reduce<ProductSummary | undefined>((best, next) => (best !== undefined && best.expiries.length >= next.expiries.length ? best : next), undefined);
}

/** The nearest expiry of those listed. */
export function nearestExpiry({ expiries }: ProductSummary): string | null {
  return [...expiries].sort()[0] ?? null;
}
