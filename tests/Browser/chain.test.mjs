// The chain as the trader's own: many strikes, columns of his choice, a leg in full, settings that are remembered and travel by link. Against the small server, whose market the test moves by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chainShown, openPage, WWWROOT } from "./browser.mjs";
import { FakeServer } from "./fake/server.mjs";
import { until } from "./product.mjs";
import { browser, useStage, visit } from "./stage.mjs";

useStage();

async function withPage(serverOptions, pageOptions, path, action) {
  const server = new FakeServer({ root: WWWROOT, seed: 7, ...serverOptions });
  const url = await server.listen();
  const options = { viewport: { width: 1280, height: 720 }, ...pageOptions };
  const { page, complaints, close } = await ("timezoneId" in options ? openPage(browser, url + path, options) : visit(url + path, options));
  try {
    await chainShown(page);
    await action({ page, server, url, room: server.products[0].chains[0].table.room });
    assert.deepEqual(complaints, []);
  } finally {
    await close();
    await server.close();
  }
}

const reached = (page, sequence) => page.waitForFunction((wanted) => Number(document.querySelector("main").dataset.sequence) >= wanted, sequence);
const frame = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
const plain = (text) => (text === "–" ? null : Number(text.replaceAll(/[,+%]/g, "").replace("−", "-")));

/** What was asked for is drawn in the next frame, so not yet when the click returns. */
async function columnsShown(page, side) {
  await frame(page);
  return page.locator(`thead .columns th[data-side="${side}"]`).evaluateAll((heads) => heads.map((head) => head.dataset.column));
}

/** What stands at a height of the chain, and which rows the document holds. */
const seen = (page) =>
  page.evaluate(() => {
    const scroller = document.querySelector(".chain-scroller");
    const box = scroller.getBoundingClientRect();
    const at = (y) => document.elementFromPoint(box.left + 30, y)?.closest("tr[data-strike], tr.forward");
    const rows = Array.from(document.querySelectorAll("tbody tr[data-strike]"));
    return {
      blanks: [0.2, 0.5, 0.8].filter((share) => !at(box.top + 50 + (box.height - 80) * share)).length,
      rows: rows.length,
      height: scroller.scrollHeight,
      numbers: rows.flatMap((row) => Array.from(row.querySelectorAll("td[data-column]"), (cell) => [`${row.dataset.strike} ${cell.dataset.side} ${cell.dataset.column}`, cell.textContent])),
    };
  });

function assertEqualsServer(numbers, table) {
  const legs = new Map(table.legs.map((leg) => [`${leg.strike} ${leg.right}`, leg]));
  for (const [place, text] of numbers) {
    const [strike, side, column] = place.split(" ");
    if (["last", "bid", "ask"].includes(column)) assert.equal(plain(text), legs.get(`${strike} ${side}`)[column], place);
  }
}

for (const [legs, width] of [[402, 100], [1_002, 250]]) {
  test(`Chain_${legs}Legs_ScrollsThroughAllWithOnlyTheRowsInSight`, async () => {
    await withPage({ width }, {}, "", async ({ page, server, room }) => {
      assert.equal(server.table(room).legs.length, legs);
      await page.locator("#strikes").selectOption("0");
      await frame(page);
      const { height } = await seen(page);
      assert.ok(height > (legs / 2) * 25, `${height} px are less than all strikes take`);
      const met = new Set();
      for (let top = 0; top <= height; top += 400) {
        await page.locator(".chain-scroller").evaluate((scroller, to) => (scroller.scrollTop = to), top);
        server.step();
        await reached(page, server.table(room).sequence);
        await frame(page);
        const now = await seen(page);
        assert.equal(now.blanks, 0, `blank at ${top}`);
        assert.ok(now.rows <= 60, `${now.rows} rows at ${top}`);
        assert.equal(now.height, height, "the chain changes its height while it is scrolled");
        assertEqualsServer(now.numbers, server.table(room));
        for (const [place] of now.numbers) met.add(place.split(" ")[0]);
      }

      assert.equal(met.size, legs / 2, "not every strike came by");
    });
  });
}

