// The product itself, as the tests and the screenshots start it: the built executable, on a free port, with a data folder that is thrown away.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WWWROOT } from "./browser.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const STARTS_WITHIN_MS = 120_000;

/** The newest build of the executable; null when there is none. */
export function builtSilo() {
  return newestBuild("Silo/bin", "TradingAnalytics.Silo.dll");
}

function newestBuild(folder, file) {
  const builds = ["Release", "Debug"].map((configuration) => join(ROOT, folder, configuration, "net10.0", file)).filter(existsSync);
  return builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null;
}

/** Names the product that runs for all files of tests. */
export const SHARED_PRODUCT = "TA_BROWSER_TESTS_PRODUCT";

/** A market that moves no faster than tests need it to: the machine has its time for the browser. */
const CALM_FEED = ["simulate", "--seed", "1", "--products", "NIFTY"];
const CALM = { Grains__AnalyticsCadence: "00:00:02", DOTNET_TieredPGO: "0" };

/** For tests that only look. */
export function startSharedProduct() {
  return startCalmProduct(100, "--cadence", "200");
}

/** For the tests of one file. */
export function startCalmProduct(ticksPerSecond, ...options) {
  return start([...CALM_FEED, "--rate", String(ticksPerSecond), ...options], () => {}, hasChains, CALM);
}

/** The product that runs for all, else one of this file's own. */
export async function sharedProduct() {
  const url = process.env[SHARED_PRODUCT];
  return url === undefined ? startSharedProduct() : { url, stop: async () => undefined };
}

export function startProduct(...feed) {
  return start(feed, () => {}, hasChains);
}

/** With one user, which closes it. */
export function startClosedProduct(name, password, role) {
  const tool = newestBuild("Cli/bin", "TradingAnalytics.Cli.dll");
  if (tool === null) throw new Error("The tool is not built: run `dotnet build Cli`.");
  const addUser = (data) => execFileSync("dotnet", [tool, "user", "add", name, "--role", role, "--users", join(data, "users.db")], { input: `${password}\n` });
  return start([...CALM_FEED, "--rate", "100"], addUser, async (url) => (await fetch(`${url}/health`).catch(() => null))?.ok === true, CALM);
}

async function hasChains(url) {
  return (await products(url)).some(({ expiries }) => expiries.length > 0);
}

async function start(feed, prepare, isReady, settings = {}) {
  const dll = builtSilo();
  if (dll === null) throw new Error("The product is not built: run `dotnet build Silo`.");
  const data = mkdtempSync(join(tmpdir(), "trading-analytics-"));
  prepare(data);
  const port = await freePort();
  const said = [];
  let child;
  let ended;
  const launch = () => {
    child = spawn("dotnet", [dll, ...feed, "--port", String(port), "--data-dir", data], {
      env: { ...process.env, ...settings, Web__Dashboard__Path: WWWROOT },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text.toString()) > 200 && said.shift());
    ended = new Promise((resolve) => child.once("exit", resolve));
  };
  const ready = () =>
    until(async () => {
      if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}.`);
      return isReady(url);
    }, STARTS_WITHIN_MS);
  launch();
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    const stubborn = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(stubborn);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready();
  } catch (error) {
    await stop();
    throw new Error(`${error.message} It said:\n${said.join("")}`);
  }

  /** Dies without a word. */
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  /** Comes back where it was, with the data it left. */
  const again = async () => {
    launch();
    await ready();
  };
  return { url, stop, kill, again };
}

/** Waits until a condition holds. */
export async function until(condition, withinMs) {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not so within ${withinMs / 1000} s: ${condition}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The products, or none while nobody answers. */
async function products(url) {
  try {
    const response = await fetch(`${url}/api/products`);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** Nobody listens on it. Below the ports that systems take for outgoing connections: one of these could be taken by such in the seconds until the product listens. */
function freePort() {
  return new Promise((resolve) => {
    const look = () => {
      const port = 12_000 + Math.floor(Math.random() * 17_000);
      const probe = createServer();
      probe.once("error", look);
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
    };
    look();
  });
}
