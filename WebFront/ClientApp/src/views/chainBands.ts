import { LateLegs } from "../model/lateLegs";

/** Where more legs than this changed each frame draws those of a band of so many rows: what the browser has to paint lies together then, and a frame is done in its time. */
const LEGS_PER_FRAME = 24;
const ROWS_PER_BAND = 8;

/** Frames further apart than this take more bands, up to so many, so that no row waits much longer on a machine that draws seldom. */
const BAND_MS = 30;
const MOST_BANDS = 3;

/** Rows either side of the money whose bands have every other turn. */
const NEAR = 12;

/** Legs of a chain that changed and wait for their frame, by the place of their row. */
export class ChainBands {
  readonly #late = new LateLegs();
  #tookAt = 0;

  /** Nothing waits. */
  get empty(): boolean {
    return this.#late.size === 0;
  }

  /** More waits than one frame can hold. */
  get crowded(): boolean {
    return this.#late.size > LEGS_PER_FRAME;
  }

  add(at: number, key: string, columns: Iterable<string>): void {
    this.#late.add(bandOf(at), key, columns);
  }

  clear(): void {
    this.#late.clear();
  }

  /** Draws what one frame can hold; in a wall of changes only those near the money, at row `middle`, are to catch the eye. Whether rows near the money were drawn, or all that waited. */
  draw(middle: number, drawLeg: (key: string, columns: ReadonlySet<string>, flashes: boolean) => void): boolean {
    const [first, last] = [bandOf(middle - NEAR), bandOf(middle + NEAR)];
    const isNear = (band: number): boolean => band >= first && band <= last;
    const everywhere = !this.crowded;
    const now = performance.now();
    const bands = Math.min(Math.max(1, Math.round((now - this.#tookAt) / BAND_MS)), MOST_BANDS);
    this.#tookAt = now;
    return this.#late.take(LEGS_PER_FRAME, bands, isNear, (key, columns, band) => drawLeg(key, columns, everywhere || isNear(band)));
  }
}

function bandOf(at: number): number {
  return Math.floor(at / ROWS_PER_BAND);
}
