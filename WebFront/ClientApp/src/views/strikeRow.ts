import type { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { type ChainLayout, columnsOfSide, type Side } from "./chainColumns";
import { element, setAttribute } from "./dom";
import type { Flashes } from "./flashes";
import { LegCell } from "./legCell";

/** What the numbers of a row are written with. */
export interface RowStyle {
  readonly format: NumberFormat;
  readonly priceDigits: number;
  readonly strikeDigits: number;
}

interface SideCells {
  readonly side: Side;
  readonly cells: readonly LegCell[];
  readonly oi: LegCell;
}

/** One strike: the call's numbers, the strike, the put's numbers. */
export class StrikeRow {
  readonly row: HTMLTableRowElement;
  readonly #heading: HTMLTableCellElement;
  readonly #strikeText = document.createTextNode("");
  readonly #sides: readonly SideCells[];

  constructor(
    readonly strike: number,
    layout: ChainLayout,
  ) {
    this.#sides = layout.sides.map((side) => {
      const cells = columnsOfSide(side, layout.full).map((column) => new LegCell(column, side));
      return { side, cells, oi: cells.find((cell) => cell.column.name === "oi")! };
    });
    this.#heading = element("th", { scope: "row", class: "strike" }, this.#strikeText);
    this.row = element("tr", { "data-strike": String(strike) });
    this.row.append(...this.#cellsOf("call"), this.#heading, ...this.#cellsOf("put"));
  }

  /** Draws every number without flashes. */
  drawAll(table: LiveTable, style: RowStyle): void {
    const strike = style.format.grouped(this.strike, style.strikeDigits);
    if (this.#strikeText.data !== strike) this.#strikeText.data = strike;
    for (const side of this.#sides) this.#drawSide(side, table, style, null, null);
  }

  /** Draws the columns that changed on one side. */
  drawChanged(table: LiveTable, side: Side, columns: ReadonlySet<string>, style: RowStyle, flashes: Flashes): void {
    for (const shown of this.#sides) if (shown.side === side) this.#drawSide(shown, table, style, columns, flashes);
  }

  drawBars(largest: number): void {
    for (const { oi } of this.#sides) oi.drawBar(largest > 0 && oi.value !== null ? Math.max(0, oi.value) / largest : 0);
  }

  /** Marks where the row stands: in the money for calls or puts, at the money, max pain. */
  mark(forward: number | null, atm: boolean, maxPain: boolean): void {
    setAttribute(this.row, "data-money", forward === null || forward === this.strike ? null : this.strike < forward ? "call" : "put");
    setAttribute(this.row, "data-atm", atm ? "" : null);
    setAttribute(this.#heading, "data-atm", atm ? "" : null);
    setAttribute(this.#heading, "data-max-pain", maxPain ? "" : null);
  }

  #cellsOf(side: Side): HTMLElement[] {
    return this.#sides.find((shown) => shown.side === side)?.cells.map((cell) => cell.cell) ?? [];
  }

  #drawSide({ side, cells }: SideCells, table: LiveTable, style: RowStyle, columns: ReadonlySet<string> | null, flashes: Flashes | null): void {
    const leg = table.rows.get(legKey(this.strike, side));
    for (const cell of cells) {
      const { name, also } = cell.column;
      if (columns !== null && !columns.has(name) && !also?.some((other) => columns.has(other))) continue;
      cell.draw(leg, style.format, style.priceDigits, flashes);
    }
  }
}