test("Chain_FarFromTheMoneyAndTheMarketMoves_StaysWhereItWas", async () => {
  await withPage({ width: 100 }, {}, "", async ({ page, server }) => {
    await page.locator("#strikes").selectOption("0");
    await page.locator(".chain-scroller").evaluate((scroller) => (scroller.scrollTop = 300));
    await frame(page);
    const top = () => page.locator(".chain-scroller").evaluate((scroller) => scroller.scrollTop);
    for (let i = 0; i < 10; i++) server.step();
    await reached(page, 11);
    assert.equal(await top(), 300);
    await page.keyboard.press("c");
    await frame(page);
    assert.ok(await page.locator("tr.forward").isVisible());
    assert.notEqual(await top(), 300);
  });
});

test("Columns_ChosenAndOrdered_ShownMirroredAndRemembered", async () => {
  await withPage({}, {}, "", async ({ page }) => {
    await page.keyboard.press("f");
    await page.locator('[data-column-set="essential"]').click();
    assert.deepEqual(await columnsShown(page, "call"), ["oi", "oiChange", "delta", "iv", "last"]);
    await page.locator('[data-toggle-column="moneyness"]').click();
    await page.locator('[data-move="moneyness outwards"]').click();
    await page.locator('[data-toggle-column="oiChange"]').click();
    const wanted = ["oi", "delta", "iv", "moneyness", "last"];
    assert.deepEqual(await columnsShown(page, "call"), wanted);
    assert.deepEqual(await columnsShown(page, "put"), wanted.toReversed());
    await page.keyboard.press("Escape");
    await page.reload();
    await chainShown(page);
    assert.deepEqual(await columnsShown(page, "call"), wanted);
  });
});

test("Columns_Derived_FollowFromWhatTheServerSays", async () => {
  await withPage({}, {}, "#NIFTY?columns=moneyness,probability,spread,timeValue,buildUp,last", async ({ page, server, room }) => {
    for (let i = 0; i < 3; i++) server.step();
    await reached(page, 4);
    await frame(page);
    const table = server.table(room);
    const legs = new Map(table.legs.map((leg) => [`${leg.strike} ${leg.right}`, leg]));
    let compared = 0;
    for (const [place, text] of (await seen(page)).numbers) {
      const [strike, side, column] = place.split(" ");
      const { bid, ask, dualDelta } = legs.get(`${strike} ${side}`);
      const quoted = bid !== null && ask !== null;
      const intrinsic = table.discountFactor * Math.max(0, side === "call" ? table.forward - strike : strike - table.forward);
      const [value, digits] = {
        moneyness: () => [(strike / table.forward - 1) * 100, 2],
        probability: () => [dualDelta === null ? null : Math.abs(dualDelta / table.discountFactor) * 100, 1],
        spread: () => [quoted ? ((ask - bid) / ((ask + bid) / 2)) * 100 : null, 1],
        timeValue: () => [quoted ? (bid + ask) / 2 - intrinsic : undefined, 2],
      }[column]?.() ?? [undefined, 0];
      if (value === undefined) continue;
      if (value === null) assert.equal(text, "–", place);
      else assert.ok(Math.abs(plain(text) - value) <= 0.5001 * 10 ** -digits, `${place}: ${text} for ${value}`);
      compared++;
    }

    assert.ok(compared > 100, `only ${compared} numbers compared`);
    const builds = await page.locator('td[data-column="buildUp"]').allInnerTexts();
    assert.ok(builds.some((text) => /^(LB ▲|SB ▼|LU ▽|SC △)$/.test(text)), builds.join());
  });
});

