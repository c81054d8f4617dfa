// Runs the tests, two files at a time, with one product for all that only look at it. usage: npm test -- [NAME ...]   (parts of file names; all by default)
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { SHARED_PRODUCT, startSharedProduct } from "./product.mjs";

/** What takes longest begins first, so that nothing long is left at the end. */
const LONGEST = ["accessibility", "chain", "live", "time", "views"];
const AT_A_TIME = 2;

const folder = fileURLToPath(new URL("./", import.meta.url));
const wanted = process.argv.slice(2);
const rank = (name) => {
  const at = LONGEST.indexOf(name.split(".")[0]);
  return at < 0 ? LONGEST.length : at;
};
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs") && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort((a, b) => rank(a) - rank(b))
  .map((name) => folder + name);
if (files.length === 0) throw new Error(`No file of tests has ${wanted.join(" or ")} in its name.`);

const product = await startSharedProduct();
try {
  process.env[SHARED_PRODUCT] = product.url;
  const tests = run({ files, concurrency: AT_A_TIME });
  tests.on("test:fail", () => (process.exitCode = 1));
  tests.compose(new spec()).pipe(process.stdout);
  await new Promise((resolve) => tests.once("end", resolve));
} finally {
  await product.stop();
}
