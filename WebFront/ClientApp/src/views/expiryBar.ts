import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { expiryDate, expiryWeekday, timeLeft } from "../model/time";
import { numberIn } from "./chainColumns";
import { element, LiveText, scrollToMiddle, setAttribute } from "./dom";

class ExpiryButton {
  readonly button: HTMLButtonElement;
  readonly #date = new LiveText();
  readonly #left = new LiveText();
  readonly #iv = new LiveText();

  constructor(
    readonly expiry: string,
    onPick: (expiry: string) => void,
  ) {
    this.button = element(
      "button",
      { type: "button", "data-expiry": expiry },
      element("b", {}, this.#date.node),
      element("span", { class: "left" }, this.#left.node),
      element("span", { class: "iv" }, this.#iv.node),
    );
    this.button.addEventListener("click", () => onPick(expiry));
  }

  draw(table: LiveTable, format: NumberFormat, first: string, current: string | null): void {
    const row = table.rows.get(this.expiry);
    const iv = numberIn(row, "atmIv");
    this.#date.set(expiryDate(this.expiry, first.slice(0, 4)));
    this.#left.set(timeLeft(numberIn(row, "timeToExpiry")));
    this.#iv.set(`${format.percent(iv, 1)}${iv === null ? "" : " %"}`);
    setAttribute(this.button, "title", `${expiryWeekday(this.expiry)} ${this.expiry}: time left and ATM volatility`);
    setAttribute(this.button, "aria-current", this.expiry === current ? "true" : null);
  }
}

/** The expiries of a product with days left and ATM volatility, to choose from. */
export class ExpiryBar {
  readonly element = element("nav", { class: "expiries", "aria-label": "Expiry" });
  #buttons: readonly ExpiryButton[] = [];
  #current: string | null = null;

  constructor(readonly onPick: (expiry: string) => void) {}

  get expiries(): readonly string[] {
    return this.#buttons.map((button) => button.expiry);
  }

  draw(table: LiveTable | null, current: string | null, format: NumberFormat): void {
    const expiries = table === null ? [] : [...table.rows.keys()].sort();
    if (expiries.join() !== this.expiries.join()) {
      this.#buttons = expiries.map((expiry) => new ExpiryButton(expiry, this.onPick));
      this.element.replaceChildren(...this.#buttons.map(({ button }) => button));
      this.#current = null;
    }

    if (table !== null) for (const button of this.#buttons) button.draw(table, format, expiries[0]!, current);
    if (current === this.#current) return;
    this.#current = current;
    const chosen = this.#buttons.find(({ expiry }) => expiry === current)?.button;
    if (chosen !== undefined) scrollToMiddle(this.element, chosen);
  }
}
