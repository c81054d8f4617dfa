import { legKey, type LiveTable } from "../model/liveTable";
import { numberOf, strikesAround, strikesOf } from "../model/profile";
import { element, LiveText, setAttribute } from "./dom";
import type { ViewContext } from "./marketView";

const EACH_SIDE = 6;

interface PickerRow {
  readonly element: HTMLElement;
  readonly call: LiveText;
  readonly put: LiveText;
}

/** The chain around the money, each option to be bought or sold with a click. */
export class StrikePicker {
  readonly #body = element("tbody");
  readonly element: HTMLElement;
  readonly #rows = new Map<number, PickerRow>();
  #shown = "";

  constructor(readonly onPick: (strike: number, right: "call" | "put", lots: 1 | -1) => void) {
    const head = element("tr", {}, element("th", { scope: "col" }, "Call"), element("th", { scope: "col" }, "Strike"), element("th", { scope: "col" }, "Put"));
    this.element = element("table", { class: "strike-picker", "aria-label": "Chain around the money: B buys a lot, S sells one" }, element("thead", {}, head), this.#body);
    this.#body.addEventListener("click", (event) => {
      const { strike, right, lots } = (event.target as HTMLElement).dataset;
      if (lots !== undefined) this.onPick(Number(strike), right as "call" | "put", Number(lots) as 1 | -1);
    });
  }

  draw(chain: LiveTable | null, context: ViewContext): void {
    const money = numberOf(chain?.header, "atmStrike") ?? numberOf(chain?.header, "spot");
    const strikes = chain === null ? [] : strikesAround(strikesOf(chain), money, EACH_SIDE);
    const key = `${chain?.room} ${strikes.join()} ${context.format.grouping}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#rows.clear();
      for (const strike of strikes) this.#rows.set(strike, this.#row(strike, context.format.grouped(strike, strike % 1 === 0 ? 0 : 2)));
      this.#body.replaceChildren(...Array.from(this.#rows.values(), (row) => row.element));
    }

    for (const [strike, row] of this.#rows) {
      setAttribute(row.element, "aria-current", strike === money ? "true" : null);
      row.call.set(this.#price(chain!, strike, "call", context));
      row.put.set(this.#price(chain!, strike, "put", context));
    }
  }

  #price(chain: LiveTable, strike: number, right: "call" | "put", { format, priceDigits }: ViewContext): string {
    const leg = chain.rows.get(legKey(strike, right));
    const [bid, ask] = [numberOf(leg, "bid"), numberOf(leg, "ask")];
    return format.grouped(bid !== null && ask !== null ? (bid + ask) / 2 : numberOf(leg, "last"), priceDigits);
  }

  #row(strike: number, text: string): PickerRow {
    const [call, put] = [new LiveText(), new LiveText()];
    const buttons = (right: "call" | "put"): HTMLElement[] =>
      ([["B", 1, "Buy"], ["S", -1, "Sell"]] as const).map(([letter, lots, word]) =>
        element("button", { type: "button", class: lots > 0 ? "buy" : "sell", "data-strike": String(strike), "data-right": right, "data-lots": String(lots), "aria-label": `${word} the ${text} ${right}`, title: `${word} a lot` }, letter),
      );
    const row = element(
      "tr",
      { "data-strike-row": String(strike) },
      element("td", {}, ...buttons("call"), element("span", {}, call.node)),
      element("th", { scope: "row" }, text),
      element("td", {}, element("span", {}, put.node), ...buttons("put")),
    );
    return { element: row, call, put };
  }
}
