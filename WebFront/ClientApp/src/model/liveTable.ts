/** A value of a live table; null is "none", never 0 and never NaN. */
export type Cell = number | string | boolean | null;

/** A row by column name. A column that was never given reads as undefined and means the same as null. */
export type Row = Record<string, Cell>;

/** A table as the server sends it: REST body and `snapshot` payload. */
export interface WireTable {
  readonly room: string;
  readonly epoch: number;
  readonly sequence: number;
  readonly [property: string]: unknown;
}

/** What changed in a table, and from which version to which. */
export interface WireDelta extends WireTable {
  readonly from: number;
}

/** What one message changed. */
export interface TableChange {
  /** The whole table was replaced. */
  readonly whole: boolean;
  readonly header: readonly string[];
  /** Changed columns by row key. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** `gap`: the delta does not follow on from this copy, which must be fetched anew. `old`: the copy already holds it. */
export type DeltaOutcome = TableChange | "old" | "gap";

const ENVELOPE = new Set(["room", "epoch", "from", "sequence"]);
const NOTHING: ReadonlyMap<string, readonly string[]> = new Map();

export function legKey(strike: number, right: "call" | "put"): string {
  return `${strike}:${right}`;
}

export function strikeKey(strike: number): string {
  return String(strike);
}

/** The properties that hold keyed rows, and how a row of each is named. */
const ROW_KEYS: Readonly<Record<string, (row: Record<string, unknown>) => string>> = {
  legs: (row) => legKey(row["strike"] as number, row["right"] as "call" | "put"),
  strikes: (row) => strikeKey(row["strike"] as number),
  expiries: (row) => String(row["expiry"]),
  alerts: (row) => String(row["id"]),
  silos: (row) => String(row["id"]),
};

/** Numbers that are no numbers are none. */
export function parseCell(value: unknown): Cell {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/**
 * This side's copy of one live table. It is replaced by a snapshot and moved on by deltas; a delta applies exactly when it starts
 * from the version held, so that the copy at (epoch, sequence) is always the server's table at (epoch, sequence).
 */
export class LiveTable {
  readonly room: string;
  epoch = 0;
  sequence = 0;
  header: Row = {};
  readonly rows = new Map<string, Row>();
  #loaded = false;

  constructor(room: string) {
    this.room = room;
  }

  /** Whether a snapshot has been taken in. */
  get loaded(): boolean {
    return this.#loaded;
  }

  applySnapshot(table: WireTable): TableChange {
    this.#readEnvelope(table);
    this.#loaded = true;
    this.header = {};
    this.rows.clear();
    this.#merge(table);
    return { whole: true, header: [], rows: NOTHING };
  }

  applyDelta(delta: WireDelta): DeltaOutcome {
    if (!this.#loaded || delta.epoch !== this.epoch) return "gap";
    if (delta.sequence <= this.sequence) return "old";
    if (delta.from !== this.sequence) return "gap";
    this.#readEnvelope(delta);
    return this.#merge(delta);
  }

  #readEnvelope(table: WireTable): void {
    this.epoch = table.epoch;
    this.sequence = table.sequence;
  }

  #merge(table: WireTable): TableChange {
    const header: string[] = [];
    const rows = new Map<string, readonly string[]>();
    for (const [name, value] of Object.entries(table)) {
      const key = ROW_KEYS[name];
      if (key !== undefined && Array.isArray(value)) {
        this.#mergeRows(value as Record<string, unknown>[], key, rows);
      } else if (!ENVELOPE.has(name)) {
        this.header[name] = parseCell(value);
        header.push(name);
      }
    }

    return { whole: false, header, rows };
  }

  #mergeRows(given: readonly Record<string, unknown>[], key: (row: Record<string, unknown>) => string, changed: Map<string, readonly string[]>): void {
    for (const source of given) {
      const name = key(source);
      let row = this.rows.get(name);
      if (row === undefined) this.rows.set(name, (row = {}));
      const columns = Object.keys(source);
      for (const column of columns) row[column] = parseCell(source[column]);
      changed.set(name, columns);
    }
  }
}
