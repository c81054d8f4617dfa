// Takes the pictures of the documentation. usage: node screenshot.mjs [--url URL] [--out FOLDER] [--phone]
// With --phone every view is taken at a phone's width too.
// Without --url it starts the built product with its simulated market.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chainShown, launchBrowser, openPage, requirePage } from "./browser.mjs";
import { startProduct } from "./product.mjs";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const VIEWS = ["price", "smile", "surface", "open-interest", "exposures", "strategy", "alerts", "system"];
/** Deltas to wait for, so that the market has moved and the first rush is over. */
const UPDATES = 100;

const { values } = parseArgs({
  options: { url: { type: "string" }, out: { type: "string", default: fileURLToPath(new URL("../../docs/images", import.meta.url)) }, phone: { type: "boolean", default: false } },
});
const SIZES = values.phone ? [["", WIDE], ["-phone", PHONE]] : [["", WIDE]];
const PICTURES = [
  { name: "chain-dark", colorScheme: "dark", viewport: WIDE },
  { name: "chain-light", colorScheme: "light", viewport: WIDE },
  { name: "chain-phone", colorScheme: "dark", viewport: PHONE },
  { name: "past-dark", colorScheme: "dark", viewport: WIDE, past: true },
  ...VIEWS.flatMap((view) => ["dark", "light"].flatMap((colorScheme) => SIZES.map(([size, viewport]) => ({ name: `${view}-${colorScheme}${size}`, view, colorScheme, viewport })))),
];

requirePage();
mkdirSync(values.out, { recursive: true });
const product = values.url === undefined ? await startProduct("simulate", "--seed", "1", "--rate", "2000") : null;
const browser = await launchBrowser();
try {
  for (const { name, view, past, ...options } of PICTURES) {
    const { page, close } = await openPage(browser, values.url ?? product.url, options);
    await chainShown(page);
    const from = Number(await page.locator("main").getAttribute("data-sequence"));
    await page.waitForFunction((sequence) => Number(document.querySelector("main").dataset.sequence) >= sequence, from + UPDATES, { timeout: 120_000 });
    if (view !== undefined) await showView(page, view);
    if (past) await showPast(page);
    const path = `${values.out}/${name}.png`;
    await page.screenshot({ path });
    console.log(path);
    await close();
  }
} finally {
  await browser.close();
  await product?.stop();
}

/** Goes to a view as a user would, to the second expiry, whose smile has its usual shape. */
async function showView(page, view) {
  await page.locator("[data-expiry]").nth(1).click();
  await page.locator(`[data-tab="${view}"]`).click();
  if (view === "strategy") await page.locator('[data-template="iron-condor"]').click();
  if (view === "alerts" || view === "system") {
    await page.locator(`[data-view="${view}"][data-sequence] tbody tr`).first().waitFor();
    return;
  }

  const drawn = { surface: "[data-sequence] canvas[data-drawn]", strategy: "[data-sources] svg path" }[view] ?? "[data-sequence] svg path";
  await page.locator(`[data-view="${view}"]${drawn}`).first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("main").checkVisibility() && !document.querySelector(".trouble:not([hidden])")?.checkVisibility());
}

async function showPast(page) {
  await page.keyboard.press("[");
  await page.locator("#page[data-past] tr[data-strike]").first().waitFor();
}
