// Chromium, headless, as the tests use it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const WWWROOT = fileURLToPath(new URL("../../WebFront/wwwroot", import.meta.url));

/** Of a page unless another is asked for. */
export const VIEWPORT = { width: 1280, height: 800 };

export function requirePage() {
  if (!existsSync(`${WWWROOT}/index.html`)) throw new Error("The page is not built: run `npm ci && npm run build` in WebFront/ClientApp.");
}

export async function launchBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`There is no ${executablePath}: install chromium, or name one in CHROMIUM.`);
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...quiet] });
}

/** A page of its own, and all that its console and its failures said. */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: "dark", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

/** Waits until the chain is on the page. */
export async function chainShown(page) {
  await page.locator("tbody tr[data-strike]:visible").first().waitFor();
  // The first rows come before the connection, and before the server has said what it serves.
  await page.waitForFunction(() => /^(Live|Past)/.test(document.querySelector("[data-value=state]")?.textContent ?? "") && document.querySelector("[data-value=feed]")?.textContent, undefined, { timeout: 60_000 });
}

/** The version of the chain that is shown, once all of it is of one. */
export async function sequenceShown(page) {
  const shown = await page.waitForFunction(() => document.querySelector("main").dataset.sequence);
  return Number(await shown.jsonValue());
}
