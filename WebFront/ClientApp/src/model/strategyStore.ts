const KEY = "trading-analytics.strategy";

/** The legs last built, by product, so that the chain can be gone back to for another one. Of this tab only: what is to last is in the address. */
export const strategyStore = {
  load(product: string): string {
    try {
      return sessionStorage.getItem(`${KEY}.${product}`) ?? "";
    } catch {
      return "";
    }
  },

  save(product: string, legs: string): void {
    try {
      sessionStorage.setItem(`${KEY}.${product}`, legs);
    } catch {
      // Private windows may refuse storage: the address still holds the legs.
    }
  },
};
