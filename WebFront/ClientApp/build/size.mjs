// Prints what the page weighs and fails when the script it begins with outgrows the budget; what is loaded on demand is listed and not counted.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const root = fileURLToPath(new URL("../../wwwroot/", import.meta.url));
const page = readFileSync(`${root}index.html`, "utf8");
let first = 0;
for (const name of readdirSync(`${root}assets`)) {
  const bytes = gzipSync(readFileSync(`${root}assets/${name}`)).length;
  const atFirst = page.includes(`/assets/${name}`);
  if (atFirst && name.endsWith(".js")) first += bytes;
  console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB gzipped${atFirst ? "" : ", on demand"}`);
}
console.log(`first script: ${(first / 1000).toFixed(1)} kB gzipped (budget ${BUDGET_KB} kB)`);
if (first > BUDGET_KB * 1000) {
  console.error("The first script is over its budget: load what is not needed at first on demand.");
  process.exit(1);
}
