// The views drawn as charts, against the real server: what they show is what REST answers at the same sequence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertShows, number, shows } from "./numbers.mjs";
import { sharedProduct, until } from "./product.mjs";
import { get, product, useStage, visit } from "./stage.mjs";

let expiry;

// The second expiry: hours before its end a chain may have no fit.
useStage(sharedProduct, () =>
  until(async () => {
    expiry = (await get("/api/products")).find((candidate) => candidate.product === "NIFTY").expiries[1];
    if (expiry === undefined) return false;
    const smile = await get(`/api/products/NIFTY/smile?expiry=${expiry}`);
    return smile.status === "ok" && (await get(`/api/products/NIFTY/exposures?expiry=${expiry}`)).status === "ok";
  }, 60_000),
);

const SCALES = { "L Cr": 1e12, Cr: 1e7, L: 1e5, K: 1e3 };

/** A text in lakhs and crores stands for the value to the digits it has. */
function assertCompact(text, value, where) {
  const [, sign, digits, unit] = /^([+−]?)([\d.,]+)(L Cr|Cr|L|K)?$/.exec(text) ?? assert.fail(`${where}: ${text}`);
  const scale = SCALES[unit] ?? 1;
  assertShows(`${sign}${digits}`, value / scale, `${where} (${unit ?? ""})`);
}

/** What the page shows of a view, and what REST said at the version it shows. */
async function shownAndAnswered(page, view, path) {
  const answers = new Map();
  let pair;
  await until(async () => {
    const answer = await get(path);
    answers.set(`${answer.room} ${answer.epoch}/${answer.sequence}`, answer);
    const screen = await page.evaluate((name) => {
      const section = document.querySelector(`[data-view="${name}"]`);
      const texts = (selector, key) => Object.fromEntries(Array.from(section.querySelectorAll(selector), (node) => [node.dataset[key], node.textContent]));
      const paths = Array.from(section.querySelectorAll("svg path"), (path) => [path.getAttribute("class"), path.getAttribute("d")]);
      return {
        ...section.dataset,
        figures: texts("[data-value]", "value"),
        read: texts("[data-read]", "read"),
        paths,
        certificate: texts("[data-certificate]", "certificate"),
        head: Array.from(section.querySelectorAll(".slices thead th"), (cell) => cell.textContent),
        slices: Object.fromEntries(Array.from(section.querySelectorAll("[data-slice]"), (row) => [row.dataset.slice, Array.from(row.querySelectorAll("td"), (cell) => cell.textContent)])),
      };
    }, view);
    const server = answers.get(`${screen.room} ${screen.epoch}/${screen.sequence}`);
    pair = server && { screen, server };
    return server !== undefined;
  }, 60_000);
  return pair;
}

async function openView(view) {
  const opened = await visit(`${product.url}/#NIFTY/${expiry}/${view}`);
  const drawn = view === "surface" ? "canvas[data-drawn]" : "svg path";
  await opened.page.locator(`[data-view="${view.split("?")[0]}"][data-sequence]:visible ${drawn}`).first().waitFor({ state: "attached" });
  return opened;
}

/** Points at a place of a view's chart by key, where it can read what is asked: at first there may be nothing to point at. */
async function pointAt(page, view, read) {
  const said = page.locator(`[data-view="${view}"] [data-read="${read}"]`);
  await until(async () => {
    await page.locator(`[data-view="${view}"] .chart`).focus();
    await page.keyboard.press("j");
    return said.isVisible();
  }, 60_000);
  return said;
}

test("Smile_Shown_CertificateAndPointEqualRest", async () => {
  const { page, complaints, close } = await openView("smile");
  await pointAt(page, "smile", "strike");
  const { screen, server } = await shownAndAnswered(page, "smile", `/api/products/NIFTY/smile?expiry=${expiry}`);
  for (const [name, column, times] of [
    ["smileAtmIv", "atmIv", 100], ["riskReversal25", "riskReversal25", 100], ["minimumG", "minimumG", 1], ["rmsNearVolPoints", "rmsNearVolPoints", 1],
    ["rmsNearTicks", "rmsNearTicks", 1], ["insideShare", "insideShare", 100], ["points", "points", 1], ["smileForward", "forward", 1],
  ]) {
    assertShows(screen.figures[name], server[column] * times, name);
  }

  assert.equal(screen.figures.butterflyFree, server.butterflyFree ? "✓ none" : "✗ possible");
  const strike = server.strikes.find((row) => row.strike === number(screen.read.strike));
  for (const column of ["bidIv", "iv", "askIv", "fittedIv"]) {
    assertShows(screen.read[column], strike[column] === null ? null : strike[column] * 100, column);
  }

  for (const kind of ["line", "dots", "ranges"]) assert.ok(screen.paths.some(([name, path]) => name.startsWith(kind) && path.length > 100), `no ${kind}`);
  assert.deepEqual(complaints, []);
  await close();
});

