// Watches rooms of a running server with the npm client, keeps a copy of each as docs/protocol.md says, and compares every copy with what REST answers at the same epoch and sequence.
// usage: node check.mjs ADDRESS COMPARISONS SECONDS ROOM...      exit: 0 equal, 1 a difference or a fault, 2 too little to compare in the time
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { isDeepStrictEqual } from "node:util";

const [address, comparisons, seconds, ...rooms] = process.argv.slice(2);
const wanted = Number(comparisons);
const deadline = Date.now() + Number(seconds) * 1000;
const keptStates = 2000;

class Room {
  states = new Map();
  table = null;
  snapshots = 0;
  deltas = 0;
  compared = 0;

  constructor(name) {
    this.name = name;
    const [kind, product, expiry] = name.split(":");
    this.path =
      kind === "chain" ? `/api/data/chain/${product}?expiry=${expiry}`
      : kind === "product" ? `/api/products/${product}`
      : `/api/products/${product}/${kind}${expiry === undefined ? "" : `?expiry=${expiry}`}`;
  }

  snapshot(table) {
    this.snapshots++;
    this.table = structuredClone(table);
    this.remember();
  }

  delta(delta) {
    this.deltas++;
    const table = this.table;
    if (table === null || delta.epoch !== table.epoch || delta.from !== table.sequence) {
      fail(`${this.name}: delta ${delta.epoch}:${delta.from}-${delta.sequence} does not apply to ${table && version(table)}`);
    }
    for (const [name, value] of Object.entries(delta)) {
      if (Array.isArray(value)) {
        mergeRows(table[name], value);
      } else if (name !== "from") {
        table[name] = value;
      }
    }
    this.remember();
  }

  remember() {
    this.states.set(version(this.table), structuredClone(this.table));
    if (this.states.size > keptStates) {
      this.states.delete(this.states.keys().next().value);
    }
  }

  // True when this copy was at that version and could be compared. A version that was merged into a later delta was never here.
  compare(table) {
    const mine = this.states.get(version(table));
    if (mine === undefined) {
      return false;
    }
    delete table.contract;
    if (!isDeepStrictEqual(mine, table)) {
      fail(`${this.name} at ${version(table)} differs\n${difference(mine, table)}`);
    }
    this.compared++;
    return true;
  }
}

const version = (table) => `${table.epoch}-${table.sequence}`;

const keyOf = (row) => (row.strike === undefined ? [row.expiry, ""] : [row.strike, row.right ?? ""]);

function before(left, right) {
  const [a, b] = keyOf(left);
  const [c, d] = keyOf(right);
  return a === c ? b < d : a < c;
}

function mergeRows(rows, changes) {
  let at = 0;
  for (const change of changes) {
    while (at < rows.length && before(rows[at], change)) {
      at++;
    }
    if (at < rows.length && !before(change, rows[at])) {
      Object.assign(rows[at], change);
    } else {
      rows.splice(at, 0, { ...change });
    }
  }
}

function difference(mine, theirs, path = "") {
  if (typeof mine !== "object" || typeof theirs !== "object" || mine === null || theirs === null) {
    return isDeepStrictEqual(mine, theirs) ? "" : `${path}: client ${JSON.stringify(mine)}, REST ${JSON.stringify(theirs)}\n`;
  }
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...names].map((name) => difference(mine[name], theirs[name], `${path}/${name}`)).join("");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const copies = new Map(rooms.map((name) => [name, new Room(name)]));
const connection = new HubConnectionBuilder().withUrl(`${address}/hubs/market`).configureLogging(LogLevel.Error).build();
connection.on("snapshot", (table) => copies.get(table.room).snapshot(table));
connection.on("delta", (delta) => copies.get(delta.room).delta(delta));
connection.onclose((error) => fail(`the connection closed: ${error}`));
await connection.start();

const refused = await connection.invoke("Subscribe", "chain:NOSUCH:2026-01-01").then(() => null, (error) => error.message);
if (!refused?.includes("no product 'NOSUCH'")) {
  fail(`an unknown room was answered with ${refused}`);
}
for (const room of rooms) {
  await connection.invoke("Subscribe", room);
}

// REST is often ahead of the push by a moment: an answer waits until the copy has come as far.
const waiting = [];
while ([...copies.values()].some((room) => room.compared < wanted)) {
  if (Date.now() > deadline) {
    for (const room of copies.values()) {
      console.error(`${room.name}: ${room.compared} compared, ${room.snapshots} snapshots, ${room.deltas} deltas`);
    }
    process.exit(2);
  }
  for (const room of copies.values()) {
    const response = await fetch(address + room.path);
    if (!response.ok) {
      fail(`${room.path} answered ${response.status}: ${await response.text()}`);
    }
    waiting.push({ room, table: await response.json() });
  }
  await new Promise((resolve) => setTimeout(resolve, 40));
  for (let i = waiting.length - 1; i >= 0; i--) {
    const { room, table } = waiting[i];
    const here = room.table;
    if (room.compare(table) || (here && (here.epoch !== table.epoch || here.sequence > table.sequence))) {
      waiting.splice(i, 1);
    }
  }
}
for (const room of copies.values()) {
  console.log(`${room.name}: ${room.compared} states equal, ${room.snapshots} snapshots, ${room.deltas} deltas`);
  if (room.deltas === 0) {
    fail(`${room.name}: nothing moved`);
  }
}
process.exit(0);
