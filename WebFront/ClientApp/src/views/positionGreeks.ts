import type { NumberFormat } from "../model/format";
import type { PositionAnswer, PositionGreeks } from "../model/positionAnswer";
import { element } from "./dom";

/** The Greeks shown, each with its unit; `currency` stands for the product's. */
const GREEKS: readonly { readonly name: keyof PositionGreeks; readonly label: string; readonly unit: string; readonly digits: number }[] = [
  { name: "delta", label: "Delta", unit: "units of the underlying", digits: 1 },
  { name: "gamma", label: "Gamma", unit: "units per point", digits: 3 },
  { name: "theta", label: "Theta", unit: "currency a day", digits: 0 },
  { name: "vega", label: "Vega", unit: "currency per vol point", digits: 0 },
];

/** Greeks of each leg and of the whole. */
export class PositionGreeksTable {
  readonly #body = element("tbody");
  readonly #foot = element("tfoot");
  readonly #head = element("tr");
  readonly element = element("section", { class: "figures greeks" }, element("h2", {}, "Greeks"), element("table", {}, element("thead", {}, this.#head), this.#body, this.#foot));
  #shown = "";

  draw(answer: PositionAnswer | null, names: readonly string[], format: NumberFormat): void {
    const cells = (greeks: PositionGreeks): string[] => GREEKS.map(({ name, digits }) => format.signed(greeks[name], digits));
    const rows = answer === null ? [] : answer.legs.map((leg, i) => [names[i] ?? "", ...cells(leg.greeks)]);
    const sum = answer === null ? ["Net", ...GREEKS.map(() => format.plain(null, 0))] : ["Net", ...cells(answer.greeks)];
    const key = JSON.stringify([rows, sum, answer?.currency]);
    if (key === this.#shown) return;
    this.#shown = key;
    const unit = (text: string): string => text.replace("currency", answer?.currency ?? "currency");
    this.#head.replaceChildren(element("th", { scope: "col" }, "Leg"), ...GREEKS.map((greek) => element("th", { scope: "col", title: unit(greek.unit) }, greek.label, element("small", {}, unit(greek.unit)))));
    const line = (row: readonly string[], net: boolean): HTMLElement =>
      element("tr", {}, element("th", { scope: "row" }, row[0]!), ...row.slice(1).map((text, i) => element("td", net ? { "data-value": `net-${GREEKS[i]!.name}` } : { "data-greek": GREEKS[i]!.name }, text)));
    this.#body.replaceChildren(...rows.map((row) => line(row, false)));
    this.#foot.replaceChildren(line(sum, true));
  }
}
