/** Runs one draw per animation frame, however often it is asked for. */
export class FrameScheduler {
  #asked = false;

  constructor(readonly draw: () => void) {}

  request(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.draw();
    });
  }
}
