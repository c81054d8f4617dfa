// The page and the connection against the real server, with its simulated market.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chainShown, openPage, sequenceShown } from "./browser.mjs";
import { assertShows, number } from "./numbers.mjs";
import { startCalmProduct, until } from "./product.mjs";
import { browser, get, product, useStage, visit } from "./stage.mjs";

const CLIENT_APP = fileURLToPath(new URL("../../WebFront/ClientApp", import.meta.url));

useStage(() => startCalmProduct(100));

const nifty = async () => (await get("/api/products")).find((candidate) => candidate.product === "NIFTY");
const chain = (expiry) => get(`/api/data/chain/NIFTY?expiry=${expiry}`);

/** What the page shows of the chain, and at which version, read in one go. */
const shown = (page) =>
  page.evaluate(() => ({
    ...document.querySelector("main").dataset,
    numbers: Array.from(document.querySelectorAll("tbody tr[data-strike]:not([hidden]) td[data-column]"), (cell) => {
      const { side, column } = cell.dataset;
      return { strike: Number(cell.closest("tr").dataset.strike), side, column, text: cell.textContent };
    }),
    forward: document.querySelector("[data-value=forward]").textContent,
  }));


test("Page_SimulatedMarket_PricesMoveAndEqualRestAtTheSameSequence", async () => {
  const { page, complaints, close } = await visit(`${product.url}/#NIFTY`);
  await chainShown(page);
  const { expiries } = await nifty();
  // The chain does not wait for it.
  await page.locator("[data-value=feed]", { hasText: "Simulated market" }).waitFor();

  const first = new Map((await shown(page)).numbers.map((cell) => [`${cell.strike} ${cell.side} ${cell.column}`, cell.text]));
  await until(async () => {
    const now = (await shown(page)).numbers;
    return now.filter((cell) => first.get(`${cell.strike} ${cell.side} ${cell.column}`) !== cell.text).length > 20;
  }, 60_000);

  // The page is a little behind REST: what REST said is kept until the page shows that version.
  const answers = new Map();
  let server;
  let screen;
  await until(async () => {
    const answer = await chain(expiries[0]);
    answers.set(`${answer.room} ${answer.epoch}/${answer.sequence}`, answer);
    screen = await shown(page);
    server = answers.get(`${screen.room} ${screen.epoch}/${screen.sequence}`);
    return server !== undefined;
  }, 60_000);
  const legs = new Map(server.legs.map((leg) => [`${leg.strike} ${leg.right}`, leg]));
  let compared = 0;
  for (const { strike, side, column, text } of screen.numbers) {
    // A leg that never ticked is not in the chain, and the page shows dashes for it.
    const value = legs.get(`${strike} ${side}`)?.[column] ?? null;
    const where = `${strike} ${side} ${column} at ${server.epoch}/${server.sequence}`;
    if (["last", "bid", "ask"].includes(column)) assert.equal(number(text), value, where);
    else if (["delta", "theta", "vega"].includes(column)) assertShows(text, value, where);
    else continue;
    compared++;
  }

  assert.ok(compared > 100, `only ${compared} numbers compared`);
  assertShows(screen.forward, server.forward, "forward");
  assert.deepEqual(complaints, []);
  await close();
});

test("Page_ExpirySwitched_ShowsThatChainLive", async () => {
  const { page, complaints, close } = await visit(`${product.url}/#NIFTY`);
  await chainShown(page);
  const { expiries } = await nifty();
  await page.locator(`[data-expiry="${expiries[1]}"]`).click();
  await page.locator(`main[data-room="chain:NIFTY:${expiries[1]}"]`).waitFor();
  await chainShown(page);
  assert.equal(new URL(page.url()).hash, `#NIFTY/${expiries[1]}`);
  const from = await sequenceShown(page);
  await page.waitForFunction((sequence) => Number(document.querySelector("main").dataset.sequence) > sequence, from);
  assert.deepEqual(complaints, []);
  await close();
});

test("Connection_AppliedDeltas_EqualRestAtEverySequenceMet", async () => {
  execFileSync("npm", ["--prefix", CLIENT_APP, "run", "--silent", "build:client"], { stdio: ["ignore", "ignore", "inherit"] });
  const { createHub, legKey, MarketConnection } = await import("./client/connection.js");
  const { expiries } = await nifty();
  const room = `chain:NIFTY:${expiries[0]}`;
  const connection = new MarketConnection(createHub(product.url));
  const versions = new Map();
  let deltas = 0;
  connection.subscribe(room, {
    changed: (table, change) => {
      if (!change.whole) deltas++;
      versions.set(`${table.epoch}/${table.sequence}`, { header: { ...table.header }, rows: structuredClone(table.rows) });
      if (versions.size > 50) versions.delete(versions.keys().next().value);
    },
  });
  connection.start();

  let compared = 0;
  await until(async () => {
    const { legs, room: _, epoch, sequence, ...header } = await chain(expiries[0]);
    await until(() => versions.size > 0, 60_000);
    const copy = versions.get(`${epoch}/${sequence}`);
    if (copy === undefined) return false;
    assert.deepEqual(copy.header, header, `header at ${epoch}/${sequence}`);
    assert.equal(copy.rows.size, legs.length);
    for (const leg of legs) assert.deepEqual(copy.rows.get(legKey(leg.strike, leg.right)), leg, `${leg.strike} ${leg.right} at ${epoch}/${sequence}`);
    return ++compared >= 5 && deltas >= 10;
  }, 60_000);
  await connection.stop();
});

