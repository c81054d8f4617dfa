// The page against a small server whose market the test moves by hand: states the real one does not show on request.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { chainShown, WWWROOT } from "./browser.mjs";
import { assertLegible } from "./contrast.mjs";
import { FakeServer } from "./fake/server.mjs";
import { useStage, visit } from "./stage.mjs";

let server;
let url;

useStage();

beforeEach(async () => {
  server = new FakeServer({ root: WWWROOT, seed: 7 });
  url = await server.listen();
});
afterEach(() => server.close());

const reached = (page, sequence) => page.waitForFunction((wanted) => Number(document.querySelector("main").dataset.sequence) >= wanted, sequence);

/** Every number the page shows, with where it stands. */
const numbersShown = (page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll("tbody tr[data-strike]:not([hidden]) td[data-column]"), (cell) => [
      `${cell.closest("tr").dataset.strike} ${cell.dataset.side} ${cell.dataset.column}`,
      cell.textContent,
    ]),
  );

const plain = (text) => (text === "–" ? null : Number(text.replaceAll(",", "").replace("−", "-")));

/** Compares the page with the server's own table, in the columns that show every digit. */
async function assertEqualsServer(page, room) {
  const legs = new Map(server.table(room).legs.map((leg) => [`${leg.strike} ${leg.right}`, leg]));
  let compared = 0;
  for (const [place, text] of await numbersShown(page)) {
    const [strike, side, column] = place.split(" ");
    if (!["last", "bid", "ask"].includes(column)) continue;
    assert.equal(plain(text), legs.get(`${strike} ${side}`)[column], place);
    compared++;
  }

  assert.ok(compared > 100, `only ${compared} numbers compared`);
}

test("Page_MarketMoves_NumbersFollowTheServer", async () => {
  const { page, complaints, close } = await visit(url);
  await chainShown(page);
  const first = new Map(await numbersShown(page));
  for (let i = 0; i < 20; i++) server.step();
  await reached(page, 21);

  const moved = (await numbersShown(page)).filter(([place, text]) => first.get(place) !== text);
  assert.ok(moved.length > 50, `only ${moved.length} numbers moved`);
  await assertEqualsServer(page, server.products[0].chains[0].table.room);
  assert.equal(await page.locator("[data-value=state]").innerText(), "Live");
  assert.deepEqual(complaints, []);
  await close();
});

test("Page_MarketMoves_WhatStaysAsItIsIsNotTouched", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  // The first may come whole, as the answer to the page's subscription.
  server.step();
  await reached(page, 2);
  await page.evaluate(() => {
    window.touched = [];
    window.changes = 0;
    const watcher = new MutationObserver((changes) => {
      window.changes += changes.length;
      for (const { type, target, attributeName, oldValue, addedNodes, removedNodes } of changes) {
        const same =
          type === "attributes"
            ? target.getAttribute(attributeName) === oldValue && changes.filter((other) => other.target === target && other.attributeName === attributeName).length === 1
            : type === "characterData"
              ? target.data === oldValue
              : addedNodes.length === 1 && removedNodes.length === 1 && addedNodes[0].textContent === removedNodes[0].textContent;
        if (same) window.touched.push(`${type} ${attributeName ?? ""} of ${target.nodeType === Node.TEXT_NODE ? target.parentElement.outerHTML : target.outerHTML.slice(0, 120)}`);
      }
    });
    watcher.observe(document, { subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true });
  });
  for (const sequence of [3, 4, 5, 6]) {
    server.step();
    await reached(page, sequence);
  }

  assert.deepEqual(await page.evaluate(() => window.touched), []);
  assert.ok((await page.evaluate(() => window.changes)) > 50);
  await close();
});

for (const reducedMotion of ["no-preference", "reduce"]) {
  test(`Page_PricesMove_${reducedMotion === "reduce" ? "NoFlashWhereMotionIsUnwanted" : "FlashAndFade"}`, async () => {
    const { page, close } = await visit(url, { reducedMotion });
    await chainShown(page);
    const flashed = page.evaluate(
      () =>
        new Promise((resolve) => {
          const seen = new Set();
          const watcher = new MutationObserver((changes) => changes.forEach(({ target }) => seen.add(target)));
          watcher.observe(document.querySelector("table.chain"), { subtree: true, attributeFilter: ["data-flash"] });
          window.stopWatching = () => resolve(seen.size);
        }),
    );
    await page.waitForFunction(() => window.stopWatching !== undefined);
    // The first may come whole, as the answer to the page's subscription: nothing of it is a change.
    for (const sequence of [2, 3, 4]) {
      server.step();
      await reached(page, sequence);
    }

    await page.waitForFunction(() => document.querySelector("td[data-flash]") === null);
    await page.evaluate(() => window.stopWatching());
    const cells = await flashed;
    assert.ok(reducedMotion === "reduce" ? cells === 0 : cells > 5, `${cells} cells flashed`);
    await close();
  });
}

