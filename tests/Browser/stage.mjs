// What the tests of a file stand on: a browser, and where it is asked for the product. Begun before the first of them, ended after the last.
import { after, before } from "node:test";
import { launchBrowser, openPage, requirePage, VIEWPORT } from "./browser.mjs";

export let browser;
export let product;

/** `start` starts the product of this file; without it there is none. `prepare` waits for what the tests need of it. */
export function useStage(start = null, prepare = async () => undefined) {
  before(async () => {
    requirePage();
    [browser, product] = await Promise.all([launchBrowser(), start?.()]);
    await prepare();
  });
  after(() => Promise.all([browser?.close(), product?.stop()]));
}

/** What the product answers. */
export const get = async (path) => (await fetch(product.url + path)).json();

let spare = null;

/**
 * A page at an address, for tests that leave nothing behind but what the browser keeps for their server: one goes on in the page of the one before, which is much of their time. Where that did not come to
 * its end the page is a new one.
 */
export async function visit(url, { viewport = VIEWPORT, colorScheme = "dark", reducedMotion = "no-preference" } = {}) {
  const visited = spare ?? (await openPage(browser, "about:blank"));
  spare = null;
  const { page, complaints } = visited;
  // A new document, whatever the address: nothing of the one before is open or chosen. A server that is gone is no longer asked.
  await page.goto("about:blank");
  complaints.length = 0;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion });
  await page.mouse.move(0, 0);
  await page.goto(url);
  const close = () => {
    spare = visited;
  };
  return { page, complaints, close };
}
