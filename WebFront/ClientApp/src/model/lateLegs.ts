/**
 * Legs that changed and are not drawn yet, with the columns that did. A draw takes so many of them: those near the money first, for they are what is looked at, but never more than half of what it takes
 * while others wait; of these the ones that have waited longest. So no leg waits for ever, however much changes, and each is drawn once with all that came meanwhile.
 */
export class LateLegs {
  readonly #columns = new Map<string, Set<string>>();

  get size(): number {
    return this.#columns.size;
  }

  add(key: string, columns: Iterable<string>): void {
    const late = this.#columns.get(key);
    if (late === undefined) this.#columns.set(key, new Set(columns));
    else for (const column of columns) late.add(column);
  }

  /** Takes up to so many out. */
  take(most: number, isNear: (key: string) => boolean, draw: (key: string, columns: ReadonlySet<string>) => void): void {
    const all = this.#columns.size <= most;
    let near = all ? 0 : most >> 1;
    const chosen: string[] = [];
    if (near > 0) {
      for (const key of this.#columns.keys()) {
        if (near === 0) break;
        if (!isNear(key)) continue;
        near--;
        chosen.push(key);
      }
    }

    for (const key of chosen) this.#draw(key, draw);
    let left = most - chosen.length;
    for (const key of this.#columns.keys()) {
      if (left-- === 0) break;
      this.#draw(key, draw);
    }
  }

  clear(): void {
    this.#columns.clear();
  }

  #draw(key: string, draw: (key: string, columns: ReadonlySet<string>) => void): void {
    const columns = this.#columns.get(key)!;
    this.#columns.delete(key);
    draw(key, columns);
  }
}
