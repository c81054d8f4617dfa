// Proves that the page keeps up with a busy market, or says where it does not. usage: npm run performance -- [--minutes N] [--rate TICKS] [--url URL]
// Ends with 1 when a limit is passed. Not a test of ./test: what it measures depends on the machine and on what else that does.
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { launchBrowser, openPage, requirePage } from "./browser.mjs";
import { startProduct, until } from "./product.mjs";

const LIMITS = { framesShare: 0.95, mainThread: 0.3, heapGrowth: 0.1, firstChainMs: 1_000 };
/** The limits are for so many in sight: where the market lists fewer, quotes of strikes beyond are pushed to the server; of another server's market the main thread's share is scaled up. */
const LEGS = 400;

/** Rows of 21 pixels for all strikes, with what stands around them. */
const VIEWPORT = { width: 1440, height: 4_600 };

/** A market that has just begun lists its options within this time. */
const LISTED_AFTER_MS = 5_000;

/** Parts of the time over which the heap is compared: the least of the first with the least of the last. */
const HEAP_PARTS = 3;
const HEAP_EVERY_MS = 10_000;
const EMPTY_PAGE_MS = 10_000;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "30" }, rate: { type: "string", default: "10000" }, url: { type: "string" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes is ${values.minutes}: give a number above 0.`);
requirePage();

const product = values.url === undefined ? await startProduct("simulate", "--seed", "1", "--rate", values.rate) : null;
const url = values.url ?? product.url;
const browser = await launchBrowser();
try {
  const empty = await emptyPage();
  const widest = await widestChain();
  if (product !== null) await widen(widest);
  const rows = await measure(widest, empty);
  console.log(`\n${cpus()[0].model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0].toFixed(1)}; Chromium ${browser.version()} headless, no GPU; ${values.rate} ticks/s, ${minutes} min\n`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, limit, kept } of rows) console.log(`${what.padEnd(width)}  ${value.padStart(14)}  ${limit.padEnd(24)}  ${kept === null ? "" : kept ? "kept" : "NOT KEPT"}`);
  process.exitCode = rows.some(({ kept }) => kept === false) ? 1 : 0;
} finally {
  await browser.close();
  await product?.stop();
}

/** Frames a second of a page with nothing on it. */
async function emptyPage() {
  const { page, close } = await openPage(browser, `${url}/health`, { viewport: VIEWPORT });
  const frames = await framesOver(page, EMPTY_PAGE_MS);
  await close();
  return frames;
}

/** The chain with most legs. */
async function widestChain() {
  let widest = { legs: 0 };
  let grownAt = performance.now();
  await until(async () => {
    for (const { product: name, expiries } of await (await fetch(`${url}/api/products`)).json()) {
      for (const expiry of expiries) {
        const { legs } = await (await fetch(`${url}/api/data/chain/${name}?expiry=${expiry}&fields=last`)).json();
        if (legs.length <= widest.legs) continue;
        widest = { name, expiry, legs: legs.length };
        grownAt = performance.now();
      }
    }

    return widest.legs > 0 && performance.now() - grownAt > LISTED_AFTER_MS;
  }, 60_000);
  return widest;
}

/** Has the chain listed as many legs as the limits are for: further strikes on both sides, quoted once near what they are worth. Their volatilities and Greeks move with the forward as those of the others do. */
async function widen({ name, expiry }) {
  const path = `${url}/api/data/chain/${name}?expiry=${expiry}`;
  const { legs, forward, discountFactor } = await (await fetch(path)).json();
  const strikes = [...new Set(legs.map(({ strike }) => strike))];
  const step = strikes[1] - strikes[0];
  const each = Math.ceil((LEGS / 2 - strikes.length) / 2);
  const beyond = Array.from({ length: Math.max(0, each) }, (_, i) => [strikes[0] - (i + 1) * step, strikes.at(-1) + (i + 1) * step]).flat();
  const time = new Date().toISOString();
  const ticks = beyond.flatMap((strike) =>
    ["call", "put"].map((right) => {
      const intrinsic = discountFactor * Math.max(0, right === "call" ? forward - strike : strike - forward);
      const bid = Math.round((intrinsic + 2) * 20) / 20;
      return { time, product: name, kind: "leg", expiry, strike, right, bid, ask: bid + 1, openInterest: 0 };
    }),
  );
  if (ticks.length === 0) return;
  const answer = await fetch(`${url}/api/ingest/ticks`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(ticks) });
  const said = await answer.json();
  if (said.accepted !== ticks.length) throw new Error(`Of ${ticks.length} quotes the server took ${said.accepted}: ${JSON.stringify(said)}`);
  await until(async () => (await (await fetch(`${path}&fields=last`)).json()).legs.length >= LEGS, 30_000);
}

async function measure({ name, expiry }, emptyFrames) {
  const { page, complaints, close } = await openPage(browser, "about:blank", { viewport: VIEWPORT });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector("tbody tr[data-strike] td[data-column]:not([data-none])") === null) return;
      globalThis.firstChain = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${url}/#${name}/${expiry}?strikes=0&density=compact`);
  // What a question to the page is asked with is compiled on the page's thread: none before the chain may be there.
  await new Promise((resolve) => setTimeout(resolve, 2 * LIMITS.firstChainMs));
  await page.waitForFunction(() => globalThis.firstChain !== undefined);
  const firstChain = await page.evaluate(() => globalThis.firstChain);
  // The first rows are those around the money; the others come in the next frames.
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[data-strike]").length === Number(document.querySelector("table.chain").getAttribute("aria-rowcount")) - 3);
  const legs = await page.locator("tbody tr[data-strike]:visible").count() * 2;
  const devTools = await page.context().newCDPSession(page);
  // By the time the processor gave the thread: what else the machine does is no fault of the page.
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  await devTools.send("HeapProfiler.enable");
  const metrics = async () => Object.fromEntries((await devTools.send("Performance.getMetrics")).metrics.map((metric) => [metric.name, metric.value]));
  const heapAfterCollection = async () => {
    await devTools.send("HeapProfiler.collectGarbage");
    return (await metrics()).JSHeapUsedSize;
  };

  const heap = [await heapAfterCollection()];
  const version = async () => Number((await page.locator("footer.status .version").textContent()).slice(1));
  const from = await version();
  const until = performance.now() + minutes * 60_000;
  const stolen = stolenSeconds();
  let [frames, busy, time] = [0, 0, 0];
  const seconds = () => performance.now() / 1_000;
  while (performance.now() < until) {
    const span = Math.min(HEAP_EVERY_MS, until - performance.now());
    const before = await metrics();
    const started = seconds();
    frames += ((await framesOver(page, span)) * span) / 1_000;
    time += seconds() - started;
    const after = await metrics();
    // Collecting is this program's doing: it is not counted.
    busy += after.TaskDuration - before.TaskDuration;
    heap.push(await heapAfterCollection());
  }

  const updates = (await version()) - from;
  await close();
  const part = Math.max(1, Math.floor(heap.length / HEAP_PARTS));
  const growth = Math.min(...heap.slice(-part)) / Math.min(...heap.slice(0, part)) - 1;
  const perSecond = frames / time;
  const share = busy / time;
  const scaled = share * Math.max(1, LEGS / legs);
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
  const percent = (share) => `${(share * 100).toFixed(1)} %`;
  return [
    { what: "legs visible, all of the widest chain", value: String(legs), limit: "", kept: null },
    { what: "updates of the chain a second", value: (updates / time).toFixed(1), limit: "", kept: null },
    { what: "frames a second, empty page", value: emptyFrames.toFixed(1), limit: "", kept: null },
    { what: "frames a second, chain", value: perSecond.toFixed(1), limit: `${percent(LIMITS.framesShare)} of the empty page's`, kept: perSecond >= LIMITS.framesShare * emptyFrames },
    { what: "taken by other machines", value: `${((stolenSeconds() - stolen) / time).toFixed(2)} cores`, limit: "", kept: null },
    { what: "main thread busy", value: percent(share), limit: "", kept: null },
    { what: `main thread busy, as for ${LEGS} legs`, value: percent(scaled), limit: `under ${percent(LIMITS.mainThread)}`, kept: scaled < LIMITS.mainThread },
    { what: "heap, first and last, MB", value: `${megabytes(heap[0])} ${megabytes(heap.at(-1))}`, limit: "", kept: null },
    { what: "heap growth, least of thirds", value: percent(growth), limit: `under ${percent(LIMITS.heapGrowth)}`, kept: growth < LIMITS.heapGrowth },
    { what: "time to first chain, ms", value: firstChain.toFixed(0), limit: `under ${LIMITS.firstChainMs}`, kept: firstChain < LIMITS.firstChainMs },
    { what: "said on the console", value: String(complaints.length), limit: "nothing", kept: complaints.length === 0 },
  ];
}

/** Seconds of all processors that other virtual machines took; Linux says so in hundredths. */
function stolenSeconds() {
  return existsSync("/proc/stat") ? Number(readFileSync("/proc/stat", "utf8").split("\n")[0].split(/\s+/)[8]) / 100 : 0;
}

/** Frames a second over so many milliseconds. */
function framesOver(page, milliseconds) {
  return page.evaluate(
    (span) =>
      new Promise((resolve) => {
        let frames = 0;
        const start = performance.now();
        const next = () => {
          frames++;
          const passed = performance.now() - start;
          if (passed < span) requestAnimationFrame(next);
          else resolve((frames * 1_000) / passed);
        };
        requestAnimationFrame(next);
      }),
    milliseconds,
  );
}
