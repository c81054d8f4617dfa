/** How long the second key of a sequence may take. */
const PATIENCE_MS = 1_500;

/** Keys of two strokes, such as `g s`: tells which sequence a key completes. */
export class KeySequence {
  #began = -Infinity;

  constructor(readonly first: string) {}

  /** `first`: the key begins a sequence; a key: it ends one; null: it belongs to none. */
  press(key: string, at: number): "first" | { readonly second: string } | null {
    const waiting = at - this.#began <= PATIENCE_MS;
    this.#began = -Infinity;
    if (waiting && key !== this.first) return { second: key };
    if (key !== this.first) return null;
    this.#began = at;
    return "first";
  }
}
