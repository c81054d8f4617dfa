// axe over every view and every dialog, in light and dark, wide and on a phone: nothing serious, nothing critical. Against the real server.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { chainShown, launchBrowser, openPage, requirePage } from "./browser.mjs";
import { startProduct, until } from "./product.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = new Set(["serious", "critical"]);

let browser;
let product;
let expiry;

before(async () => {
  requirePage();
  [browser, product] = await Promise.all([launchBrowser(), startProduct("simulate", "--seed", "1", "--rate", "500")]);
  await until(async () => {
    expiry = (await (await fetch(`${product.url}/api/products`)).json()).find((candidate) => candidate.product === "NIFTY").expiries[1];
    const to = (await (await fetch(`${product.url}/api/history/NIFTY/days`)).json()).days?.[0]?.to;
    // The dialogs are about the past too, which is there once the chain is on record.
    return expiry !== undefined && to !== undefined && (await fetch(`${product.url}/api/data/chain/NIFTY?expiry=${expiry}&at=${new Date(Date.parse(to) - 5_000).toISOString()}`)).ok;
  }, 120_000);
});
after(() => Promise.all([browser?.close(), product?.stop()]));

/** What axe finds by the rules of WCAG 2.2 AA and its own good practice, as texts that say where. */
async function graveFindings(page) {
  // By the debugger: the page's own policy lets in no script from elsewhere, and shall not.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.filter(({ impact }) => GRAVE.has(impact)).flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any.map(({ message }) => message).join(" ")}`));
}

for (const colorScheme of ["dark", "light"]) {
  for (const width of [1280, 390]) {
    const options = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 800 } };
    test(`Views_${colorScheme}${width}_NothingSerious`, async () => {
      const { page, close } = await openPage(browser, `${product.url}/#NIFTY/${expiry}`, options);
      await chainShown(page);
      for (const view of await page.locator("[data-tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.tab))) {
        await page.locator(`[data-tab="${view}"]`).click();
        await page.locator(`[data-view="${view}"]:visible`).waitFor();
        assert.deepEqual(await graveFindings(page), [], view);
      }

      await close();
    });

    test(`Dialogs_${colorScheme}${width}_NothingSerious`, async () => {
      const { page, close } = await openPage(browser, `${product.url}/#NIFTY/${expiry}`, options);
      await chainShown(page);
      for (const [key, name] of [["f", "columns"], ["s", "settings"], ["?", "help"], ["/", "search"], ["Shift+A", "alert"], ["m", "compare"]]) {
        await page.keyboard.press(key);
        await page.locator(`dialog[data-dialog="${name}"]`).waitFor();
        assert.deepEqual(await graveFindings(page), [], name);
        await page.keyboard.press("Escape");
      }

      await page.keyboard.press(",");
      await page.locator("#page[data-past] tr[data-strike]:visible").first().waitFor();
      assert.deepEqual(await graveFindings(page), [], "past");
      await page.keyboard.press("l");
      await page.locator("#page:not([data-past]) tr[data-strike]:visible").first().waitFor();
      await page.locator('tr[data-strike] td[data-column="last"]').nth(8).click();
      await page.locator(".leg-panel").waitFor();
      assert.deepEqual(await graveFindings(page), [], "leg");
      await page.keyboard.press("Escape");
      await page.keyboard.press("s");
      await page.locator("[data-control=keys]").click();
      await page.locator('dialog[data-dialog="keys"] tbody tr').first().waitFor();
      assert.deepEqual(await graveFindings(page), [], "keys");
      await close();
    });
  }
}
