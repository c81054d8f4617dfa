// Every view and every dialog in light and dark, wide and on a phone: axe finds nothing serious, text is legible, nothing sticks out. Against the real server.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chainShown, openPage } from "./browser.mjs";
import { assertLegible } from "./contrast.mjs";
import { sharedProduct, until } from "./product.mjs";
import { browser, get, product, useStage } from "./stage.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = new Set(["serious", "critical"]);

let expiry;

useStage(sharedProduct, () =>
  until(async () => {
    expiry = (await get("/api/products")).find((candidate) => candidate.product === "NIFTY").expiries[1];
    const to = (await get("/api/history/NIFTY/days")).days?.[0]?.to;
    // The dialogs are about the past too, which is there once the chain is on record; hours before its end a chain may have no fit.
    if (expiry === undefined || to === undefined) return false;
    if (!(await fetch(`${product.url}/api/data/chain/NIFTY?expiry=${expiry}&at=${new Date(Date.parse(to) - 5_000).toISOString()}`)).ok) return false;
    return (await get(`/api/products/NIFTY/smile?expiry=${expiry}`)).status === "ok" && (await get(`/api/products/NIFTY/exposures?expiry=${expiry}`)).status === "ok";
  }, 120_000),
);

/** What axe finds in a part of the page by the rules of WCAG 2.2 AA and its own good practice, as texts that say where. */
async function graveFindings(page, part) {
  // By the debugger: the page's own policy lets in no script from elsewhere, and shall not.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((within) => axe.run(within, { resultTypes: ["violations"] }), part);
  return violations.filter(({ impact }) => GRAVE.has(impact)).flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any.map(({ message }) => message).join(" ")}`));
}

/** Has axe look at all of them. */
const EVERY_LOOK = process.env.TA_AXE === "every-look";

/** Light and dark, wide and on a phone. By axe once for each width and each scheme unless `TA_AXE=every-look`; what depends on both is the colour of text, which is measured in all. */
const LOOKS = [
  { colorScheme: "dark", width: 1280, height: 720, byAxe: true },
  { colorScheme: "light", width: 1280, height: 720, byAxe: false },
  { colorScheme: "light", width: 390, height: 844, byAxe: true },
  { colorScheme: "dark", width: 390, height: 844, byAxe: false },
];

/** In every look, without opening the page anew for each. */
async function inEveryLook(page, where, look) {
  for (const { colorScheme, width, height, byAxe } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    // The page has taken the look over.
    await page.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await look(`${where}, ${colorScheme}, ${width} wide`, byAxe || EVERY_LOOK);
  }
}

/** A dialog lies over a page that is looked at by itself. */
function assertNothingSerious(page, where, part = "html") {
  return inEveryLook(page, where, async (look, byAxe) => {
    await assertLegible(page, look);
    if (byAxe) assert.deepEqual(await graveFindings(page, part), [], look);
  });
}

const address = (view) => `#NIFTY/${expiry}${view === "" ? "" : `/${view}`}`;

async function open() {
  // A few strikes: one row is as the next.
  const opened = await openPage(browser, `${product.url}/${address("")}?strikes=5`, { reducedMotion: "reduce" });
  await chainShown(opened.page);
  return opened;
}

/** Each view, and what says that it is drawn. */
const VIEWS = {
  chain: "tr[data-strike]",
  price: "svg path.candles",
  smile: "svg path.line",
  surface: "canvas[data-drawn]",
  "open-interest": "svg path",
  exposures: "svg path",
  strategy: "[data-strike-row]",
  alerts: '[data-control="alert-sound"]',
  system: "tr[data-silo]",
};

async function goTo(page, place, drawn) {
  await page.evaluate((hash) => (location.hash = hash), address(place === "chain" ? "" : place));
  await page.locator(`[data-view="${place.split("?")[0]}"]:visible ${drawn}`).first().waitFor({ state: "attached" });
}

test("Views_EveryLook_NothingSeriousAndLegible", async () => {
  const { page, complaints, close } = await open();
  assert.deepEqual((await page.locator("[data-tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.tab))).sort(), Object.keys(VIEWS).sort());
  for (const [view, drawn] of Object.entries(VIEWS)) {
    await goTo(page, view, drawn);
    await assertNothingSerious(page, view);
  }

  assert.deepEqual(complaints, []);
  await close();
});

test("OtherDrawings_EveryLook_Legible", async () => {
  const { page, close } = await open();
  const legible = (where) => inEveryLook(page, where, (look) => assertLegible(page, look));
  for (const [place, drawn] of [["surface?show=density", "svg path"], ["open-interest?show=max-pain", "svg path"]]) {
    await goTo(page, place, drawn);
    await legible(place);
  }

  await goTo(page, "strategy", VIEWS.strategy);
  await page.locator('[data-template="long-straddle"]').click();
  await page.locator('[data-view="strategy"][data-sources] svg path.line.at-expiry').waitFor({ state: "attached" });
  await legible("a straddle");
  await close();
});

test("Dialogs_EveryLook_NothingSeriousAndLegible", async () => {
  const { page, close } = await open();
  const dialog = (name) => `dialog[data-dialog="${name}"]`;
  for (const [key, name] of [["f", "columns"], ["s", "settings"], ["?", "help"], ["/", "search"], ["Shift+A", "alert"], ["m", "compare"]]) {
    await page.keyboard.press(key);
    await page.locator(dialog(name)).waitFor();
    await assertNothingSerious(page, name, dialog(name));
    await page.keyboard.press("Escape");
    await page.locator(dialog(name)).waitFor({ state: "hidden" });
  }

  await page.keyboard.press("s");
  await page.locator("[data-control=keys]").click();
  await page.locator(`${dialog("keys")} tbody tr`).first().waitFor();
  await assertNothingSerious(page, "keys", dialog("keys"));
  await close();
});

test("PastAndLeg_EveryLook_NothingSeriousAndLegible", async () => {
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
