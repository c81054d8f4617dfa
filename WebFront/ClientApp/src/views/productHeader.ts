import type { ProductSummary } from "../connection";
import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { numberIn } from "./chainColumns";
import { element, LiveText, setAttribute } from "./dom";

/** The top line: which product, where it trades, and its spot with the change of the day. */
export class ProductHeader {
  readonly picker = element("select", { id: "product", "aria-label": "Product", title: "Product ( / )" });
  readonly parts: readonly HTMLElement[];
  readonly #spot = new LiveText();
  readonly #change = new LiveText();
  readonly #place = new LiveText();
  readonly #spotElement = element("output", { class: "spot", "data-value": "spot" }, this.#spot.node);
  readonly #changeElement = element("span", { class: "change", "data-value": "change" }, this.#change.node);
  readonly #ranges = new Map<string, LiveText>();
  #products: readonly ProductSummary[] = [];
  #last: number | null = null;

  constructor(onPick: (product: string) => void) {
    this.picker.addEventListener("change", () => onPick(this.picker.value));
    const range = element("dl", { class: "range" });
    for (const [name, label] of [["open", "Open"], ["high", "High"], ["low", "Low"], ["previousClose", "Prev. close"]] as const) {
      const text = new LiveText();
      this.#ranges.set(name, text);
      range.append(element("div", {}, element("dt", {}, label), element("dd", { "data-value": name }, text.node)));
    }

    this.parts = [
      element("div", { class: "picker" }, this.picker, element("span", { class: "venue" }, this.#place.node)),
      element("div", { class: "quote" }, this.#spotElement, this.#changeElement),
      range,
    ];
  }

  setProducts(products: readonly ProductSummary[], current: string | null): void {
    const label = ({ product, expiries }: ProductSummary): string => (expiries.length > 0 ? product : `${product} (no ticks)`);
    if (products.map(label).join() !== this.#products.map(label).join()) {
      this.picker.replaceChildren(...products.map((product) => element("option", { value: product.product }, label(product))));
    }

    this.#products = products;
    if (current !== null) this.picker.value = current;
    const product = products.find((candidate) => candidate.product === current);
    this.#place.set(product === undefined ? "" : `${product.venue} · ${product.currency}`);
    this.picker.disabled = products.length === 0;
  }

  draw(table: LiveTable | null, format: NumberFormat): void {
    const spot = numberIn(table?.header, "spot");
    const change = numberIn(table?.header, "change");
    this.#spot.set(format.grouped(spot, 2));
    if (spot !== null && this.#last !== null && spot !== this.#last) setAttribute(this.#spotElement, "data-direction", spot > this.#last ? "up" : "down");
    this.#last = spot;
    const base = spot !== null && change !== null ? spot - change : 0;
    this.#change.set(
      change === null ? "" : base > 0 ? `${format.signed(change, 2)}  (${format.signed((change / base) * 100, 2)} %)` : format.signed(change, 2),
    );
    setAttribute(this.#changeElement, "data-sign", change === null || change === 0 ? null : change > 0 ? "up" : "down");
    for (const [name, text] of this.#ranges) text.set(format.grouped(numberIn(table?.header, name), 2));
  }
}
