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
async function graveFindings(page, rules) {
  // By the debugger: the page's own policy lets in no script from elsewhere, and shall not.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => axe.run(document, { resultTypes: ["violations"], ...(values && { runOnly: { type: "rule", values } }) }), rules);
  return violations.filter(({ impact }) => GRAVE.has(impact)).flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any.map(({ message }) => message).join(" ")}`));
}

/** Light and dark, wide and on a phone. What does not depend on colour is looked at once for each width. */
const COLOURS = ["color-contrast"];
const LOOKS = [
  { colorScheme: "dark", width: 1280, rules: null },
  { colorScheme: "light", width: 1280, rules: COLOURS },
  { colorScheme: "light", width: 390, rules: null },
  { colorScheme: "dark", width: 390, rules: COLOURS },
];

/** In every look, without opening the page anew for each. */
async function assertNothingSerious(page, where) {
  for (const { colorScheme, width, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    // The page has taken the look over.
    await page.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.deepEqual(await graveFindings(page, rules), [], `${where}, ${colorScheme}, ${width} wide`);
  }
}

async function open() {
  // A few strikes: one row is as the next.
  const opened = await openPage(browser, `${product.url}/#NIFTY/${expiry}?strikes=5`, { reducedMotion: "reduce" });
  await chainShown(opened.page);
  return opened;
}

test("Views_EveryLook_NothingSerious", async () => {
  const { page, close } = await open();
  for (const view of await page.locator("[data-tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.tab))) {
    await page.locator(`[data-tab="${view}"]`).click();
    await page.locator(`[data-view="${view}"]:visible`).waitFor();
    await assertNothingSerious(page, view);
  }

  await close();
});

test("Dialogs_EveryLook_NothingSerious", async () => {
  const { page, close } = await open();
  for (const [key, name] of [["f", "columns"], ["s", "settings"], ["?", "help"], ["/", "search"], ["Shift+A", "alert"], ["m", "compare"]]) {
    await page.keyboard.press(key);
    await page.locator(`dialog[data-dialog="${name}"]`).waitFor();
    await assertNothingSerious(page, name);
    await page.keyboard.press("Escape");
    await page.locator(`dialog[data-dialog="${name}"]`).waitFor({ state: "hidden" });
  }

  await page.keyboard.press("s");
  await page.locator("[data-control=keys]").click();
  await page.locator('dialog[data-dialog="keys"] tbody tr').first().waitFor();
  await assertNothingSerious(page, "keys");
  await close();
});

test("PastAndLeg_EveryLook_NothingSerious", async () => {
  const { page, close } = await open();
  await page.keyboard.press(",");
  await page.locator("#page[data-past] tr[data-strike]:visible").first().waitFor();
  await assertNothingSerious(page, "past");
  await page.keyboard.press("l");
  await page.locator("#page:not([data-past]) tr[data-strike]:visible").first().waitFor();
  await page.locator('tr[data-strike] td[data-column="last"]').nth(8).click();
  await page.locator(".leg-panel").waitFor();
  await assertNothingSerious(page, "leg");
  await close();
});
