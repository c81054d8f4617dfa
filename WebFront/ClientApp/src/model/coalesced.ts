/** Asks for something no more often than its interval, one question at a time; of questions that come meanwhile only the last is asked. */
export class Coalesced<Q, A> {
  #waiting: { readonly question: Q; readonly at: number } | null = null;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notBefore = 0;

  constructor(
    readonly ask: (question: Q) => Promise<A>,
    readonly answered: (question: Q, answer: A) => void,
    readonly failed: (question: Q, error: Error) => void,
    readonly now: () => number = () => performance.now(),
  ) {}

  /** Asks after a while, or later where an earlier question says so. */
  later(question: Q, milliseconds: number): void {
    const at = this.now() + milliseconds;
    this.#waiting = { question, at: this.#waiting === null ? at : Math.min(at, this.#waiting.at) };
    this.#arm();
  }

  /** Asks nothing before so many milliseconds have passed. */
  pause(milliseconds: number): void {
    this.#notBefore = this.now() + milliseconds;
  }

  cancel(): void {
    this.#waiting = null;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    if (this.#busy || this.#waiting === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), Math.max(0, Math.max(this.#waiting.at, this.#notBefore) - this.now()));
  }

  async #run(): Promise<void> {
    const { question } = this.#waiting!;
    this.#waiting = null;
    this.#busy = true;
    try {
      this.answered(question, await this.ask(question));
    } catch (error) {
      this.failed(question, error as Error);
    } finally {
      this.#busy = false;
      this.#arm();
    }
  }
}