test("Leg_Clicked_ShownInFullAndFollowedThroughTheDay", async () => {
  await withPage({}, {}, "", async ({ page, server, room }) => {
    const strike = server.table(room).atmStrike;
    await page.locator(`tr[data-strike="${strike}"] td[data-side="call"][data-column="last"]`).click();
    const panel = page.locator(".leg-panel");
    await panel.waitFor();
    assert.match(await panel.locator("[data-value=leg]").innerText(), /^24,2\d0 call · /);
    assert.match(new URL(page.url()).hash, new RegExp(`leg=${strike}:call`));
    for (let i = 0; i < 3; i++) server.step();
    await reached(page, 4);
    await frame(page);
    const leg = server.table(room).legs.find((candidate) => candidate.strike === strike && candidate.right === "call");
    assert.equal(plain(await panel.locator("[data-value=leg-bid]").innerText()), leg.bid);
    assert.equal(plain(await panel.locator("[data-value=leg-delta]").innerText()), Number(leg.delta.toFixed(4)));
    assert.match(await panel.locator("[data-value=leg-oi]").innerText(), / units$/);
    assert.equal(await panel.locator("svg .panel-label").count(), 3);
    assert.match(await panel.locator(".words").innerText(), /since \d\d:\d\d:\d\d/);

    await page.keyboard.press("j");
    await page.waitForFunction((next) => document.querySelector(`tr[data-strike="${next}"]`)?.dataset.chosen === "call", strike + 50);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((next) => document.querySelector(`tr[data-strike="${next}"]`)?.dataset.chosen === "put", strike + 50);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    assert.doesNotMatch(page.url(), /leg=/);
  });
});

const HOUR = 3_600_000;

/** The day began an hour ago: all for half the price, with half the open interest. */
const RECORD = {
  opening: (server) => ({
    time: new Date(server.now() - HOUR).toISOString(),
    legs: server.products[0].chains[0].table.json().legs.map(({ strike, right, bid, ask, last, oi }) => ({ strike, right, bid: bid && bid / 2, ask: ask && ask / 2, last: last && last / 2, oi: oi && oi / 2 })),
  }),
  legs: (server) => ({ points: [60, 40, 20].map((minutes) => ({ time: new Date(server.now() - minutes * 60_000).toISOString(), bid: null, ask: null, last: 100 + minutes, iv: 0.1, oi: 6_500 })) }),
};

test("Leg_RecordedDay_ShownBeforeWhatIsSeenLive", async () => {
  await withPage({ record: RECORD }, {}, "", async ({ page, server, room }) => {
    const strike = server.table(room).atmStrike;
    await page.locator(`tr[data-strike="${strike}"] td[data-side="call"][data-column="last"]`).click();
    const panel = page.locator(".leg-panel");
    await page.waitForFunction(() => /^Its day as recorded since \d\d:\d\d:\d\d .+, and from there live\.$/.test(document.querySelector(".leg-panel .words").textContent));
    await panel.locator(".chart").focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => /: 160\.00, IV 10\.00 %, OI 6\.5/.test(document.querySelector("[data-value=legReadout]").textContent));
  });
});

test("BuildUp_DaysFirstRecord_ToldFromInChainAndOpenInterest", async () => {
  await withPage({ record: RECORD }, {}, "#NIFTY?columns=buildUp,last", async ({ page, server, room }) => {
    const strike = server.table(room).atmStrike;
    await page.waitForFunction((at) => document.querySelector(`tr[data-strike="${at}"] td[data-side="put"][data-column="buildUp"]`)?.textContent === "LB ▲", strike);
    await page.locator(`tr[data-strike="${strike}"] td[data-side="put"][data-column="buildUp"]`).hover();
    assert.match(await page.locator(".tooltip:not(.explanation)").innerText(), /long build-up.*\n.*Since the day's first record, \d\d:\d\d/s);
    await page.locator('[data-tab="open-interest"]').click();
    await page.locator('[data-view="open-interest"] [data-choice="build-up"]').click();
    assert.match(await page.locator('[data-view="open-interest"] .words').innerText(), /since the day's first record, \d\d:\d\d/);
    await page.locator('[data-view="open-interest"] .chart').focus();
    await page.keyboard.press("j");
    for (const side of ["call", "put"]) assert.equal(await page.locator(`[data-read="${side}BuildUp"]`).innerText(), "long build-up");
    assert.ok((await page.locator('[data-view="open-interest"] path.build-long').first().getAttribute("d")).length > 100);
  });
});

test("Explanation_PointedAtOrFocused_LinksItsFormula", async () => {
  await withPage({}, {}, "", async ({ page, url }) => {
    const explanation = page.locator("#explanation");
    await page.locator('.metrics [data-value="maxPain"]').hover();
    await explanation.waitFor();
    assert.match(await explanation.innerText(), /settlement at which option writers/);
    await explanation.locator("a").hover();
    assert.ok(await explanation.isVisible());
    await page.locator('thead th[data-side="call"][data-column="iv"]').focus();
    await page.waitForFunction(() => document.querySelector("#explanation").textContent.startsWith("Implied volatility"));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "/help/analytics.html#models");
    await page.keyboard.press("Escape");
    assert.equal(await explanation.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.column), "iv");
    const text = await (await fetch(`${url}/help/analytics.html`)).text();
    const sections = await page.locator("[data-section]").evaluateAll((all) => [...new Set(all.map((each) => each.dataset.section))]);
    assert.ok(sections.length >= 5);
    for (const section of sections) assert.ok(text.includes(`id="${section}"`), `${section} leads nowhere`);
  });
});

