/** Legs of one band of rows that are not drawn yet, with the columns that changed. */
type LateBand = Map<string, Set<string>>;

type DrawLeg = (key: string, columns: ReadonlySet<string>, band: number) => void;

/**
 * Legs that changed and are not drawn yet, by bands of neighbouring rows. Where there are too many for one frame each takes a few, so that what it has the browser paint lies together: those near the money, which are
 * looked at, in turns with the others, and of each kind the one that has waited longest comes first, with its neighbours. So no leg waits for ever, however much changes, and each is drawn once with all that came meanwhile.
 */
export class LateLegs {
  /** In the order in which they began to wait. */
  readonly #bands = new Map<number, LateBand>();
  #size = 0;
  #nearIsNext = true;

  get size(): number {
    return this.#size;
  }

  add(band: number, key: string, columns: Iterable<string>): void {
    let legs = this.#bands.get(band);
    if (legs === undefined) this.#bands.set(band, (legs = new Map()));
    const late = legs.get(key);
    if (late !== undefined) {
      for (const column of columns) late.add(column);
      return;
    }

    legs.set(key, new Set(columns));
    this.#size++;
  }

  /** Takes all out where they are no more than so many, else some bands side by side. Whether it was the turn of those near. */
  take(most: number, bands: number, isNear: (band: number) => boolean, draw: DrawLeg): boolean {
    if (this.#size <= most) {
      for (const band of this.#bands.keys()) this.#draw(band, draw);
      return true;
    }

    const near = this.#nearIsNext;
    this.#nearIsNext = !near;
    const waiting = [...this.#bands.keys()];
    const turn = waiting.filter((band) => isNear(band) === near);
    for (const band of sideBySide(turn.length > 0 ? turn : waiting, bands)) this.#draw(band, draw);
    return near;
  }

  clear(): void {
    this.#bands.clear();
    this.#size = 0;
  }

  #draw(band: number, draw: DrawLeg): void {
    const legs = this.#bands.get(band)!;
    this.#bands.delete(band);
    this.#size -= legs.size;
    for (const [key, columns] of legs) draw(key, columns, band);
  }
}

/** The first of these bands, and as many of its neighbours among them as make so many. */
function sideBySide(waiting: readonly number[], bands: number): readonly number[] {
  const present = new Set(waiting);
  let from = waiting[0]!;
  let to = from + 1;
  while (to - from < bands && present.has(to)) to++;
  while (to - from < bands && present.has(from - 1)) from--;
  return Array.from({ length: to - from }, (_, i) => from + i);
}
