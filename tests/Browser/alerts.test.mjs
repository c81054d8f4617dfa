// Alerts made, changed and told on the page, against the real server: what the list says is what REST answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chainShown, openPage } from "./browser.mjs";
import { assertLegible } from "./contrast.mjs";
import { shows } from "./numbers.mjs";
import { startCalmProduct, until } from "./product.mjs";
import { browser, get, product, useStage } from "./stage.mjs";

useStage(() => startCalmProduct(300, "--cadence", "200"));

const rules = () => get("/api/alerts");
const cell = (page, id, name) => page.locator(`tr[data-alert="${id}"] td[data-cell="${name}"]`).innerText();
const known = async (condition) => {
  let found;
  await until(async () => (found = (await rules()).find(condition)) !== undefined, 60_000);
  return found;
};

test("Alert_RightClickOnANumber_IsSetFiresAndIsToldOnThePage", async () => {
  const { page, complaints, close } = await openPage(browser, product.url);
  await chainShown(page);
  // At the money, where there is most to be told, once it has traded and has a volatility: of a dash there is nothing.
  const has = (column) => `:has(td[data-side="call"][data-column="${column}"]:not([data-none]))`;
  const traded = page.locator(`tbody tr[data-strike][data-atm]${has("last")}${has("iv")}`);
  const strike = Number(await traded.getAttribute("data-strike"));
  await page.locator(`tbody tr[data-strike="${strike}"] td[data-side="call"][data-column="last"]`).click({ button: "right" });
  assert.match(await page.locator('[data-value="alert-metric"]').innerText(), new RegExp(`^NIFTY .* ${strike} call last, now [\\d,.]+\\.$`));
  await page.locator("#alert-column").selectOption("iv");
  await page.locator("#alert-type").selectOption("above");
  await page.locator("#alert-level").fill("1");
  await page.locator("#alert-note").fill("as good as always");
  await page.locator('[data-control="store-alert"]').click();
  const rule = await known(({ note }) => note === "as good as always");
  assert.deepEqual(rule.metric, { room: await page.locator("main").getAttribute("data-room"), column: "iv", strike, right: "call", expiry: null });
  assert.equal(rule.condition.type, "above");
  assert.equal(rule.condition.level, 0.01, "the form asks in per cent");
  await page.locator(".alert-note", { hasText: "as good as always" }).waitFor();

  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.locator(`[data-view="alerts"] tr[data-alert="${rule.id}"]`).waitFor();
  await until(async () => (await cell(page, rule.id, "fired")) === String((await known(({ id }) => id === rule.id)).fired), 60_000);
  assert.match(await cell(page, rule.id, "condition"), /^is above 1\.00 %$/);
  const [fired] = await get("/api/alerts/fired");
  const text = await page.locator(`tr[data-fired="${fired.number}"]`).innerText();
  assert.ok(Array.from(text.matchAll(/[\d.]+(?= %)/g)).some(([shown]) => shows(shown, fired.value * 100)), `${text} for ${fired.value}`);
  assert.deepEqual(complaints, []);
  await close();
});

test("Alert_ByKeyboard_EditedSwitchedOffAndDeleted", async () => {
  const { page, complaints, close } = await openPage(browser, `${product.url}/#NIFTY/alerts`);
  await page.locator('[data-view="alerts"]').waitFor();
  await page.keyboard.press("Shift+A");
  await page.locator("dialog.alert").waitFor();
  await page.keyboard.type("1");
  await page.locator("#alert-note").fill("mine");
  await page.keyboard.press("Enter");
  const { id, metric } = await known(({ note }) => note === "mine");
  assert.equal(metric.column, "spot");

  await page.locator(`tr[data-alert="${id}"] [data-control="edit-alert"]`).click();
  await page.locator("#alert-type").selectOption("change");
  await page.locator("#alert-percent").fill("2.5");
  await page.locator("#alert-withinSeconds").fill("600");
  await page.locator('[data-control="store-alert"]').click();
  await known((rule) => rule.id === id && rule.condition.type === "change" && rule.condition.percent === 2.5 && rule.condition.withinSeconds === 600);
  await until(async () => (await cell(page, id, "condition")) === "changes by 2.50 % within 10 min", 60_000);

  await page.locator(`tr[data-alert="${id}"] [data-control="toggle-alert"]`).click();
  await known((rule) => rule.id === id && rule.state === "off");
  await until(async () => (await cell(page, id, "state")) === "○ off", 60_000);
  await page.locator(`tr[data-alert="${id}"] [data-control="delete-alert"]`).click();
  await page.locator(`tr[data-alert="${id}"]`).waitFor({ state: "detached" });
  assert.equal((await rules()).some((rule) => rule.id === id), false);
  assert.deepEqual(complaints, []);
  await close();
});

