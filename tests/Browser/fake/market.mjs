// A small made-up market: enough of a moving chain to see the page work, told by the same wire contract as the product's.
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Deterministic numbers in [0, 1) from a seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normalDistribution(x) {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = Math.exp((-x * x) / 2) * 0.3989422804 * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

function price(forward, strike, years, volatility, call) {
  const spread = volatility * Math.sqrt(years);
  const d1 = Math.log(forward / strike) / spread + spread / 2;
  const d2 = d1 - spread;
  const density = Math.exp((-d1 * d1) / 2) * 0.3989422804;
  const premium = call
    ? forward * normalDistribution(d1) - strike * normalDistribution(d2)
    : strike * normalDistribution(-d2) - forward * normalDistribution(-d1);
  return {
    premium,
    delta: call ? normalDistribution(d1) : normalDistribution(d1) - 1,
    gamma: density / (forward * spread),
    vega: (forward * density * Math.sqrt(years)) / 100,
    theta: (-forward * density * volatility) / (2 * Math.sqrt(years)) / 365,
    rho: (-premium * years) / 100,
    dualDelta: call ? -normalDistribution(d2) : normalDistribution(-d2),
  };
}

const round = (value, step) => Math.round(value / step) * step;
const fixed = (value, digits) => Number(value.toFixed(digits));

class Leg {
  constructor(strike, right, random) {
    this.strike = strike;
    this.right = right;
    this.random = random;
    this.oi = 0;
    this.oiChange = 0;
    this.volume = 0;
    this.last = null;
    this.cells = {};
  }

  /** Next values of the leg. Far strikes have one-sided quotes or none, as in life. */
  step(forward, years, lot, now, first) {
    const k = Math.log(this.strike / forward);
    const volatility = 0.118 + 0.9 * k * k * 8 - 0.35 * k;
    const call = this.right === "call";
    const value = price(forward, this.strike, years, volatility, call);
    const distance = Math.abs(k) / (0.118 * Math.sqrt(years));
    const interest = Math.exp(-distance * distance * 0.35) * (this.strike % 500 === 0 ? 2.2 : this.strike % 100 === 0 ? 1.3 : 0.6);
    if (first) {
      this.oi = Math.round(interest * (60_000 + 90_000 * this.random())) * lot;
      this.oiChange = Math.round((this.random() - 0.4) * 0.4 * (this.oi / lot)) * lot;
      this.volume = Math.round(interest * 900_000 * (0.4 + this.random())) * lot;
    }

    const traded = Math.round(interest * 40 * this.random()) * lot;
    this.volume += traded;
    const opened = Math.round((this.random() - 0.48) * interest * 20) * lot;
    this.oi = Math.max(0, this.oi + opened);
    this.oiChange += opened;
    const bid = round(value.premium * (1 - 0.002) - 0.05, 0.05);
    const ask = round(value.premium * (1 + 0.002) + 0.05, 0.05);
    if (traded > 0) this.last = fixed(this.random() < 0.5 ? bid : ask, 2);
    const quoted = distance < 3.4;
    const fromLast = !quoted && this.last !== null && this.last > 0;
    const computed = quoted || fromLast;
    return {
      bid: quoted && bid > 0 ? fixed(bid, 2) : null,
      ask: distance < 4 ? fixed(Math.max(ask, 0.05), 2) : null,
      last: this.last !== null && this.last > 0 ? this.last : null,
      volume: this.volume,
      oi: this.oi,
      oiChange: this.oiChange,
      iv: computed ? fixed(volatility, 6) : null,
      ivStatus: computed ? "ok" : "noPrice",
      priceSource: quoted ? "mid" : fromLast ? "last" : "none",
      delta: computed ? fixed(value.delta, 4) : null,
      gamma: computed ? fixed(value.gamma, 8) : null,
      theta: computed ? fixed(value.theta, 3) : null,
      vega: computed ? fixed(value.vega, 3) : null,
      rho: computed ? fixed(value.rho, 3) : null,
      dualDelta: computed ? fixed(value.dualDelta, 6) : null,
      updated: new Date(now).toISOString(),
    };
  }
}

/** A live table: current cells, and the difference to the last version at each step. */
class Table {
  constructor(room, rowsName, fixedHeader) {
    this.room = room;
    this.rowsName = rowsName;
    this.epoch = 1;
    this.sequence = 0;
    this.header = { ...fixedHeader };
    this.rows = new Map();
  }

  commit(header, rows) {
    const delta = { room: this.room, epoch: this.epoch, from: this.sequence, sequence: this.sequence + 1 };
    Object.assign(delta, changed(this.header, header));
    const list = [];
    for (const [key, [identity, cells]] of rows) {
      const row = this.rows.get(key) ?? { ...identity };
      const difference = changed(row, cells);
      this.rows.set(key, row);
      if (Object.keys(difference).length > 0) list.push({ ...identity, ...difference });
    }

    if (list.length > 0) delta[this.rowsName] = list;
    this.sequence++;
    return delta;
  }

  json() {
    return { room: this.room, epoch: this.epoch, sequence: this.sequence, ...this.header, [this.rowsName]: [...this.rows.values()] };
  }
}

function changed(target, source) {
  const difference = {};
  for (const [name, value] of Object.entries(source)) {
    if (target[name] === value) continue;
    target[name] = value;
    difference[name] = value;
  }

  return difference;
}

export class FakeProduct {
  constructor(spec, random, now) {
    Object.assign(this, { share: 0.33, ...spec });
    this.random = random;
    this.open = this.high = this.low = spec.spot;
    this.ticks = 0;
    this.table = new Table(`product:${spec.product}`, "expiries", { product: spec.product });
    this.chains = spec.expiries.map((expiry) => {
      const legs = [];
      const middle = round(spec.spot, spec.strikeStep);
      for (let i = -spec.width; i <= spec.width; i++) for (const right of ["call", "put"]) legs.push(new Leg(middle + i * spec.strikeStep, right, random));
      return { expiry, legs, table: new Table(`chain:${spec.product}:${expiry}`, "legs", { product: spec.product, expiry }) };
    });
    this.step(now, true);
  }

  /** Moves the market on; returns the deltas of its rooms. */
  step(now, first = false) {
    const move = (this.random() + this.random() + this.random() - 1.5) * this.spot * 0.00012;
    this.spot = round(this.spot + move, 0.05);
    this.high = Math.max(this.high, this.spot);
    this.low = Math.min(this.low, this.spot);
    this.ticks += 120;
    const instant = new Date(now).toISOString();
    const deltas = [];
    const expiries = new Map();
    for (const chain of this.chains) {
      const years = Math.max(1e-6, (Date.parse(`${chain.expiry}T10:00:00Z`) - now) / YEAR_MS);
      const header = this.#chainHeader(chain, years, instant, first, now);
      deltas.push(chain.delta);
      const { forward, forwardSource, discountFactor, timeToExpiry, atmStrike, atmIv, straddle, pcrOi, pcrVolume, maxPain, callOi, putOi } = header;
      expiries.set(chain.expiry, [
        { expiry: chain.expiry },
        { forward, forwardSource, discountFactor, timeToExpiry, atmStrike, atmIv, straddle, pcrOi, pcrVolume, maxPain, callOi, putOi, legs: chain.legs.length, future: null },
      ]);
    }

    const { open, high, low, previousClose } = this;
    deltas.push(
      this.table.commit(
        { spot: fixed(this.spot, 2), open, high: fixed(high, 2), low: fixed(low, 2), previousClose, change: fixed(this.spot - previousClose, 2), asOf: instant, received: instant, ticks: this.ticks, ticksPerSecond: 1200 },
        expiries,
      ),
    );
    return deltas;
  }

  #chainHeader(chain, years, instant, first, now) {
    const forward = this.spot * Math.exp(0.065 * years);
    const rows = new Map();
    for (const leg of chain.legs) {
      // This share of the legs has news at each step.
      if (first || this.random() < this.share) Object.assign(leg.cells, leg.step(forward, years, this.lot, now, first));
      rows.set(`${leg.strike}${leg.right}`, [{ strike: leg.strike, right: leg.right }, leg.cells]);
    }

    const sum = (right, name) => chain.legs.filter((leg) => leg.right === right).reduce((total, leg) => total + leg[name], 0);
    const atmStrike = round(forward, this.strikeStep);
    const at = (right) => chain.legs.find((leg) => leg.strike === atmStrike && leg.right === right)?.cells.last ?? 0;
    const [callOi, putOi, callVolume, putVolume] = [sum("call", "oi"), sum("put", "oi"), sum("call", "volume"), sum("put", "volume")];
    const header = {
      spot: fixed(this.spot, 2),
      forward: fixed(forward, 2),
      forwardSource: "parity",
      discountFactor: fixed(Math.exp(-0.065 * years), 6),
      timeToExpiry: fixed(years, 8),
      atmStrike,
      atmIv: fixed(0.118 + 0.0004 * Math.sin(now / 5000), 5),
      straddle: fixed(at("call") + at("put"), 2),
      pcrOi: fixed(putOi / callOi, 4),
      pcrVolume: fixed(putVolume / callVolume, 4),
      maxPain: round(this.open, this.strikeStep * 2),
      callOi,
      putOi,
      callVolume,
      putVolume,
      callOiChange: sum("call", "oiChange"),
      putOiChange: sum("put", "oiChange"),
      lotSize: this.lot,
      state: "live",
      asOf: instant,
      received: instant,
    };
    chain.delta = chain.table.commit(header, rows);
    return header;
  }
}
