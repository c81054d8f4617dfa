import { BUILD_UPS, type LegFacts } from "../model/legFigures";
import { reasonForNone } from "../model/reasons";
import { type ChainColumn, type Side, valueOf } from "./chainColumns";
import { element, LiveText, setAttribute } from "./dom";
import type { Flashes } from "./flashes";
import type { RowStyle } from "./strikeRow";

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
    if (column.bar !== undefined) {
      this.#bar = element("i", { class: column.bar === "under" ? "bar under" : "bar", "aria-hidden": "true" });
      this.cell.append(this.#bar);
    }

    this.cell.append(this.#text.node);
  }

  /** Shows the leg's value; a change the eye should catch flashes where `flashes` are given. */
  draw(facts: LegFacts, { format, priceDigits }: RowStyle, flashes: Flashes | null): void {
    const { column } = this;
    const { leg } = facts;
    const value = valueOf(column, facts);
    const before = this.#value;
    this.#value = value;
    const changed = this.#text.set(column.text(format, value, priceDigits));
    if (changed && column.flashes === true && value !== null && before !== null && value !== before) flashes?.start(this.cell, value > before);
    if (changed && column.name === "oiChange") setAttribute(this.cell, "data-sign", value === null || value === 0 ? null : value > 0 ? "up" : "down");
    if (changed && column.name === "buildUp") setAttribute(this.cell, "data-build-up", value === null ? null : BUILD_UPS[value]!.name);
    setAttribute(this.cell, "aria-label", value === null && leg !== undefined ? `none: ${reasonForNone(column.name, leg)}` : null);
    setAttribute(this.cell, "data-none", value === null ? "" : null);
    if (column.name === "iv") setAttribute(this.cell, "data-from", value !== null && leg?.["priceSource"] === "last" ? "last" : null);
  }

  /** Length of the bar behind the number, as a share of the longest. */
  drawBar(largest: number): void {
    const share = largest > 0 && this.#value !== null ? Math.min(1, Math.abs(this.#value) / largest) : 0;
    const rounded = Math.round(share * 200) / 200;
    if (this.#bar === null || rounded === this.#barShare) return;
    this.#barShare = rounded;
    this.#bar.style.transform = `scaleX(${rounded})`;
  }
}
