/** Share of the main thread that drawing what comes by itself may take. */
const SHARE = 0.25;

/** However dear a draw is, the next one waits no longer. */
const LONGEST_WAIT_MS = 250;

/** Why there is a draw: something was asked for, something came by itself, or there is only what the last one left out. */
export type Occasion = "asked" | "news" | "rest";

/**
 * Runs one draw per animation frame at most, however often it is asked for. What the user does is drawn in the next frame. What comes by itself waits until the draw before is paid for:
 * the dearer that was, on a slow machine or with much in sight, the longer, so that the page always has most of its time for the user. What comes meanwhile is drawn together. What a draw left out is drawn by the next ones.
 */
export class FrameScheduler {
  readonly #rendered = new MessageChannel();
  #asked = false;
  #occasion: Occasion = "rest";
  #timer = 0;
  #startedAt = 0;
  #freeAt = 0;
  /** A draw has begun and is not painted yet: what it costs is not known. */
  #drawing = false;
  #moreAfter = false;

  constructor(readonly draw: (occasion: Occasion) => void) {
    this.#rendered.port1.onmessage = () => {
      const cost = performance.now() - this.#startedAt;
      this.#freeAt = this.#startedAt + Math.min(cost / SHARE, LONGEST_WAIT_MS);
      this.#drawing = false;
      if (this.#moreAfter) this.goOnWhenFree();
    };
  }

  /** In the next frame. */
  request(): void {
    this.#occasion = "asked";
    this.#askFrame();
  }

  /** In the first frame there is time for. */
  requestWhenFree(): void {
    if (this.#occasion === "rest") this.#occasion = "news";
    this.goOnWhenFree();
  }

  /** What was left out, in the first frame there is time for. */
  goOnWhenFree(): void {
    if (this.#asked || this.#timer !== 0) return;
    this.#moreAfter = this.#drawing;
    if (this.#moreAfter) return;
    const wait = this.#freeAt - performance.now();
    if (wait <= 0) this.#askFrame();
    else this.#timer = setTimeout(() => this.#askFrame(), wait);
  }

  #askFrame(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.#run());
  }

  #run(): void {
    this.#asked = false;
    this.#startedAt = performance.now();
    this.#drawing = true;
    this.#moreAfter = false;
    const occasion = this.#occasion;
    this.#occasion = "rest";
    try {
      this.draw(occasion);
    } finally {
      // Styles, layout and painting follow within this task: the message is taken after them.
      this.#rendered.port2.postMessage(null);
    }
  }
}
