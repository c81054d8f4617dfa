// A closed server in a browser: the form, the cookie, and the page that knows of neither.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chainShown, openPage, sequenceShown } from "./browser.mjs";
import { startClosedProduct, until } from "./product.mjs";
import { browser, product, useStage } from "./stage.mjs";

const PASSWORD = "correct horse battery";

useStage(() => startClosedProduct("asha", PASSWORD, "viewer"));

test("Page_ClosedServer_SignsInByTheFormAndIsLive", async () => {
  const { page, complaints, close } = await openPage(browser, `${product.url}/`);
  assert.equal(new URL(page.url()).pathname, "/login");
  await page.getByLabel("Name").fill("asha");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await chainShown(page);
  const first = await sequenceShown(page);
  await until(async () => (await sequenceShown(page)) !== first, 60_000);
  assert.equal(await page.evaluate(() => document.cookie), "", "no script can read the cookie");
  assert.deepEqual(complaints, []);

  // The session ends, here or elsewhere: the page asks for another.
  await page.evaluate(() => fetch("/api/auth/logout", { method: "POST" }));
  await page.waitForURL("**/login");
  await close();
});
