/** Share of the main thread that drawing what comes by itself may take. */
const SHARE = 0.25;

/** However dear a draw is, the next one waits no longer. */
const LONGEST_WAIT_MS = 250;

/**
 * Runs one draw per animation frame at most, however often it is asked for. What the user does is drawn in the next frame. What comes by itself waits until the draw before is paid for:
 * the dearer that was, on a slow machine or with much in sight, the longer, so that the page always has most of its time for the user. What comes meanwhile is drawn together.
 */
export class FrameScheduler {
  readonly #rendered = new MessageChannel();
  #asked = false;
  #timer = 0;
  #startedAt = 0;
  #freeAt = 0;

  constructor(readonly draw: () => void) {
    this.#rendered.port1.onmessage = () => {
      const cost = performance.now() - this.#startedAt;
      this.#freeAt = this.#startedAt + Math.min(cost / SHARE, LONGEST_WAIT_MS);
    };
  }

  /** In the next frame. */
  request(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.#run());
  }

  /** In the first frame there is time for. */
  requestWhenFree(): void {
    if (this.#asked || this.#timer !== 0) return;
    const wait = this.#freeAt - performance.now();
    if (wait <= 0) this.request();
    else this.#timer = setTimeout(() => this.request(), wait);
  }

  #run(): void {
    this.#asked = false;
    this.#startedAt = performance.now();
    this.draw();
    // Styles, layout and painting follow within this task: the message is taken after them.
    this.#rendered.port2.postMessage(null);
  }
}
