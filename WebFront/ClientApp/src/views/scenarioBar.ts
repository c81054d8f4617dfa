import type { ViewContext } from "./marketView";
import { element, LiveText } from "./dom";

const DAY_MS = 86_400_000;
const MOST_SHIFT = 15;

/** A day and a shift of volatility to look at the position with. */
export class ScenarioBar {
  readonly #days = element("input", { type: "range", min: "0", step: "0.05", value: "0", "aria-label": "Days from now", "data-control": "days" });
  readonly #shift = element("input", { type: "range", min: String(-MOST_SHIFT), max: String(MOST_SHIFT), step: "0.5", value: "0", "aria-label": "Shift of volatility in percentage points", "data-control": "shift" });
  readonly #date = new LiveText();
  readonly #points = new LiveText();
  readonly element = element(
    "div",
    { class: "scenario" },
    element("label", {}, "On", this.#days, element("output", { "data-value": "scenario-date" }, this.#date.node)),
    element("label", {}, "Volatility", this.#shift, element("output", { "data-value": "scenario-shift" }, this.#points.node)),
  );
  #asOf = 0;

  constructor(onChange: (on: string | null, shift: number) => void) {
    const changed = (): void => {
      const days = this.#days.valueAsNumber;
      onChange(days === 0 ? null : new Date(this.#asOf + days * DAY_MS).toISOString().slice(0, 16) + "Z", this.#shift.valueAsNumber);
    };
    this.#days.addEventListener("input", changed);
    this.#shift.addEventListener("input", changed);
  }

  /** `years` is the time to the nearest expiry. */
  draw(asOf: string | null, years: number, on: string | null, shift: number, { clock, format }: ViewContext): void {
    this.#asOf = asOf === null ? 0 : Date.parse(asOf);
    const most = Math.max(0, years * 365);
    const days = on === null ? 0 : Math.min(most, Math.max(0, (Date.parse(on) - this.#asOf) / DAY_MS));
    const max = most.toFixed(2);
    if (this.#days.max !== max) this.#days.max = max;
    if (document.activeElement !== this.#days) this.#days.valueAsNumber = days;
    if (document.activeElement !== this.#shift) this.#shift.valueAsNumber = shift;
    const at = clock.parts(days === 0 ? asOf : on);
    this.#date.set(days === 0 ? "now" : at === null ? "" : `${at.date} ${at.time.slice(0, 5)} (${format.plain(days, 1)} d)`);
    this.#points.set(`${format.signed(shift, 1)} pts`);
  }
}
