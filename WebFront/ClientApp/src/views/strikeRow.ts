import type { Baseline } from "../model/baseline";
import type { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import type { Side } from "./chainColumns";
import type { ColumnPlace } from "./columnPlaces";
import { LiveText } from "./dom";
import type { Flashes } from "./flashes";
import { LegCell } from "./legCell";
import type { RowTemplate } from "./rowTemplate";

/** What the numbers of a row are written with. */
export interface RowStyle {
  readonly format: NumberFormat;
  readonly priceDigits: number;
  readonly strikeDigits: number;
  /** The longest bar's value, by column. */
  readonly bars: ReadonlyMap<string, number>;
}

interface SideCells {
  readonly side: Side;
  readonly key: string;
  readonly cells: readonly LegCell[];
}

/** One strike: the call's numbers, the strike, the put's numbers. */
export class StrikeRow {
  readonly row: HTMLTableRowElement;
  readonly #heading: HTMLElement;
  readonly #strikeText: LiveText;
  readonly #sides: readonly SideCells[];
  readonly #marks = new Map<string, string | null>();

  constructor(
    readonly strike: number,
    template: RowTemplate,
  ) {
    this.row = template.copy();
    this.row.dataset["strike"] = String(strike);
    const cells = [...this.row.children] as HTMLElement[];
    const { calls, puts } = template.places;
    const side = (name: Side, places: readonly ColumnPlace[], from: number): SideCells => ({ side: name, key: legKey(strike, name), cells: places.map(({ column }, i) => new LegCell(column, cells[from + i]!)) });
    this.#sides = [side("call", calls, 0), side("put", puts, calls.length + 1)];
    this.#heading = cells[calls.length]!;
    this.#strikeText = new LiveText(this.#heading.firstChild as Text);
  }

  /** Draws every number without flashes. */
  drawAll(table: LiveTable, baseline: Baseline, style: RowStyle): void {
    this.#strikeText.set(style.format.grouped(this.strike, style.strikeDigits));
    for (const shown of this.#sides) this.#draw(shown, table, baseline, style, null, null);
    for (const [column, largest] of style.bars) this.drawBars(column, largest);
  }

  /** Draws what changed with these columns of a leg or of the chain's header, with flashes where they are given. */
  drawLeg(table: LiveTable, baseline: Baseline, side: Side, columns: ReadonlySet<string>, style: RowStyle, flashes: Flashes | null): void {
    this.#draw(this.#sides[side === "call" ? 0 : 1]!, table, baseline, style, columns, flashes);
  }

  /** Draws the bars of a column, given the greatest value in sight. */
  drawBars(column: string, largest: number): void {
    for (const { cells } of this.#sides) for (const cell of cells) if (cell.column.name === column) cell.drawBar(largest);
  }

  /** Marks where the row stands: in the money for calls or puts, at the money, max pain, chosen. */
  mark(forward: number | null, atm: boolean, maxPain: boolean, chosen: Side | null): void {
    this.#mark(this.row, "data-money", forward === null || forward === this.strike ? null : this.strike < forward ? "call" : "put");
    this.#mark(this.row, "data-chosen", chosen);
    this.#mark(this.row, "data-atm", atm ? "" : null);
    this.#mark(this.#heading, "data-max-pain", maxPain ? "" : null);
  }

  /** Asked of every row whenever the money moves: the document is touched for what is other than it was. */
  #mark(target: Element, name: string, value: string | null): void {
    if ((this.#marks.get(name) ?? null) === value) return;
    this.#marks.set(name, value);
    if (value === null) target.removeAttribute(name);
    else target.setAttribute(name, value);
  }

  #draw(shown: SideCells, table: LiveTable, baseline: Baseline, style: RowStyle, columns: ReadonlySet<string> | null, flashes: Flashes | null): void {
    if (shown.cells.length === 0) return;
    const facts = { strike: this.strike, right: shown.side, leg: table.rows.get(shown.key), header: table.header, before: baseline.of(shown.key, table) };
    for (const cell of shown.cells) {
      if (columns !== null && !cell.isFrom(columns)) continue;
      cell.draw(facts, style, flashes);
      const largest = style.bars.get(cell.column.name);
      if (largest !== undefined) cell.drawBar(largest);
    }
  }
}
