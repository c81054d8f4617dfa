// The day looked at again, against the real server: what the page shows of an instant is what REST answers for it, and it never looks live.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chainShown } from "./browser.mjs";
import { assertShows, number } from "./numbers.mjs";
import { sharedProduct, until } from "./product.mjs";
import { get, product, useStage, visit } from "./stage.mjs";

useStage(sharedProduct, () =>
  until(async () => {
    const [day] = (await get("/api/history/NIFTY/days").catch(() => ({}))).days ?? [];
    return day !== undefined && Date.parse(day.to) - Date.parse(day.from) > 20_000;
  }, 120_000),
);

const at = (page) => page.evaluate(() => new URLSearchParams(location.hash.split("?")[1] ?? "").get("at"));
/** The instant in the address, once the chain shown is of it. */
async function arrived(page) {
  let instant;
  await until(async () => {
    instant = await at(page);
    const shown = await page.locator("main").getAttribute("data-epoch");
    const answer = instant === null ? null : await get(`/api/data/chain/NIFTY?expiry=${await expiry(page)}&at=${instant}`);
    return answer !== null && String(answer.epoch) === shown && instant === (await at(page));
  }, 60_000);
  return instant;
}

const expiry = async (page) => (await page.locator("main").getAttribute("data-room"))?.split(":")[2];

test("Past_SteppedBackByKey_EveryNumberEqualsRestAndSaysThatItIsPast", async () => {
  const { page, complaints, close } = await visit(product.url);
  await chainShown(page);
  await page.keyboard.press(",");
  await page.locator("#page[data-past]").waitFor();
  await page.keyboard.press(",");
  const instant = await arrived(page);
  const answer = await get(`/api/data/chain/NIFTY?expiry=${await expiry(page)}&at=${instant}`);
  const numbers = await page.evaluate(() =>
    Array.from(document.querySelectorAll("tbody tr[data-strike] td[data-column]"), (cell) => [cell.closest("tr").dataset.strike, cell.dataset.side, cell.dataset.column, cell.textContent]));
  let compared = 0;
  for (const [strike, side, column, text] of numbers) {
    if (!["bid", "ask", "last"].includes(column)) continue;
    assert.equal(number(text), answer.legs.find((leg) => leg.strike === Number(strike) && leg.right === side)?.[column] ?? null, `${strike} ${side} ${column}`);
    compared++;
  }

  assert.ok(compared > 50, `only ${compared} numbers compared`);
  assert.equal(number(await page.locator('header.top [data-value="spot"]').innerText()), (await get(`/api/products/NIFTY?at=${instant}`)).spot);
  assert.match(await page.locator('[data-value="instant"]').innerText(), /^PAST, not live: \d+ \w+ \d\d:\d\d:\d\d/);
  assert.match(await page.locator('[data-value="state"]').innerText(), /^Past: numbers of /);
  assert.match(await page.title(), /^PAST /);

  for (const view of ["smile", "open-interest", "exposures"]) {
    await page.locator(`[data-tab="${view}"]`).click();
    await page.locator(`[data-view="${view}"][data-epoch]`).waitFor();
    assert.equal(await at(page), instant, "another view keeps the instant");
  }

  await page.keyboard.press("l");
  await page.locator("#page:not([data-past])").waitFor();
  assert.equal(await at(page), null);
  await page.locator('[data-tab="chain"]').click();
  await until(async () => (await page.locator('[data-value="state"]').innerText()) === "Live", 60_000);
  assert.deepEqual(complaints, []);
  await close();
});

test("Past_Played_GoesOnByItselfAndPauses", async () => {
  const { page, complaints, close } = await visit(product.url);
  await chainShown(page);
  await page.keyboard.press("h");
  await page.locator('[data-control="speed"]').selectOption("5");
  await page.keyboard.press("Escape");
  await page.locator('[data-control="play"]').click();
  await page.locator("#page[data-past]").waitFor();
  const first = Date.parse(await at(page));
  await until(async () => Date.parse(await at(page)) - first >= 5_000, 60_000);
  await page.locator('[data-control="play"]').click();
  const instant = await arrived(page);
  assert.ok(Date.parse(instant) <= Date.parse((await get("/api/history/NIFTY/days")).days[0].to));
  assert.equal(number(await page.locator('header.top [data-value="spot"]').innerText()), (await get(`/api/products/NIFTY?at=${instant}`)).spot);
  assert.deepEqual(complaints, []);
  await close();
});