test("Smile_ExpiryLaidOver_SecondCurveAndItsRoomLeftAgain", async () => {
  const { page, complaints, close } = await openView("smile");
  const curves = () => page.locator('[data-view="smile"] svg path.line').count();
  const before = await curves();
  await page.locator('[data-overlay][aria-pressed="false"]').last().click();
  await until(async () => (await curves()) > before, 60_000);
  assert.match(page.url(), /smile\?over=\d{4}-\d{2}-\d{2}$/);
  await page.reload();
  await until(async () => (await curves()) > before, 60_000);
  await page.locator('[data-overlay][aria-pressed="true"]:enabled').click();
  await until(async () => (await curves()) === before, 60_000);
  assert.deepEqual(complaints, []);
  await close();
});

test("OpenInterest_Shown_FiguresAndStrikeEqualRest", async () => {
  const { page, complaints, close } = await openView("open-interest");
  await pointAt(page, "open-interest", "strike");
  const { screen, server } = await shownAndAnswered(page, "open-interest", `/api/data/chain/NIFTY?expiry=${expiry}`);
  assert.equal(number(screen.figures.oiMaxPain), server.maxPain);
  assertShows(screen.figures.oiPcr, server.pcrOi, "oiPcr");
  assertCompact(screen.figures.callOi, server.callOi, "callOi");
  assertCompact(screen.figures.putOiChange, server.putOiChange, "putOiChange");
  const most = (right) => server.legs.filter((leg) => leg.right === right).reduce((best, leg) => (leg.oi > (best?.oi ?? 0) ? leg : best), null);
  assert.equal(number(screen.figures.mostCallOi), most("call").strike);
  assert.equal(number(screen.figures.mostPutOi), most("put").strike);
  const leg = (right) => server.legs.find((candidate) => candidate.strike === number(screen.read.strike) && candidate.right === right);
  assert.equal(number(screen.read.callOi), leg("call")?.oi ?? null);
  assert.equal(number(screen.read.putOi), leg("put")?.oi ?? null);
  assert.equal(number(screen.read.callChange), leg("call")?.oiChange ?? null);
  assert.deepEqual(complaints, []);
  await close();
});

test("Exposures_EachMeasure_FiguresAndStrikeEqualRest", async () => {
  const { page, complaints, close } = await openView("exposures");
  for (const measure of ["gamma", "delta", "vanna", "charm"]) {
    await page.locator(`[data-measure="${measure}"]`).click();
    await pointAt(page, "exposures", "strike");
    const { screen, server } = await shownAndAnswered(page, "exposures", `/api/products/NIFTY/exposures?expiry=${expiry}`);
    assertCompact(screen.figures[`${measure}Net`], server[measure], measure);
    const strike = server.strikes.find((row) => row.strike === number(screen.read.strike));
    assertCompact(screen.read[measure], strike[measure], `${measure} at ${strike.strike}`);
    assertShows(screen.figures.flip, server.flip, "flip");
    assert.equal(number(screen.figures.callWall), server.callWall);
    assert.equal(number(screen.figures.putWall), server.putWall);
  }

  const words = await page.locator('[data-view="exposures"] .words').innerText();
  assert.match(words, /Charm exposure in INR per calendar day\. Open interest of calls counts plus, of puts minus\./);
  assert.deepEqual(complaints, []);
  await close();
});

/** What was recorded of the second chain, newest last. */
const recorded = async (metric) => (await get(`/api/history/NIFTY/metrics?metric=${metric}&expiry=${expiry}`)).points;

