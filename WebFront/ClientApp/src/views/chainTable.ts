import type { ChangeSet } from "../model/changeSet";
import { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { forwardSourceReason } from "../model/reasons";
import { lowerBound, nearestStrike, strikeWindow, type StrikeWindow } from "../model/strikes";
import { type ChainLayout, numberIn, type Side } from "./chainColumns";
import { ChainFrame } from "./chainFrame";
import { element, LiveText, setAttribute } from "./dom";
import { Flashes } from "./flashes";
import { type RowStyle, StrikeRow } from "./strikeRow";

/** Header columns that move the marks, the line of the forward or the window. */
const PLACING = ["forward", "forwardSource", "atmStrike", "maxPain"];

export interface ChainOptions {
  readonly format: NumberFormat;
  readonly priceDigits: number;
  /** Strikes shown on each side of the money; 0 is all. */
  readonly strikes: number;
  readonly layout: ChainLayout;
}

/** The chain: calls left, strikes in the middle, puts right. Redraws changed cells only; rows outside the window are kept but not drawn. */
export class ChainTable {
  readonly scroller: HTMLElement;
  readonly #element = element("table", { class: "chain" });
  readonly #body = element("tbody");
  readonly #flashes = new Flashes();
  readonly #forwardText = new LiveText();
  readonly #forwardCell: HTMLTableCellElement;
  readonly #forwardRow: HTMLTableRowElement;
  readonly #rows = new Map<number, StrikeRow>();
  #options: ChainOptions = { format: new NumberFormat("indian"), priceDigits: 2, strikes: 15, layout: { sides: ["call", "put"], full: true } };
  #frame = new ChainFrame(this.#options.layout, this.#body);
  #strikes: readonly number[] = [];
  #window: StrikeWindow | null = null;
  #table: LiveTable | null = null;
  #barScale = 0;

  constructor() {
    this.#forwardCell = element("td", {}, element("span", { class: "pill" }, this.#forwardText.node));
    this.#forwardRow = element("tr", { class: "forward", "aria-hidden": "true" }, this.#forwardCell);
    this.scroller = element("div", { class: "chain-scroller", tabindex: "0", role: "region", "aria-label": "Option chain" }, this.#element);
    this.#build();
  }

  get table(): LiveTable | null {
    return this.#table;
  }

  /** Takes over how numbers are written, how many strikes are shown and how the chain is laid out. Only a new layout is built anew. */
  configure(options: ChainOptions): void {
    const before = this.#options;
    this.#options = options;
    const sameLayout = before.layout.full === options.layout.full && before.layout.sides.join() === options.layout.sides.join();
    if (!sameLayout) this.#build();
    if (this.#table === null) return;
    this.#drawWhole(this.#table);
    if (!sameLayout || before.strikes !== options.strikes) this.centre();
  }

  /** Shows no chain. */
  clear(): void {
    this.#table = null;
    this.#setStrikes([]);
  }

  draw(table: LiveTable, changes: ChangeSet): void {
    if (table !== this.#table) {
      this.#open(table);
      return;
    }

    if (changes.whole || !this.#drawRows(table, changes)) {
      this.#drawWhole(table);
      return;
    }

    if (PLACING.some((column) => changes.header.has(column))) this.#place(table);
    if (changes.header.size > 0) this.#frame.drawTotals(table, this.#options.format);
  }

  /** Brings the money to the middle of what is seen, and the numbers next to the strike into sight. */
  centre(): void {
    const row = this.#forwardRow.parentNode !== null ? this.#forwardRow : this.#element.querySelector<HTMLElement>("tr[data-atm]");
    if (row !== null) this.scroller.scrollTop = row.offsetTop + row.offsetHeight / 2 - this.scroller.clientHeight / 2;
    const sides: readonly Side[] = this.#options.layout.sides;
    if (sides.length === 1) this.scroller.scrollLeft = sides[0] === "call" ? this.scroller.scrollWidth : 0;
  }

  #build(): void {
    this.#frame = new ChainFrame(this.#options.layout, this.#body);
    this.#forwardCell.colSpan = this.#frame.columns;
    const caption = element("caption", { class: "hidden" }, "Option chain: calls on the left, strikes in the middle, puts on the right");
    this.#element.replaceChildren(caption, ...this.#frame.parts);
    this.#element.dataset["sides"] = this.#options.layout.sides.join(" ");
    this.#setStrikes([]);
  }

  #open(table: LiveTable): void {
    this.#table = table;
    this.#window = null;
    this.#drawWhole(table);
    this.centre();
  }

  /** False when a strike came that has no row yet. */
  #drawRows(table: LiveTable, changes: ChangeSet): boolean {
    let oiMoved = false;
    const style = this.#style();
    for (const [key, columns] of changes.rows) {
      const colon = key.indexOf(":");
      const row = this.#rows.get(Number(key.slice(0, colon)));
      if (row === undefined) return false;
      oiMoved ||= columns.has("oi");
      if (!row.row.hidden) row.drawChanged(table, key.slice(colon + 1) as Side, columns, style, this.#flashes);
    }

    if (oiMoved) this.#drawBars(table);
    return true;
  }

  #drawWhole(table: LiveTable): void {
    const strikes = new Set<number>();
    for (const leg of table.rows.values()) strikes.add(leg["strike"] as number);
    this.#setStrikes([...strikes].sort((a, b) => a - b));
    this.#place(table);
    const style = this.#style();
    for (const row of this.#rows.values()) if (!row.row.hidden) row.drawAll(table, style);
    this.#drawBars(table);
    this.#frame.drawTotals(table, this.#options.format);
  }

  #style(): RowStyle {
    const { format, priceDigits } = this.#options;
    return { format, priceDigits, strikeDigits: this.#strikes.every(Number.isInteger) ? 0 : 2 };
  }

  #setStrikes(strikes: readonly number[]): void {
    if (strikes.length === this.#strikes.length && strikes.every((strike, i) => strike === this.#strikes[i])) {
      if (strikes.length > 0) return;
    }

    this.#forwardRow.remove();
    this.#rows.clear();
    for (const strike of strikes) {
      const row = new StrikeRow(strike, this.#options.layout);
      row.row.hidden = true;
      this.#rows.set(strike, row);
    }

    this.#body.replaceChildren(...Array.from(this.#rows.values(), (row) => row.row));
    this.#strikes = strikes;
    this.#window = null;
  }

  /** Puts the window, the line of the forward and the marks where the market is. */
  #place(table: LiveTable): void {
    const forward = numberIn(table.header, "forward");
    const atm = numberIn(table.header, "atmStrike");
    const each = this.#options.strikes === 0 ? Infinity : this.#options.strikes;
    const window = strikeWindow(this.#strikes, atm ?? forward, each, this.#window);
    if (window !== this.#window) this.#showWindow(table, window);
    const maxPain = numberIn(table.header, "maxPain");
    const atmStrike = atm === null ? null : this.#strikes[nearestStrike(this.#strikes, atm)];
    for (const row of this.#shownRows()) row.mark(forward, row.strike === atmStrike, row.strike === maxPain);
    this.#placeForward(table, forward);
  }

  /** Shows the rows of a window. Rows that come or go above what is read must not move it. */
  #showWindow(table: LiveTable, window: StrikeWindow): void {
    const still = this.#window === null ? undefined : this.#strikes[Math.max(window.from, this.#window.from)];
    const anchor = still === undefined ? null : this.#rows.get(still)!.row;
    const before = anchor?.offsetTop ?? 0;
    this.#window = window;
    const style = this.#style();
    this.#strikes.forEach((strike, i) => {
      const row = this.#rows.get(strike)!;
      const hidden = i < window.from || i >= window.to;
      if (row.row.hidden === hidden) return;
      row.row.hidden = hidden;
      if (!hidden) row.drawAll(table, style);
    });
    if (anchor !== null) this.scroller.scrollTop += anchor.offsetTop - before;
    this.#barScale = 0;
    this.#drawBars(table);
  }

  /** The line between the strikes below the forward and those above it. */
  #placeForward(table: LiveTable, forward: number | null): void {
    if (forward === null || this.#strikes.length === 0) {
      this.#forwardRow.remove();
      return;
    }

    const above = this.#strikes[lowerBound(this.#strikes, forward)];
    const next = above === undefined ? null : this.#rows.get(above)!.row;
    if (this.#forwardRow.parentNode !== this.#body || this.#forwardRow.nextSibling !== next) this.#body.insertBefore(this.#forwardRow, next);
    this.#forwardText.set(`Forward ${this.#options.format.grouped(forward, 2)}`);
    setAttribute(this.#forwardRow, "title", `Forward ${forwardSourceReason(table.header["forwardSource"])}`);
  }

  *#shownRows(): Iterable<StrikeRow> {
    if (this.#window === null) return;
    for (let i = this.#window.from; i < this.#window.to; i++) yield this.#rows.get(this.#strikes[i]!)!;
  }

  /** Bars are measured by the largest OI in sight. The scale follows only what the eye sees, so that one busy leg does not move every bar. */
  #drawBars(table: LiveTable): void {
    let largest = 0;
    for (const { strike } of this.#shownRows()) {
      for (const side of this.#options.layout.sides) largest = Math.max(largest, numberIn(table.rows.get(legKey(strike, side)), "oi") ?? 0);
    }

    if (largest > this.#barScale || largest < 0.97 * this.#barScale) this.#barScale = largest;
    for (const row of this.#shownRows()) row.drawBars(this.#barScale);
  }
}
