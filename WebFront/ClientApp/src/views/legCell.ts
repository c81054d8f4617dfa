import { BUILD_UPS, type LegFacts } from "../model/legFigures";
import { reasonForNone } from "../model/reasons";
import { type ChainColumn, sourcesOf, valueOf } from "./chainColumns";
import { LiveText, setAttribute } from "./dom";
import type { Flashes } from "./flashes";
import type { RowStyle } from "./strikeRow";

/** Heights of bars: behind the number, and a line under it. */
const BAR_HEIGHTS = { behind: "calc(100% - 8px)", under: "3px" } as const;

/** Bars grow in steps of so many to the whole. */
const BAR_STEPS = 100;

/** One number of a leg: touches the document only for what differs from what it shows. */
export class LegCell {
  readonly #text: LiveText;
  readonly #sources: readonly string[];
  #value: number | null = null;
  #none = "";
  #barSteps = -1;

  constructor(
    readonly column: ChainColumn,
    /** A copy of the row template's, with its text. */
    readonly cell: HTMLElement,
  ) {
    this.#text = new LiveText(cell.firstChild as Text);
    this.#sources = [...sourcesOf(column), ...(column.header ?? [])];
  }

  /** Whether it shows something taken from one of these columns of the leg or of the chain's header. */
  isFrom(columns: ReadonlySet<string>): boolean {
    for (const source of this.#sources) if (columns.has(source)) return true;
    return false;
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
    if (column.name === "iv") setAttribute(this.cell, "data-from", value !== null && leg?.["priceSource"] === "last" ? "last" : null);
    this.#sayNone(value !== null ? "" : leg === undefined ? "none" : `none: ${reasonForNone(column.name, leg)}`);
  }

  /** Length of the bar behind the number, as a share of the longest. */
  drawBar(largest: number): void {
    const share = largest > 0 && this.#value !== null ? Math.min(1, Math.abs(this.#value) / largest) : 0;
    const steps = Math.round(share * BAR_STEPS);
    if (this.column.bar === undefined || steps === this.#barSteps) return;
    this.#barSteps = steps;
    this.cell.style.backgroundSize = `${(steps * 100) / BAR_STEPS}% ${BAR_HEIGHTS[this.column.bar]}`;
  }

  #sayNone(none: string): void {
    if (none === this.#none) return;
    this.#none = none;
    setAttribute(this.cell, "aria-label", none === "" || none === "none" ? null : none);
    setAttribute(this.cell, "data-none", none === "" ? null : "");
  }
}