test("Alert_ServerRefuses_SaysItInItsWords", async () => {
  const { page, close } = await openPage(browser, product.url);
  await chainShown(page);
  await page.locator('.metrics [data-value="atmIv"]').click({ button: "right" });
  await page.locator("#alert-webhook").fill("http://127.0.0.1:9/hook");
  await page.locator('[data-control="store-alert"]').click();
  await page.locator("dialog.alert .trouble").waitFor();
  assert.match(await page.locator("dialog.alert .trouble").innerText(), /webhook/);
  await close();
});

test("System_Shown_FiguresAndRefusedTicksEqualRest", async () => {
  await fetch(`${product.url}/api/ingest/ticks`, { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: '{"time":"2026-08-18T09:15:00+05:30","product":"NIFTY","kind":"underlying","last":-5}' });
  const { page, complaints, close } = await openPage(browser, `${product.url}/#NIFTY/system`);
  await page.locator('[data-view="system"] tr[data-letter]').first().waitFor();
  const value = (name) => page.locator(`[data-value="system-${name}"]`).innerText();
  // Whatever is told goes on moving: each is asked until page and server say the same.
  const equal = (shown, answered) => until(async () => String(await shown()) === String(await answered()), 60_000);
  const status = () => get("/api/status");
  const listed = async () => (await get("/api/admin/dead-letters?limit=50")).letters;
  await equal(() => value("feed"), () => "simulate");
  await equal(() => value("products"), async () => (await status()).products);
  await equal(() => value("chains"), async () => (await status()).chains);
  await equal(async () => Number((await value("refused")).replaceAll(",", "")), async () => (await status()).ingress.refused);
  await equal(() => page.locator("tr[data-silo]").count(), async () => (await status()).silos.length);
  await equal(() => page.locator("tr[data-letter]").evaluateAll((rows) => rows.map((row) => Number(row.dataset.letter))), async () => (await listed()).map(({ id }) => id));
  const letters = await listed();
  assert.match(await page.locator(`tr[data-letter="${letters[0].id}"]`).innerText(), new RegExp(letters[0].reason));
  await page.locator(`tr[data-letter="${letters[0].id}"] [data-control="replay-letter"]`).click();
  await page.locator('[data-value="replayed"]', { hasText: "0 accepted, 0 seen before, 1 refused once more" }).waitFor();
  await until(async () => {
    const { replay } = (await listed()).find(({ id }) => id === letters[0].id);
    return replay?.outcome !== undefined && (await page.locator(`tr[data-letter="${letters[0].id}"] td`).last().innerText()).includes(replay.outcome);
  }, 60_000);
  await until(async () => (await page.locator("tr[data-watched]").allInnerTexts()).some((text) => /^system\s+in step\s+\d+ ms\s/.test(text)), 60_000);
  assert.deepEqual(complaints, []);
  await close();
});

test("Alerts_SoundOffByDefault_AndLegibleOnAPhone", async () => {
  const { page, close } = await openPage(browser, `${product.url}/#NIFTY/alerts`, { reducedMotion: "reduce", viewport: { width: 390, height: 844 } });
  assert.equal(await page.locator('[data-control="alert-sound"]').getAttribute("aria-pressed"), "false");
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
    await assertLegible(page, `alerts, ${colorScheme}`);
  }

  await close();
});