test("Columns_HigherOrder_EqualRestAtTheSameSequence", async () => {
  const { page, complaints, close } = await openPage(browser, `${product.url}/#NIFTY?columns=probability,moneyness,vanna,charm,volga,rho,last`);
  await chainShown(page);
  const { expiries } = await nifty();
  const answers = new Map();
  let server;
  let screen;
  await until(async () => {
    const answer = await get(`/api/data/chain/NIFTY?expiry=${expiries[0]}&greeks=full`);
    answers.set(`${answer.room} ${answer.epoch}/${answer.sequence}`, answer);
    screen = await shown(page);
    server = answers.get(`${screen.room} ${screen.epoch}/${screen.sequence}`);
    return server !== undefined && screen.numbers.some(({ column, text }) => column === "vanna" && text !== "–");
  }, 60_000);
  const legs = new Map(server.legs.map((leg) => [`${leg.strike} ${leg.right}`, leg]));
  let compared = 0;
  for (const { strike, side, column, text } of screen.numbers) {
    const leg = legs.get(`${strike} ${side}`);
    if (column === "last") continue;
    const value = {
      probability: () => (leg?.dualDelta == null ? null : (Math.abs(leg.dualDelta) / server.discountFactor) * 100),
      moneyness: () => (strike / server.forward - 1) * 100,
    }[column]?.() ?? leg?.[column] ?? null;
    const where = `${strike} ${side} ${column} at ${server.epoch}/${server.sequence}: ${text} for ${value}`;
    const said = number(text.replace("+", "").replaceAll("−", "-"));
    if (value === null) assert.equal(said, null, where);
    else assert.ok(Math.abs(said - value) <= Math.max(0.00501 * Math.abs(value), 0.0501 * (column === "probability" ? 1 : 0.1)), where);
    compared++;
  }

  assert.ok(compared > 100, `only ${compared} numbers compared`);
  assert.deepEqual(complaints, []);
  await close();
});

test("Keys_MadeOnThePage_LetInUntilRevoked", async () => {
  const { page, complaints, close } = await visit(`${product.url}/#NIFTY`);
  await chainShown(page);
  await page.keyboard.press("s");
  await page.locator("[data-control=keys]").click();
  await page.getByLabel("Name").fill("desk feed");
  await page.locator("[data-control=make-key]").click();
  await page.locator("[data-value=key]").waitFor();
  const key = await page.locator("[data-value=key]").innerText();
  assert.match(key, /^ta_/);
  const me = async () => (await fetch(`${product.url}/api/auth/me`, { headers: { "X-Api-Key": key } })).status;
  assert.equal(await me(), 200);
  const row = page.locator("tr[data-key]").last();
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Yes, do it" }).click();
  await page.getByText(/revoked/).first().waitFor();
  await until(async () => (await me()) === 401, 60_000);
  assert.deepEqual(complaints, []);
  await close();
});

// The last test: it ends the server the others use.
test("Server_KilledAndStartedAgain_StaleAtOnceAndHealsWithoutReload", async () => {
  const { page, complaints, close } = await openPage(browser, `${product.url}/#NIFTY`);
  await chainShown(page);
  await page.evaluate(() => (globalThis.sameDocument = true));
  const epoch = await page.locator("main").getAttribute("data-epoch");
  await product.kill();
  await page.locator("main[data-stale]").waitFor();
  assert.ok(await page.locator("tbody tr[data-strike]:visible").first().isVisible(), "what was known is gone");
  assert.match(await page.locator("footer.status").innerText(), /lost|reconnect|connecting/i);

  await product.again();
  await page.locator("main:not([data-stale])").waitFor({ timeout: 60_000 });
  const { expiries } = await nifty();
  await until(async () => {
    const answer = await chain(expiries[0]);
    const screen = await shown(page);
    return screen.room === answer.room && Number(screen.epoch) === answer.epoch && answer.epoch !== Number(epoch);
  }, 60_000);
  const from = await sequenceShown(page);
  await page.waitForFunction((sequence) => Number(document.querySelector("main").dataset.sequence) > sequence, from);
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true, "the page was loaded anew");
  // The browser itself notes that nobody answered; the page says nothing.
  assert.deepEqual(complaints.filter((text) => !/net::ERR_|WebSocket connection|Failed to load resource/.test(text)), []);
  await close();
});