test("Settings_Chosen_InForceRememberedAndInTheLink", async () => {
  await withPage({}, { timezoneId: "Asia/Tokyo" }, "", async ({ page }) => {
    const rowHeight = () => page.locator("tbody tr[data-strike]").first().evaluate((row) => row.offsetHeight);
    const before = await rowHeight();
    await page.keyboard.press("s");
    await page.locator('[data-setting="density"][data-value="compact"]').click();
    await page.locator('[data-setting="zone"][data-value="local"]').click();
    await page.locator('[data-setting="theme"][data-value="light"]').click();
    assert.match(await page.locator("[data-value=caller]").innerText(), /server is open/);
    await page.locator("[data-control=copy-link]").click();
    const link = await page.locator("[data-value=link]").inputValue();
    await page.keyboard.press("Escape");
    await frame(page);
    assert.ok((await rowHeight()) < before);
    assert.match(await page.locator("[data-value=asOf]").innerText(), /GMT\+9/);
    assert.equal(await page.evaluate(() => document.documentElement.style.colorScheme), "light");
    assert.match(link, /density=compact/);

    const other = await openPage(browser, link.replace(/columns=[^&]*/, "columns=iv,last"));
    await chainShown(other.page);
    assert.deepEqual(await columnsShown(other.page, "call"), ["iv", "last"]);
    assert.equal(await other.page.locator("tbody tr[data-strike]").first().evaluate((row) => row.offsetHeight), await rowHeight());
    assert.equal(await other.page.evaluate(() => localStorage.getItem("trading-analytics.settings")), null, "a link does not change what is kept");
    await other.close();
  });
});

test("FirstVisit_SimulatedMarketNamed_UntilSeen", async () => {
  await withPage({}, {}, "", async ({ page }) => {
    assert.match(await page.locator(".welcome").innerText(), /simulated market: its prices are made up/);
    await page.locator("[data-control=welcomed]").click();
    await page.reload();
    await chainShown(page);
    await until(async () => (await page.locator("[data-value=feed]").innerText()) === "Simulated market", 60_000);
    assert.equal(await page.locator(".welcome").isVisible(), false);
  });
});

test("Help_FormulaLink_LeadsToItsPage", async () => {
  await withPage({}, {}, "", async ({ page, url }) => {
    await page.keyboard.press("?");
    const links = await page.locator(".help a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(links.length > 8);
    const text = await (await fetch(url + links[0].split("#")[0])).text();
    for (const link of links) assert.ok(text.includes(`id="${link.split("#")[1]}"`), `${link} leads nowhere`);
  });
});

test("IvRank_NoRecord_SaysWhy", async () => {
  await withPage({}, {}, "", async ({ page }) => {
    assert.equal(await page.locator("[data-value=ivRank]").innerText(), "–");
    assert.match(await page.locator(".metrics div:has(> dd > [data-value=ivRank])").getAttribute("data-explanation"), /None: .+\./);
  });
});

for (const width of [1280, 390]) {
  test(`Page_${width}Wide_EveryPartInSight`, async () => {
    await withPage({}, { viewport: { width, height: 720 } }, "", async ({ page }) => {
      for (const seenBefore of [false, true]) {
        if (seenBefore) await page.locator("[data-control=welcomed]").click();
        const { top, bottom } = await page.locator("footer.status").evaluate((footer) => footer.getBoundingClientRect().toJSON());
        assert.ok(Math.abs(bottom - 720) < 1 && bottom - top < 40, `status line from ${top} to ${bottom}`);
      }
    });
  });
}
