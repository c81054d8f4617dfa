// Takes pictures of every view in light and dark, wide and on a phone, to be looked at. usage: node screenshot.mjs [--url URL] [--out FOLDER] [--docs]
// With --docs it takes those of the documentation instead. Without --url it starts the built product with its simulated market.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chainShown, launchBrowser, openPage, requirePage } from "./browser.mjs";
import { startProduct, until } from "./product.mjs";

const PHONE = { width: 390, height: 844 };
const SIZES = { wide: { width: 1280, height: 720 }, phone: PHONE };
const SCHEMES = ["dark", "light"];
const DOCUMENTATION = [
  ["chain-dark", "dark", { width: 1440, height: 900 }],
  ["chain-light", "light", { width: 1440, height: 900 }],
  ["chain-phone", "dark", PHONE],
];

/** Each picture: where the address leads, what is done there, and what says that it is drawn. */
const CHART = "svg path";
const PICTURES = [
  { name: "welcome", view: "chain", drawn: "tr[data-strike]" },
  { name: "chain", drawn: "tr[data-strike]", act: (page) => page.locator("[data-control=welcomed]").click() },
  { name: "leg", view: "chain", drawn: "tr[data-strike]", act: (page) => page.locator('tr[data-atm] td[data-column="last"]').first().click(), done: ".leg-panel" },
  { name: "price", drawn: "svg path.candles" },
  { name: "smile", drawn: "svg path.line" },
  { name: "surface", drawn: "canvas[data-drawn]" },
  { name: "surface-density", view: "surface?show=density", drawn: CHART },
  { name: "open-interest", drawn: CHART },
  { name: "max-pain", view: "open-interest?show=max-pain", drawn: CHART },
  { name: "exposures", drawn: CHART },
  { name: "strategy", drawn: "[data-strike-row]", act: (page) => page.locator('[data-template="iron-condor"]').click(), done: '[data-view="strategy"][data-sources] svg path.line.at-expiry' },
  { name: "alerts", drawn: '[data-control="alert-sound"]' },
  { name: "system", drawn: "tr[data-silo]" },
  { name: "help", view: "chain", drawn: "tr[data-strike]", act: (page) => page.keyboard.press("?"), done: 'dialog[data-dialog="help"]' },
  { name: "settings", view: "chain", drawn: "tr[data-strike]", act: (page) => page.keyboard.press("s"), done: 'dialog[data-dialog="settings"]' },
  { name: "columns", view: "chain", drawn: "tr[data-strike]", act: (page) => page.keyboard.press("f"), done: 'dialog[data-dialog="columns"]' },
  { name: "past", view: "chain", drawn: "tr[data-strike]", act: (page) => page.keyboard.press(","), done: "#page[data-past] tr[data-strike]" },
];
/** Market time on record before the first picture. */
const RECORDED_MS = 45_000;

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({ options: { url: { type: "string" }, out: { type: "string" }, docs: { type: "boolean", default: false } } });
const out = values.out ?? folder(values.docs ? "../../docs/images" : "../../artifacts/screenshots");

requirePage();
mkdirSync(out, { recursive: true });
const product = values.url === undefined ? await startProduct("simulate", "--seed", "1", "--rate", "500") : null;
const url = values.url ?? product.url;
const browser = await launchBrowser();
try {
  const expiry = await recorded();
  if (values.docs) for (const picture of DOCUMENTATION) await takeDocumentation(...picture);
  else for (const [size, viewport] of Object.entries(SIZES)) await takeAll(expiry, size, viewport);
} finally {
  await browser.close();
  await product?.stop();
}

/** Waits for a market that has been open a while; returns its second expiry, whose smile has its usual shape. */
async function recorded() {
  let expiry;
  await until(async () => {
    expiry = (await get("/api/products")).find(({ product }) => product === "NIFTY")?.expiries[1];
    const [day] = (await get("/api/history/NIFTY/days")).days ?? [];
    return expiry !== undefined && day !== undefined && Date.parse(day.to) - Date.parse(day.from) > RECORDED_MS;
  }, 120_000);
  return expiry;
}

async function get(path) {
  return (await fetch(url + path)).json();
}

async function takeAll(expiry, size, viewport) {
  const { page, close } = await openPage(browser, `${url}/#NIFTY/${expiry}`, { viewport });
  await chainShown(page);
  for (const { name, view = name, drawn, act, done } of PICTURES) {
    await page.evaluate((hash) => (location.hash = hash), `#NIFTY/${expiry}${view === "chain" ? "" : `/${view}`}`);
    await page.locator(`[data-view="${view.split("?")[0]}"]:visible ${drawn}`).first().waitFor({ state: "attached" });
    await act?.(page);
    if (done !== undefined) await page.locator(done).first().waitFor({ state: "attached" });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForFunction((wanted) => document.documentElement.style.colorScheme === wanted, scheme);
      await take(page, `${name}-${scheme}-${size}`);
    }

    await page.keyboard.press("Escape");
  }

  await close();
}

async function takeDocumentation(name, colorScheme, viewport) {
  const { page, close } = await openPage(browser, url, { viewport, colorScheme });
  await chainShown(page);
  await take(page, name);
  await close();
}

/** With the frames drawn that what was done asks for. */
async function take(page, name) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const path = `${out}/${name}.png`;
  await page.screenshot({ path });
  console.log(path);
}
