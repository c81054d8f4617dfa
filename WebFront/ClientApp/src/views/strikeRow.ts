import type { Baseline } from "../model/baseline";
import type { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { type ChainLayout, columnsOfSide, type Side, sourcesOf } from "./chainColumns";
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
    this.#sides = layout.sides.map((side) => ({ side, cells: columnsOfSide(side, layout.columns).map((column) => new LegCell(column, side)) }));
    this.#heading = element("th", { scope: "row", class: "strike" }, this.#strikeText);
    this.row = element("tr", { "data-strike": String(strike) });
    this.row.append(...this.#cellsOf("call"), this.#heading, ...this.#cellsOf("put"));
  }

  /** Draws every number without flashes. */
  drawAll(table: LiveTable, baseline: Baseline, style: RowStyle): void {
    const strike = style.format.grouped(this.strike, style.strikeDigits);
    if (this.#strikeText.data !== strike) this.#strikeText.data = strike;
    for (const { side } of this.#sides) this.#draw(side, table, baseline, style, () => true, null);
  }

  /** Draws what changed with these columns of a leg. */
  drawLeg(table: LiveTable, baseline: Baseline, side: Side, columns: ReadonlySet<string>, style: RowStyle, flashes: Flashes): void {
    this.#draw(side, table, baseline, style, ({ column }) => sourcesOf(column).some((source) => columns.has(source)), flashes);
  }

  /** Draws what changed with these columns of the chain's header. */
  drawHeader(table: LiveTable, baseline: Baseline, columns: ReadonlySet<string>, style: RowStyle): void {
    for (const { side } of this.#sides) this.#draw(side, table, baseline, style, ({ column }) => column.header?.some((source) => columns.has(source)) === true, null);
  }

  /** Draws the bars of a column, given the greatest value in sight. */
  drawBars(column: string, largest: number): void {
    for (const { cells } of this.#sides) for (const cell of cells) if (cell.column.name === column) cell.drawBar(largest);
  }

  /** Marks where the row stands: in the money for calls or puts, at the money, max pain, chosen. */
  mark(forward: number | null, atm: boolean, maxPain: boolean, chosen: Side | null): void {
    setAttribute(this.row, "data-money", forward === null || forward === this.strike ? null : this.strike < forward ? "call" : "put");
    setAttribute(this.row, "data-atm", atm ? "" : null);
    setAttribute(this.#heading, "data-atm", atm ? "" : null);
    setAttribute(this.#heading, "data-max-pain", maxPain ? "" : null);
    setAttribute(this.row, "data-chosen", chosen);
  }

  #cellsOf(side: Side): HTMLElement[] {
    return this.#sides.find((shown) => shown.side === side)?.cells.map((cell) => cell.cell) ?? [];
  }

  #draw(side: Side, table: LiveTable, baseline: Baseline, style: RowStyle, which: (cell: LegCell) => boolean, flashes: Flashes | null): void {
    const shown = this.#sides.find((candidate) => candidate.side === side);
    if (shown === undefined) return;
    const key = legKey(this.strike, side);
    const facts = { strike: this.strike, right: side, leg: table.rows.get(key), header: table.header, before: baseline.of(key, table) };
    for (const cell of shown.cells) if (which(cell)) cell.draw(facts, style, flashes);
  }
}
