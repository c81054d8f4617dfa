// The page's server in miniature: static files, the REST answers and the SignalR hub the page needs, over a made-up market that a test drives by hand.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, normalize, join } from "node:path";
import { WebSocketServer } from "ws";
import { FakeProduct, randomFrom } from "./market.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const END = "\u001e";

export class FakeServer {
  #sockets = new Map();
  #http;
  #random;

  /** `record`: what history answers, by the last part of its path; without it nothing is recorded. */
  constructor({ root, seed = 1, now = () => Date.now(), empty = false, width = 40, record = null }) {
    this.record = record;
    this.root = root;
    this.now = now;
    this.#random = randomFrom(seed);
    this.products = empty ? [] : this.#openMarket(width);
    this.hub = new WebSocketServer({ noServer: true });
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on("upgrade", (request, socket, head) =>
      this.hub.handleUpgrade(request, socket, head, (client) => this.#greet(client)),
    );
  }

  async listen(port = 0) {
    await new Promise((resolve) => this.#http.listen(port, "127.0.0.1", resolve));
    this.port = this.#http.address().port;
    return `http://127.0.0.1:${this.port}`;
  }

  async close() {
    this.dropConnections();
    await new Promise((resolve) => {
      this.#http.close(resolve);
      this.#http.closeAllConnections();
    });
  }

  /** Moves the market one step and sends every room its delta; `lose` keeps the deltas of a room from being sent. */
  step({ lose } = {}) {
    for (const product of this.products) for (const delta of product.step(this.now())) if (delta.room !== lose) this.#send(delta.room, "delta", delta);
  }

  /** A room's writer begins a new life: its sequence starts again. */
  renew(room) {
    const table = this.#table(room);
    table.epoch++;
    table.sequence = 1;
  }

  dropConnections() {
    for (const socket of this.#sockets.keys()) socket.terminate();
  }

  subscriptions(room) {
    return [...this.#sockets.values()].filter((rooms) => rooms.has(room)).length;
  }

  table(room) {
    return this.#table(room).json();
  }

  #openMarket(width) {
    const day = (days) => new Date(this.now() + days * 86_400_000).toISOString().slice(0, 10);
    const nifty = { product: "NIFTY", name: "Nifty 50", spot: 24_213.45, previousClose: 24_101.1, strikeStep: 50, width, lot: 65 };
    const bank = { product: "BANKNIFTY", name: "Nifty Bank", spot: 55_120.3, previousClose: 55_402.8, strikeStep: 100, width: 35, lot: 30 };
    return [
      new FakeProduct({ ...nifty, expiries: [day(2), day(9), day(16), day(37), day(65)] }, this.#random, this.now()),
      new FakeProduct({ ...bank, expiries: [day(9), day(37)] }, this.#random, this.now()),
    ];
  }

  #table(room) {
    for (const product of this.products) {
      if (product.table.room === room) return product.table;
      for (const chain of product.chains) if (chain.table.room === room) return chain.table;
    }

    return null;
  }

  async #answer(request, response) {
    const { pathname: path, searchParams } = new URL(request.url, "http://fake");
    if (path === "/hubs/market/negotiate") {
      this.#json(response, { negotiateVersion: 1, connectionId: "c", connectionToken: "t", availableTransports: [{ transport: "WebSockets", transferFormats: ["Text"] }] });
      return;
    }

    if (path.startsWith("/api/")) this.#answerApi(path, searchParams, response);
    else await this.#answerFile(path, response);
  }

  #answerApi(path, query, response) {
    const [, , area, name] = path.split("/");
    if (area === "status") {
      return this.#json(response, { now: new Date(this.now()).toISOString(), feed: { name: "simulate", state: "running" }, ...(this.record !== null && { history: {} }), ingress: { ticksPerSecond: 1204 } });
    }

    if (area === "products" && name === undefined) {
      const list = this.products.map(({ product, name, spot, expiries }) => ({ product, name, venue: "NSE", currency: "INR", spot, asOf: null, expiries }));
      return this.#json(response, list);
    }

    const chain = area === "data" ? this.#table(`chain:${path.split("/")[4]}:${query.get("expiry")}`) : null;
    if (chain !== null) return this.#json(response, chain.json());
    if (area === "auth") return this.#json(response, { name: "local", roles: ["admin"], mode: "open" });
    const product = area === "products" ? this.products.find((candidate) => candidate.product === name) : undefined;
    const recorded = area === "history" ? this.record?.[path.split("/")[4]]?.(this) : undefined;
    if (recorded !== undefined) return this.#json(response, recorded);
    if (area === "history") return this.#json(response, { product: name, expiry: null, metric: "volatilityIndex", points: [], next: null });
    if (product !== undefined) return this.#json(response, { ...product.table.json(), contract: { tickSize: 0.05, zone: "Asia/Kolkata", currency: "INR" } });
    return this.#json(response, { title: "Not found", status: 404, detail: `There is no ${path}.` }, 404);
  }

  async #answerFile(path, response) {
    const file = join(this.root, normalize(path === "/" ? "/index.html" : path));
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  }

  #json(response, body, status = 200) {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  }

  #greet(socket) {
    this.#sockets.set(socket, new Set());
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (data) => {
      for (const text of data.toString().split(END)) if (text !== "") this.#take(socket, JSON.parse(text));
    });
  }

  #take(socket, message) {
    const reply = (body) => socket.send(JSON.stringify(body) + END);
    if (message.protocol !== undefined) return reply({});
    if (message.type !== 1) return undefined;
    const [room] = message.arguments;
    const rooms = this.#sockets.get(socket);
    if (message.target === "Unsubscribe") {
      rooms.delete(room);
      return reply({ type: 3, invocationId: message.invocationId, result: null });
    }

    const table = this.#table(room);
    if (message.target === "Configure") {
      reply({ type: 3, invocationId: message.invocationId, result: { room, interval: 100, reason: "asked", merged: 0 } });
      reply({ type: 1, target: "resync", arguments: [{ room, reason: "options", snapshot: true, detail: "" }] });
      return reply({ type: 1, target: "snapshot", arguments: [table.json()] });
    }

    if (table === null) return reply({ type: 3, invocationId: message.invocationId, error: `HubException: There is no room ${room}.` });
    rooms.add(room);
    reply({ type: 3, invocationId: message.invocationId, result: { room, interval: 100, reason: "asked", merged: 0 } });
    return reply({ type: 1, target: "snapshot", arguments: [table.json()] });
  }

  #send(room, target, body) {
    const frame = JSON.stringify({ type: 1, target, arguments: [body] }) + END;
    for (const [socket, rooms] of this.#sockets) if (rooms.has(room)) socket.send(frame);
  }
}