test("Compare_TwoInstants_ChangesEqualRest", async () => {
  const { page, complaints, close } = await visit(product.url);
  await chainShown(page);
  await page.keyboard.press("m");
  await page.locator("dialog.compare tbody tr").first().waitFor();
  const [from, to] = await Promise.all(["compare-from", "compare-to"].map((id) => page.locator(`#${id}`).evaluate((slider) => new Date(slider.valueAsNumber).toISOString())));
  const answer = await get(`/api/history/NIFTY/compare?from=${from}&to=${to}&expiry=${await expiry(page)}&strikes=15`);
  assertShows(await page.locator('.compared [data-change="spot"]').innerText(), answer.spot.change, "spot");
  const shown = await page.locator("dialog.compare tbody tr").evaluateAll((rows) => rows.map((row) => [Number(row.dataset.strike), ...Array.from(row.querySelectorAll('[data-change="last"]'), (cell) => cell.textContent)]));
  assert.equal(shown.length, new Set(answer.legs.map(({ strike }) => strike)).size);
  for (const [strike, call, put] of shown) {
    for (const [right, text] of [["call", call], ["put", put]]) {
      const change = answer.legs.find((leg) => leg.strike === strike && leg.right === right)?.last.change ?? null;
      assertShows(text, change, `${strike} ${right}`);
    }
  }

  assert.deepEqual(complaints, []);
  await close();
});

test("Price_LiveAndPast_CandlesAndLevelsEqualRest", async () => {
  const { page, complaints, close } = await visit(`${product.url}/#NIFTY/price?bars=1s`);
  await page.locator('[data-view="price"] svg path.candles').first().waitFor({ state: "attached" });
  const pointed = async () => {
    await page.locator('[data-view="price"] .chart').focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.locator('[data-view="price"] [data-read="close"]').waitFor();
    return Object.fromEntries(await page.locator('[data-view="price"] [data-read]').evaluateAll((nodes) => nodes.map((node) => [node.dataset.read, node.textContent])));
  };
  await page.keyboard.press(",");
  await page.locator("#page[data-past]").waitFor();
  const instant = await arrived(page);
  await until(async () => (await pointed()).time !== undefined, 60_000);
  const read = await pointed();
  const { bars } = await get(`/api/history/NIFTY/bars?interval=1s&to=${instant}`);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Kolkata", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const bar = bars.find(({ time }) => read.time.endsWith(clock.format(new Date(time))));
  for (const name of ["open", "high", "low", "close"]) assertShows(read[name], bar[name], `${name} at ${read.time}`);

  const of = await expiry(page);
  const [chain, exposures] = await Promise.all([get(`/api/data/chain/NIFTY?expiry=${of}&at=${instant}`), get(`/api/products/NIFTY/exposures?expiry=${of}&at=${instant}`)]);
  const figure = async (name) => number(await page.locator(`[data-view="price"] [data-value="${name}"]`).innerText());
  await until(async () => (await figure("priceMaxPain")) === chain.maxPain, 60_000);
  assert.equal(await figure("priceCallWall"), exposures.callWall);
  const move = chain.forward * chain.atmIv * Math.sqrt(chain.timeToExpiry);
  assert.ok(Math.abs((await figure("moveUp")) - (chain.forward + move)) < 0.01);
  assert.deepEqual(complaints, []);
  await close();
});

test("Past_Strategy_WorkedOutInTheMarketOfTheInstant", async () => {
  const { page, complaints, close } = await visit(product.url);
  await chainShown(page);
  await page.keyboard.press(",");
  await page.locator("#page[data-past]").waitFor();
  const instant = await arrived(page);
  await page.locator('[data-tab="strategy"]').click();
  await page.locator('[data-template="long-straddle"]').click();
  const answered = page.locator('[data-view="strategy"][data-sources]');
  await page.locator('[data-view="strategy"] .legs li').nth(1).waitFor();
  await until(async () => /legs=[^&]*:call:1:[\d.]+/.test(page.url()) && (await answered.count()) === 1, 60_000);
  assert.equal(await at(page), instant, "the strategy keeps the instant");
  const params = new URLSearchParams(new URL(page.url()).hash.split("?")[1]);
  const legs = params.get("legs").split(",").map((leg) => {
    const [on, strike, right, lots, entryPrice] = leg.split(":");
    return { expiry: on, strike: Number(strike), right, lots: Number(lots), entryPrice: Number(entryPrice) };
  });
  const analyse = async (body) => (await fetch(`${product.url}/api/positions/analyse`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ product: "NIFTY", legs, ...body }) })).json();
  const server = await analyse({ asOf: instant });
  await until(async () => (await answered.getAttribute("data-sources")) === JSON.stringify(server.sources), 60_000);
  assertShows(await page.locator('[data-view="strategy"] [data-value="cost"]').innerText(), Math.abs(server.cost), "cost");
  assert.match(await page.locator('[data-view="strategy"] .words').first().innerText(), /as it stood at the instant shown/);
  await page.keyboard.press("l");
  await page.locator("#page:not([data-past])").waitFor();
  await until(async () => (await answered.getAttribute("data-sources")) !== JSON.stringify(server.sources), 60_000);
  assert.deepEqual(complaints, []);
  await close();
});
