import type { TableChange } from "./liveTable";

/** Changes of a table merged until they are drawn: bounded by the size of the table, however long nobody draws. */
export class ChangeSet {
  whole = false;
  readonly header = new Set<string>();
  readonly rows = new Map<string, Set<string>>();

  get empty(): boolean {
    return !this.whole && this.header.size === 0 && this.rows.size === 0;
  }

  add(change: TableChange): void {
    if (change.whole) {
      this.clear();
      this.whole = true;
    }

    // What is drawn whole needs no list of its parts.
    if (this.whole) return;
    for (const name of change.header) this.header.add(name);
    for (const [key, columns] of change.rows) {
      let merged = this.rows.get(key);
      if (merged === undefined) this.rows.set(key, (merged = new Set()));
      for (const column of columns) merged.add(column);
    }
  }

  clear(): void {
    this.whole = false;
    this.header.clear();
    this.rows.clear();
  }
}