test("Page_DeltaLost_FetchesTheChainAnew", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  const { room } = server.products[0].chains[0].table;
  server.step({ lose: room });
  server.step();
  await reached(page, 3);
  await assertEqualsServer(page, room);
  await close();
});

test("Page_WriterBeginsANewLife_FollowsTheNewEpoch", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  const { room } = server.products[0].chains[0].table;
  server.renew(room);
  server.step();
  await page.locator('main[data-epoch="2"]').waitFor();
  await assertEqualsServer(page, room);
  await close();
});

test("Page_ConnectionDropped_SaysSoAndComesBack", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  server.dropConnections();
  await page.locator("[data-state=lost]").waitFor();
  server.step();
  await page.locator("[data-state=live]").waitFor();
  await reached(page, 2);
  await assertEqualsServer(page, server.products[0].chains[0].table.room);
  await close();
});

test("Page_ExpiryAndProductChosen_ShownAndKeptInTheAddress", async () => {
  const { page, complaints, close } = await visit(url);
  await chainShown(page);
  const [nifty, bank] = server.products;
  await page.keyboard.press("e");
  await page.locator(`main[data-room="${nifty.chains[1].table.room}"]`).waitFor();
  await page.keyboard.press("E");
  await page.locator(`main[data-room="${nifty.chains[0].table.room}"]`).waitFor();
  await page.locator(`[data-expiry="${nifty.chains[2].expiry}"]`).click();
  await page.locator(`main[data-room="${nifty.chains[2].table.room}"]`).waitFor();
  assert.equal(new URL(page.url()).hash, `#NIFTY/${nifty.chains[2].expiry}`);
  await page.reload();
  await page.locator(`main[data-room="${nifty.chains[2].table.room}"]`).waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("nifty bank");
  await page.keyboard.press("Enter");
  await page.locator(`main[data-room="${bank.chains[0].table.room}"]`).waitFor();
  assert.equal(server.subscriptions(nifty.chains[2].table.room), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("Page_NoValue_DashWithItsReason", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  await page.locator("#strikes").selectOption("0");
  const none = page.locator('td[data-column="iv"][data-none]').first();
  assert.equal(await none.innerText(), "–");
  await none.hover();
  assert.match(await page.locator("[role=tooltip]").innerText(), /no price: neither a two-sided quote nor a trade/);
  assert.doesNotMatch(await page.locator("table.chain").innerText(), /NaN|undefined|null/);
  await close();
});

test("Page_NoTicksYet_SaysWhatToDo", async () => {
  const empty = new FakeServer({ root: WWWROOT, empty: true });
  const { page, complaints, close } = await visit(await empty.listen());
  await page.getByRole("heading", { name: "No ticks yet" }).waitFor();
  assert.match(await page.locator(".notice").innerText(), /\.\/run simulate/);
  assert.deepEqual(complaints, []);
  await close();
  await empty.close();
});

test("Page_NarrowScreen_OneSideWithASwitch", async () => {
  const { page, close } = await visit(url, { viewport: { width: 390, height: 844 } });
  await chainShown(page);
  assert.equal(await page.locator('tbody td[data-side="put"]').count(), 0);
  await page.getByRole("button", { name: "Puts" }).click();
  await page.locator('tbody td[data-side="put"]:visible').first().waitFor();
  assert.equal(await page.locator('tbody td[data-side="call"]').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await close();
});

test("Page_DarkAndLight_TextHasContrastAA", async () => {
  const { page, close } = await visit(url, { reducedMotion: "reduce" });
  await chainShown(page);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
    await assertLegible(page, colorScheme);
  }

  await close();
});

test("Page_ThemeAndDigitsChosen_RememberedAndLeftWhereItWas", async () => {
  const { page, close } = await visit(url);
  await chainShown(page);
  const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme);
  const scrolled = () => page.locator(".chain-scroller").evaluate((scroller) => scroller.scrollTop);
  assert.equal(await scheme(), "dark");
  const before = await scrolled();
  assert.ok(before > 0, "the money is not brought to the middle");
  await page.keyboard.press("t");
  await page.keyboard.press("d");
  assert.equal(await scheme(), "light");
  assert.equal(await scrolled(), before);
  await page.reload();
  await chainShown(page);
  assert.equal(await scheme(), "light");
  assert.match(await page.locator('[data-control="digits"]').innerText(), /^123,456$/);
  await close();
});
