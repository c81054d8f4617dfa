import type { NumberFormat } from "../model/format";
import type { PositionLegAnswer } from "../model/positionAnswer";
import type { StrategyLeg } from "../model/strategy";
import { expiryDate } from "../model/time";
import { element, LiveText, setAttribute, setText } from "./dom";

/** A leg of a strategy, its quantity and entry price to be changed, and what it is worth. */
export class LegRow {
  readonly element: HTMLElement;
  readonly #lots = element("input", { type: "number", step: "1", "data-control": "lots" });
  readonly #entry = element("input", { type: "number", step: "any", "data-control": "entry", placeholder: "market" });
  readonly #flip = element("button", { type: "button", "data-control": "flip" });
  readonly #name = new LiveText();
  readonly #profit = new LiveText();
  readonly #profitCell: HTMLElement;
  #leg: StrategyLeg;

  constructor(
    leg: StrategyLeg,
    readonly index: number,
    /** Another leg in its place, or none. */
    readonly onChange: (index: number, leg: StrategyLeg | null) => void,
  ) {
    this.#leg = leg;
    const remove = element("button", { type: "button", class: "close", "data-control": "remove" }, "×");
    this.#profitCell = element("b", { "data-leg": "profit" }, this.#profit.node);
    this.element = element(
      "li",
      { "data-index": String(index) },
      this.#flip,
      this.#lots,
      element("span", { class: "leg-name", "data-leg": "name" }, this.#name.node),
      this.#entry,
      this.#profitCell,
      remove,
    );
    this.#flip.addEventListener("click", () => this.onChange(this.index, { ...this.#leg, lots: -this.#leg.lots }));
    this.#lots.addEventListener("change", () => {
      const lots = Math.trunc(Number(this.#lots.value));
      if (Number.isFinite(lots)) this.onChange(this.index, lots === 0 ? null : { ...this.#leg, lots });
    });
    this.#entry.addEventListener("change", () => this.onChange(this.index, { ...this.#leg, entry: this.#entry.value === "" ? null : this.#entry.valueAsNumber }));
    remove.addEventListener("click", () => this.onChange(this.index, null));
  }

  draw(leg: StrategyLeg, answer: PositionLegAnswer | null, year: string, format: NumberFormat, priceDigits: number): void {
    this.#leg = leg;
    const name = nameOf(leg, year, format);
    this.#name.set(name);
    setAttribute(this.element, "class", leg.lots > 0 ? "bought" : "sold");
    setAttribute(this.element, "aria-label", `${leg.lots > 0 ? "Bought" : "Sold"} ${name}`);
    setAttribute(this.#lots, "aria-label", `Lots of ${name}, below nought when sold`);
    setAttribute(this.#entry, "aria-label", `Entry price of ${name}`);
    setAttribute(this.#entry, "title", "Entry price of one unit; emptied, the market's now");
    setAttribute(this.element.querySelector(".close")!, "aria-label", `Remove ${name}`);
    setAttribute(this.#flip, "title", leg.lots > 0 ? "Bought. Sell instead" : "Sold. Buy instead");
    setText(this.#flip, leg.lots > 0 ? "Buy" : "Sell");
    show(this.#lots, String(leg.lots));
    show(this.#entry, leg.entry === null ? "" : String(leg.entry));
    setAttribute(this.#profitCell, "title", answer === null ? null : `Profit since entry, all ${format.grouped(answer.units, 0)} units; worth ${format.grouped(answer.price, priceDigits)} a unit by the model now`);
    this.#profit.set(answer === null ? "" : format.signed(answer.profit, 0));
    setAttribute(this.#profitCell, "class", answer === null || answer.profit === 0 ? null : answer.profit > 0 ? "gain" : "loss");
  }
}

export function nameOf(leg: StrategyLeg, year: string, format: NumberFormat): string {
  const date = leg.expiry === null ? "" : `${expiryDate(leg.expiry, year)} `;
  return leg.strike === null ? `${date}${leg.kind}` : `${date}${format.grouped(leg.strike, leg.strike % 1 === 0 ? 0 : 2)} ${leg.kind}`;
}

/** What is being typed stays. */
function show(input: HTMLInputElement, value: string): void {
  if (document.activeElement !== input && input.value !== value) input.value = value;
}
