import type { ProductSummary } from "../connection";
import { AskedAlready } from "../connection/askedAlready";
import { parsePlace } from "../model/place";
import { nearestExpiry, productToShow } from "../model/products";
import { loadSettings, settingsInParams } from "../model/settings";
import { hasLivePath, livePath } from "../model/tablePath";
import { chainOptions } from "../views/chainOptions";

const PRODUCTS = "/api/products";

/** Asks for what the address will show while the page itself is still being read. Where the address names no chain the list of products says which it will be. */
export function askFirstQuestions(hash: string): AskedAlready {
  const asked = new AskedAlready("");
  const addressed = parsePlace(hash);
  const { settings, rest: params } = settingsInParams(addressed.params);
  const options = chainOptions(params, { ...loadSettings(), ...settings });
  const askChain = (product: string, expiry: string): void => {
    const room = `chain:${product}:${expiry}`;
    if (hasLivePath(room)) void asked.ask(livePath(room, options));
  };
  const { product, expiry, at } = addressed;
  if (product !== null) void asked.ask(`${PRODUCTS}/${encodeURIComponent(product)}`);
  if (product !== null && expiry !== null && at === null) askChain(product, expiry);
  const listed = asked.ask(PRODUCTS);
  if (at !== null || (product !== null && expiry !== null)) return asked;
  void listed
    .then(({ text }) => {
      const shown = productToShow(JSON.parse(text) as ProductSummary[], product);
      const nearest = shown === undefined ? null : nearestExpiry(shown);
      if (shown !== undefined && nearest !== null) askChain(shown.product, nearest);
    })
    .catch(() => undefined);
  return asked;
}
