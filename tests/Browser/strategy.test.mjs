// The strategy builder against the real server: what it shows is what REST answers for the same legs at the same versions of the tables behind it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./browser.mjs";
import { assertShows, number } from "./numbers.mjs";
import { sharedProduct, until } from "./product.mjs";
import { browser, get, product, useStage } from "./stage.mjs";

let expiry;

useStage(sharedProduct, () =>
  until(async () => {
    expiry = (await get("/api/products")).find((candidate) => candidate.product === "NIFTY").expiries[1];
    return expiry !== undefined && (await get(`/api/products/NIFTY/smile?expiry=${expiry}`)).status === "ok";
  }, 60_000),
);


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
  }, 60_000);
  return pair;
}

function assertEqual({ screen, server }) {
  const { figures } = screen;
  const outcome = server.atExpiry;
  assertShows(figures.profitNow, server.profit, "profit now");
  assertShows(figures.cost, Math.abs(server.cost), "cost");
  assert.equal(figures.maxProfit === "unlimited", outcome.profitUnlimited);
  assert.equal(figures.maxLoss === "unlimited", outcome.lossUnlimited);
  if (!outcome.profitUnlimited) assertShows(figures.maxProfit, outcome.maxProfit, "max profit");
  if (!outcome.lossUnlimited) assertShows(figures.maxLoss, outcome.maxLoss, "max loss");
  const breakEvens = figures.breakEvens.split(" · ").map(number);
  assert.equal(breakEvens.length, outcome.breakEvens.length);
  outcome.breakEvens.forEach((level, i) => assert.ok(Math.abs(breakEvens[i] - level) < 0.0051, `${breakEvens[i]}, not ${level}`));
  assertShows(figures.probability, outcome.probabilityOfProfit * 100, "probability");
  for (const name of ["delta", "theta", "vega"]) assertShows(figures[`net-${name}`], server.greeks[name], name);
}

/** What was changed last may not be answered yet while the versions are still the same: it is looked at again until it agrees. */
async function assertAgrees(page, check = assertEqual) {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const pair = await shownAndAnswered(page);
    try {
      return check(pair);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

async function open() {
  const opened = await openPage(browser, `${product.url}/#NIFTY/${expiry}/strategy`);
  await opened.page.locator('[data-view="strategy"] .strike-picker [data-strike-row]').first().waitFor();
  return opened;
}

const drawn = (page) => page.locator('[data-view="strategy"][data-sources] svg path.line.at-expiry').waitFor({ state: "attached" });

test("Strategy_Template_FiguresEqualRestAndTheAddressHoldsIt", async () => {
  const { page, complaints, close } = await open();
  await page.locator('[data-template="iron-condor"]').click();
  await drawn(page);
  await until(async () => /:put:1:[\d.]+,.*:call:1:[\d.]+$/.test(page.url()), 60_000);
  await assertAgrees(page);
  const again = await openPage(browser, page.url());
  await drawn(again.page);
  assert.equal(await again.page.locator(".legs li").count(), 4);
  await assertAgrees(again.page);
  assert.deepEqual([...complaints, ...again.complaints], []);
  await again.close();
  await close();
});

test("Strategy_LegsPickedAndChanged_UnlimitedSaidAndTheWorthFollows", async () => {
  const { page, complaints, close } = await open();
  const strikes = page.locator("[data-strike-row]");
  const sell = (row, right) => strikes.nth(row).locator(`[data-right="${right}"][data-lots="-1"]`);
  await sell(4, "put").click();
  await sell(8, "call").click();
  await drawn(page);
  await until(async () => (await page.locator(".legs li").count()) === 2 && (await shownOf(page)).figures.maxLoss === "unlimited", 60_000);
  await page.locator('[data-index="1"] [data-control="lots"]').fill("-2");
  await page.keyboard.press("Enter");
  await until(async () => page.url().includes(":call:-2:"), 60_000);
  await assertAgrees(page);
  await page.locator('[data-index="0"] [data-control="entry"]').fill("100");
  await page.keyboard.press("Enter");
  await until(async () => page.url().includes(":put:-1:100"), 60_000);
  await assertAgrees(page);
  await page.locator('[data-control="shift"]').fill("4");
  await until(async () => page.url().includes("shift=4"), 60_000);
  await assertAgrees(page, ({ screen, server }) => assertShows(screen.figures.scenarioProfit, server.scenario.profit, "scenario"));
  assert.equal(await page.locator('[data-view="strategy"] svg path.line.then').count(), 1);
  await page.locator('[data-control="clear"]').click();
  await page.locator(".gallery").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});
