/**
 * How far the server's clock is ahead of ours, from answers that carry its time: the truth lies within half a round trip, so the quickest
 * answer counts, and a difference smaller than its round trip is taken for none (two clocks of one machine).
 */
export class ClockOffset {
  #quickest = Infinity;
  #milliseconds = 0;

  /** Takes in an answer that carried the server's time, with our time when it was asked for and when it came. */
  add(server: number, asked: number, came: number): void {
    const roundTrip = came - asked;
    if (!(roundTrip >= 0) || roundTrip > this.#quickest) return;
    this.#quickest = roundTrip;
    const offset = server - (asked + came) / 2;
    this.#milliseconds = Math.abs(offset) <= roundTrip ? 0 : offset;
  }

  get milliseconds(): number {
    return this.#milliseconds;
  }
}