for (const [view, metric, times] of [["open-interest?show=day", "pcrOi", 1], ["exposures?show=day", "flip", 1], ["surface?show=skew-day", "riskReversal25", 100]]) {
  const name = view.split("?")[0];
  test(`Day_${name}_PointedAtEqualsWhatIsRecorded`, async () => {
    await until(async () => (await recorded(metric)).length > 1, 60_000);
    const { page, complaints, close } = await openView(view);
    const shown = await (await pointAt(page, name, metric)).innerText();
    const values = (await recorded(metric)).map(({ value }) => value * times);
    assert.ok(values.some((value) => shows(shown, value)), `${shown} is none of ${values}`);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("Surface_Shown_NumbersAndCertificateEqualRest", async () => {
  const { page, complaints, close } = await openView("surface");
  const { screen, server } = await shownAndAnswered(page, "surface", "/api/products/NIFTY/surface");
  assert.equal(screen.certificate.butterfly.startsWith("✓"), server.butterflyFree);
  assert.ok(screen.certificate.butterfly.includes(server.minimumG.toFixed(4)), screen.certificate.butterfly);
  assert.equal(screen.certificate.calendar.startsWith("✓"), server.calendarFree);
  assert.ok(screen.certificate.calendar.includes(`${(server.calendarGap * 100).toFixed(1)} %`), screen.certificate.calendar);
  const deviations = screen.head.slice(1, 6).map((text) => number(text.replace("σ", "")));
  for (const row of server.expiries.filter(({ status }) => status === "ok")) {
    const variance = (k) => row.a + row.b * (row.rho * (k - row.m) + Math.hypot(k - row.m, row.sigma));
    const expected = deviations.map((z) => Math.sqrt(variance(z * Math.sqrt(variance(0))) / row.timeToExpiry) * 100);
    const shown = screen.slices[row.expiry].map(number);
    expected.forEach((iv, i) => assert.ok(Math.abs(shown[i] - iv) < 0.0051, `${row.expiry} at ${deviations[i]}: ${shown[i]}, not ${iv}`));
    assertShows(screen.slices[row.expiry][5], row.riskReversal25 * 100, `${row.expiry} risk reversal`);
  }

  const canvas = page.locator(".surface-pane canvas");
  const stood = await canvas.getAttribute("data-drawn");
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  await until(async () => (await canvas.getAttribute("data-drawn")) !== stood, 60_000);
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator('[data-view="surface"] [data-read="iv"]').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("TermStructure_PointedAt_EqualsRest", async () => {
  const { page, complaints, close } = await openView("surface?show=term");
  await pointAt(page, "surface", "days");
  let pair;
  const answers = new Map();
  await until(async () => {
    const answer = await get("/api/products/NIFTY/term-structure");
    answers.set(`${answer.epoch}/${answer.sequence}`, answer);
    const screen = await page.evaluate(() => {
      const section = document.querySelector('[data-view="surface"]');
      return { ...section.dataset, read: Object.fromEntries(Array.from(section.querySelectorAll("[data-read]"), (node) => [node.dataset.read, node.textContent])) };
    });
    const server = answers.get(`${screen.epoch}/${screen.sequence}`);
    pair = { screen, server };
    return server !== undefined && screen.read.days !== undefined;
  }, 60_000);
  const { read } = pair.screen;
  const term = pair.server.expiries.find(({ timeToExpiry }) => (timeToExpiry * 365).toFixed(1) === read.days);
  for (const name of ["atmIv", "forwardIv", "riskReversal25"]) assertShows(read[name], term[name] === null ? null : term[name] * 100, name);
  assert.deepEqual(complaints, []);
  await close();
});

test("Header_Shown_VolatilityIndexEqualsRest", async () => {
  const { page, close } = await openView("smile");
  const said = [];
  await until(async () => {
    said.push((await get("/api/products/NIFTY/volatility-index")).index);
    const text = await page.locator('[data-value="volatilityIndex"]').innerText();
    return text !== "–" && said.some((index) => index !== null && index.toFixed(2) === text);
  }, 60_000);
  assert.match(await page.locator('[data-value="expectedMove"]').innerText(), /^±[\d,.]+$/);
  await close();
});

test("Keys_ViewSwitched_AddressFollowsAndTheChainIsLiveAgain", async () => {
  const { page, complaints, close } = await visit(`${product.url}/#NIFTY/${expiry}`);
  await page.locator("tbody tr[data-strike]:visible").first().waitFor();
  for (const [key, view] of [["s", "smile"], ["v", "surface"], ["o", "open-interest"], ["x", "exposures"]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.locator(`[data-view="${view}"]`).waitFor();
    assert.equal(new URL(page.url()).hash, `#NIFTY/${expiry}/${view}`);
    assert.equal(await page.locator("table.chain").isVisible(), false);
  }

  await page.reload();
  await page.locator('[data-view="exposures"]').waitFor();
  await page.keyboard.press("?");
  assert.match(await page.locator("dialog.help").innerText(), /open interest/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.locator("tbody tr[data-strike]:visible").first().waitFor();
  assert.equal(new URL(page.url()).hash, `#NIFTY/${expiry}`);
  assert.deepEqual(complaints, []);
  await close();
});
