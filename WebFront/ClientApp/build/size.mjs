// Prints what the page weighs and fails when its script outgrows the budget.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const assets = fileURLToPath(new URL("../../wwwroot/assets/", import.meta.url));
let script = 0;
for (const name of readdirSync(assets)) {
  const bytes = gzipSync(readFileSync(assets + name)).length;
  if (name.endsWith(".js")) script += bytes;
  console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB gzipped`);
}
console.log(`script in all: ${(script / 1000).toFixed(1)} kB gzipped (budget ${BUDGET_KB} kB)`);
if (script > BUDGET_KB * 1000) {
  console.error("The script is over its budget: load what is not needed at first on demand.");
  process.exit(1);
}
