// The strategy builder against the real server: what it shows is what REST answers for the same legs at the same versions of the tables behind it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser, openPage, requirePage } from "./browser.mjs";
import { leastContrast } from "./contrast.mjs";
import { startProduct, until } from "./product.mjs";

let browser;
let product;
let expiry;

before(async () => {
  requirePage();
  [browser, product] = await Promise.all([launchBrowser(), startProduct("simulate", "--seed", "1", "--rate", "500")]);
  await until(async () => {
    expiry = (await get("/api/products")).find((candidate) => candidate.product === "NIFTY").expiries[1];
    return expiry !== undefined && (await get(`/api/products/NIFTY/smile?expiry=${expiry}`)).status === "ok";
  }, 60_000);
});
after(() => Promise.all([browser?.close(), product?.stop()]));

const get = async (path) => (await fetch(product.url + path)).json();
const number = (text) => (text === "–" ? null : Number(text.replaceAll(/[,+±]/g, "").replace("−", "-").replace(/ .*/, "")));

function analyse(address) {
  const params = new URLSearchParams(new URL(address).hash.split("?")[1]);
  const legs = params.get("legs").split(",").map((leg) => {
    const [on, strike, right, lots, entryPrice] = leg.split(":");
    return { expiry: on, strike: Number(strike), right, lots: Number(lots), entryPrice: Number(entryPrice) };
  });
  return fetch(`${product.url}/api/positions/analyse`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ product: "NIFTY", legs, volatilityShift: Number(params.get("shift") ?? 0) / 100 }),
  }).then((response) => response.json());
}

const shownOf = (page) =>
  page.evaluate(() => {
    const section = document.querySelector('[data-view="strategy"]');
    return { sources: section.dataset.sources, figures: Object.fromEntries(Array.from(section.querySelectorAll("[data-value]"), (node) => [node.dataset.value, node.textContent])) };
  });

/** What the page shows, and what REST answers at the same versions of the tables behind it. */
async function shownAndAnswered(page) {
  const answers = new Map();
  let pair;
  await until(async () => {
    const answer = await analyse(page.url());
    answers.set(JSON.stringify(answer.sources), answer);
    const screen = await shownOf(page);
    const server = answers.get(screen.sources);
    pair = server && { screen, server };
    return server !== undefined;
  }, 30_000);
  return pair;
}

function assertEqual({ screen, server }) {
  const { figures } = screen;
  const outcome = server.atExpiry;
  const rounded = (value) => Math.sign(value) * Math.round(Math.abs(value)) + 0;
  assert.equal(number(figures.profitNow), rounded(server.profit));
  assert.equal(number(figures.cost), Math.abs(rounded(server.cost)));
  assert.equal(figures.maxProfit === "unlimited", outcome.profitUnlimited);
  assert.equal(figures.maxLoss === "unlimited", outcome.lossUnlimited);
  if (!outcome.profitUnlimited) assert.equal(number(figures.maxProfit), rounded(outcome.maxProfit));
  if (!outcome.lossUnlimited) assert.equal(number(figures.maxLoss), rounded(outcome.maxLoss));
  const breakEvens = figures.breakEvens.split(" · ").map(number);
  assert.equal(breakEvens.length, outcome.breakEvens.length);
  outcome.breakEvens.forEach((level, i) => assert.ok(Math.abs(breakEvens[i] - level) < 0.0051, `${breakEvens[i]}, not ${level}`));
  assert.equal(number(figures.probability), Number((outcome.probabilityOfProfit * 100).toFixed(1)));
  assert.equal(number(figures["net-delta"]), Number(server.greeks.delta.toFixed(1)));
  assert.equal(number(figures["net-theta"]), rounded(server.greeks.theta));
  assert.equal(number(figures["net-vega"]), rounded(server.greeks.vega));
}

async function open(hash, options) {
  const opened = await openPage(browser, `${product.url}/#NIFTY/${expiry}/strategy${hash}`, options);
  await opened.page.locator('[data-view="strategy"] .strike-picker [data-strike-row]').first().waitFor();
  return opened;
}

const drawn = (page) => page.locator('[data-view="strategy"][data-sources] svg path.line.at-expiry').waitFor({ state: "attached" });

test("Strategy_Template_FiguresEqualRestAndTheAddressHoldsIt", async () => {
  const { page, complaints, close } = await open("");
  await page.locator('[data-template="iron-condor"]').click();
  await drawn(page);
  await until(async () => /:put:1:[\d.]+,.*:call:1:[\d.]+$/.test(page.url()), 30_000);
  assertEqual(await shownAndAnswered(page));
  const again = await openPage(browser, page.url());
  await drawn(again.page);
  assert.equal(await again.page.locator(".legs li").count(), 4);
  assertEqual(await shownAndAnswered(again.page));
  assert.deepEqual([...complaints, ...again.complaints], []);
  await again.close();
  await close();
});

test("Strategy_LegsPickedAndChanged_UnlimitedSaidAndTheWorthFollows", async () => {
  const { page, complaints, close } = await open("");
  const strikes = page.locator("[data-strike-row]");
  const sell = (row, right) => strikes.nth(row).locator(`[data-right="${right}"][data-lots="-1"]`);
  await sell(4, "put").click();
  await sell(8, "call").click();
  await drawn(page);
  await until(async () => (await page.locator(".legs li").count()) === 2 && (await shownOf(page)).figures.maxLoss === "unlimited", 30_000);
  await page.locator('[data-index="1"] [data-control="lots"]').fill("-2");
  await page.keyboard.press("Enter");
  await until(async () => page.url().includes(":call:-2:"), 30_000);
  assertEqual(await shownAndAnswered(page));
  await page.locator('[data-index="0"] [data-control="entry"]').fill("100");
  await page.keyboard.press("Enter");
  await until(async () => page.url().includes(":put:-1:100"), 30_000);
  assertEqual(await shownAndAnswered(page));
  await page.locator('[data-control="shift"]').fill("4");
  await until(async () => page.url().includes("shift=4"), 30_000);
  const { screen, server } = await shownAndAnswered(page);
  assert.equal(number(screen.figures.scenarioProfit), Math.round(server.scenario.profit));
  assert.equal(await page.locator('[data-view="strategy"] svg path.line.then').count(), 1);
  await page.locator('[data-control="clear"]').click();
  await page.locator(".gallery").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const colorScheme of ["dark", "light"]) {
  for (const width of [1280, 390]) {
    test(`Strategy_${colorScheme === "dark" ? "Dark" : "Light"}${width}_ContrastAAAndNothingSticksOut`, async () => {
      const { page, close } = await open("", { colorScheme, reducedMotion: "reduce", viewport: { width, height: width === 390 ? 844 : 720 } });
      for (const filled of [false, true]) {
        if (filled) {
          await page.locator('[data-template="long-straddle"]').click();
          await drawn(page);
        }

        const { ratio, where } = await leastContrast(page);
        assert.ok(ratio >= 4.5, `${ratio.toFixed(2)} at ${where}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }

      await close();
    });
  }
}
