import type { NumberFormat } from "../model/format";
import type { Row } from "../model/liveTable";
import { reasonForNone } from "../model/reasons";
import { type ChainColumn, numberIn, type Side } from "./chainColumns";
import { element, LiveText, setAttribute } from "./dom";
import type { Flashes } from "./flashes";

/** One number of a leg: touches the document only for what differs from what it shows. */
export class LegCell {
  readonly cell: HTMLTableCellElement;
  readonly #text = new LiveText();
  readonly #bar: HTMLElement | null = null;
  #value: number | null = null;
  #barShare = -1;

  constructor(
    readonly column: ChainColumn,
    side: Side,
  ) {
    this.cell = element("td", { "data-column": column.name, "data-side": side });
    if (column.name === "oi") {
      this.#bar = element("i", { class: "bar", "aria-hidden": "true" });
      this.cell.append(this.#bar);
    }

    this.cell.append(this.#text.node);
  }

  /** Shows the leg's value; a change the eye should catch flashes where `flashes` are given. */
  draw(leg: Row | undefined, format: NumberFormat, priceDigits: number, flashes: Flashes | null): void {
    const value = numberIn(leg, this.column.name);
    const before = this.#value;
    this.#value = value;
    const changed = this.#text.set(this.column.text(format, value, priceDigits));
    if (changed && this.column.flashes === true && value !== null && before !== null && value !== before) flashes?.start(this.cell, value > before);
    if (changed && this.column.name === "oiChange") setAttribute(this.cell, "data-sign", value === null || value === 0 ? null : value > 0 ? "up" : "down");
    setAttribute(this.cell, "aria-label", value === null && leg !== undefined ? `none: ${reasonForNone(this.column.name, leg)}` : null);
    setAttribute(this.cell, "data-none", value === null ? "" : null);
    if (this.column.name === "iv") setAttribute(this.cell, "data-from", value !== null && leg?.["priceSource"] === "last" ? "last" : null);
  }

  /** Length of the bar behind the number, as a share of the longest. */
  drawBar(share: number): void {
    const rounded = Math.round(share * 200) / 200;
    if (this.#bar === null || rounded === this.#barShare) return;
    this.#barShare = rounded;
    this.#bar.style.transform = `scaleX(${rounded})`;
  }

  get value(): number | null {
    return this.#value;
  }
}
