import type { Baseline } from "../model/baseline";
import type { ChangeSet } from "../model/changeSet";
import type { ChosenLeg } from "../model/chosenLeg";
import { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { forwardSourceReason } from "../model/reasons";
import { grownRange, rowRange } from "../model/rowRange";
import { lowerBound, nearestStrike, strikeWindow, type StrikeWindow } from "../model/strikes";
import { ChainBands } from "./chainBands";
import { ChainBars } from "./chainBars";
import { ChainBody, FORWARD_HEIGHT } from "./chainBody";
import { type ChainLayout, chosenColumns, numberIn, type Side } from "./chainColumns";
import { ChainFrame } from "./chainFrame";
import { ColumnPlaces } from "./columnPlaces";
import { element, setAttribute } from "./dom";
import { Flashes } from "./flashes";
import { FrameScheduler } from "./frame";
import { RowTemplate } from "./rowTemplate";
import { type RowStyle, StrikeRow } from "./strikeRow";

/** Header columns that move the marks, the line of the forward or the window. */
const PLACING = ["forward", "forwardSource", "atmStrike", "maxPain"];

/** How often the sums are drawn while rows wait. */
const TOTALS_EVERY_MS = 500;

/** Rows of a chain just opened that are made in one frame: all that a usual screen shows. */
const ROWS_PER_FRAME = 32;

export interface ChainOptions {
  readonly format: NumberFormat;
  readonly priceDigits: number;
  /** Strikes shown on each side of the money; 0 is all. */
  readonly strikes: number;
  readonly layout: ChainLayout;
  /** Height of a row in pixels. */
  readonly rowHeight: number;
}

/**
 * The chain: calls left, strikes in the middle, puts right. Redraws changed cells only. Of the strikes in its window there are rows in the document only for those in sight and a few beyond, whatever their number:
 * rows are all of one height, and spacers stand for the others. Rows are boxes of their own, their cells of settled widths (`ColumnPlaces`): a number that changes has its row laid out again and nothing else.
 */
export class ChainTable {
  readonly scroller: HTMLElement;
  readonly #element = element("table", { class: "chain", role: "table" });
  readonly #body = new ChainBody();
  readonly #bars = new ChainBars();
  readonly #late = new ChainBands();
  readonly #flashes = new Flashes(() => this.#late.empty);
  readonly #scrolled = new FrameScheduler(() => this.#onScrolled());
  readonly #rows = new Map<number, StrikeRow>();
  #options: ChainOptions = { format: new NumberFormat("indian"), priceDigits: 2, strikes: 15, layout: { sides: ["call", "put"], columns: chosenColumns("", true) }, rowHeight: 25 };
  #places = new ColumnPlaces(this.#options.layout);
  #template = new RowTemplate(this.#places);
  #frame = new ChainFrame(this.#places, this.#body.element);
  #strikes: readonly number[] = [];
  #window: StrikeWindow = { from: 0, to: 0 };
  #drawn: StrikeWindow = { from: 0, to: 0 };
  /** Whether it was opened just now and rows that are in sight are still to come. */
  #opening = false;
  #forwardAt: number | null = null;
  /** Where the line of the forward was drawn. */
  #lineAt: number | null = null;
  /** How far it is scrolled, and what is seen of the rows between heading and sums, in pixels. */
  #top = 0;
  #seen = 0;
  #table: LiveTable | null = null;
  #baseline: Baseline | null = null;
  #chosen: ChosenLeg | null = null;
  #placeDue = false;
  #totalsDue = false;
  #totalsAt = 0;
  /** Columns of the chain's header that numbers of the rows are taken from. */
  #fromHeader: readonly string[] = [];

  constructor() {
    this.scroller = element("div", { class: "chain-scroller", tabindex: "0", role: "region", "aria-label": "Option chain" }, this.#element);
    this.scroller.addEventListener("scroll", () => this.#scrolled.request(), { passive: true });
    new ResizeObserver(() => this.#scrolled.request()).observe(this.scroller);
    this.#build();
  }

  get table(): LiveTable | null {
    return this.#table;
  }

  get baseline(): Baseline | null {
    return this.#baseline;
  }

  get strikes(): readonly number[] {
    return this.#strikes;
  }

  /** Whether all that changed is drawn; when not, it wants to be drawn again. */
  get settled(): boolean {
    return this.#late.empty && !this.#opening && !this.#placeDue && !this.#totalsDue;
  }

  /** Takes over how numbers are written, how many strikes are shown and how the chain is laid out. Only a new layout is built anew. */
  configure(options: ChainOptions): void {
    const before = this.#options;
    this.#options = options;
    const key = ({ layout }: ChainOptions): string => `${layout.sides.join()} ${layout.columns.map(({ name }) => name).join()}`;
    const sameLayout = key(before) === key(options);
    if (!sameLayout) this.#build();
    this.#element.style.setProperty("--row", `${options.rowHeight}px`);
    if (this.#table === null) return;
    this.#drawWhole(this.#table);
    if (!sameLayout || before.strikes !== options.strikes || before.rowHeight !== options.rowHeight) this.centre();
  }

  /** Shows no chain. */
  clear(): void {
    this.#table = null;
    this.#opening = false;
    this.#placeDue = false;
    this.#totalsDue = false;
    this.#setStrikes([]);
  }

  /** Draws a chain, its build-up told from `baseline`. */
  draw(table: LiveTable, changes: ChangeSet, baseline: Baseline): void {
    const another = this.#baseline !== baseline;
    this.#baseline = baseline;
    if (table !== this.#table) {
      this.#open(table);
      return;
    }

    if (another || changes.whole || !this.#takeNote(table, changes)) {
      this.#drawWhole(table);
      return;
    }

    if (changes.header.size > 0) {
      this.#placeDue ||= PLACING.some((column) => changes.header.has(column));
      this.#totalsDue = true;
    }

    this.#drawMore(table);
  }

  /** Draws more of what changed, or of the rows in sight, where one frame was not enough. */
  goOn(): void {
    if (this.#table === null) return;
    if (this.#opening) {
      this.#drawRange(this.#table);
      this.#mark(this.#table);
      return;
    }

    this.#drawMore(this.#table);
  }

  /** Brings the money to the middle of what is seen, and the numbers next to the strike into sight. */
  centre(): void {
    this.#measure();
    this.#scrollToMoney();
  }

  #scrollToMoney(): void {
    const at = this.#forwardAt ?? (this.#window.from + this.#window.to) / 2;
    this.#scrollTo(this.#offsetOf(at) + (this.#forwardAt === null ? 0 : FORWARD_HEIGHT / 2) - this.#seen / 2);
    const { sides } = this.#options.layout;
    if (sides.length === 1) this.scroller.scrollLeft = sides[0] === "call" ? this.scroller.scrollWidth : 0;
  }

  /** Marks a leg and brings it into sight; a strike outside the window stays unmarked. */
  choose(leg: ChosenLeg | null): void {
    this.#chosen = leg;
    if (this.#table === null) return;
    const at = leg === null ? -1 : this.#strikes.indexOf(leg.strike);
    if (at >= this.#window.from && at < this.#window.to) {
      const top = this.#offsetOf(at);
      if (top < this.#top) this.#scrollTo(top);
      else if (top + this.#options.rowHeight > this.#top + this.#seen) this.#scrollTo(top + this.#options.rowHeight - this.#seen);
    }

    this.#mark(this.#table);
  }

  #build(): void {
    const { layout } = this.#options;
    this.#places = new ColumnPlaces(layout);
    this.#template = new RowTemplate(this.#places);
    this.#frame = new ChainFrame(this.#places, this.#body.element);
    this.#fromHeader = [...new Set(layout.columns.flatMap(({ header }) => header ?? []))];
    const caption = element("caption", { class: "hidden" }, "Option chain: calls on the left, strikes in the middle, puts on the right");
    this.#element.replaceChildren(caption, ...this.#frame.parts);
    this.#element.dataset["sides"] = layout.sides.join(" ");
    this.#element.style.minWidth = `${this.#places.width}px`;
    this.#element.style.setProperty("--strike-width", this.#places.strike);
    this.#setStrikes([]);
  }

  #open(table: LiveTable): void {
    this.#table = table;
    this.#window = { from: 0, to: 0 };
    this.#opening = true;
    this.#measure();
    this.#drawWhole(table);
    this.#scrollToMoney();
  }

  /** Has what changed wait for its turn. False when a strike came that is not known yet. */
  #takeNote(table: LiveTable, changes: ChangeSet): boolean {
    const changed = new Set<string>();
    for (const [key, columns] of changes.rows) {
      const { strike } = legOf(key);
      const at = lowerBound(this.#strikes, strike);
      if (this.#strikes[at] !== strike) return false;
      for (const column of columns) changed.add(column);
      if (at >= this.#drawn.from && at < this.#drawn.to) this.#late.add(at, key, columns);
    }

    const moved = this.#fromHeader.filter((column) => changes.header.has(column));
    if (moved.length > 0) {
      for (let at = this.#drawn.from; at < this.#drawn.to; at++) for (const side of this.#options.layout.sides) this.#late.add(at, legKey(this.#strikes[at]!, side), moved);
    }

    this.#scaleBars(table, changed);
    return true;
  }

  /**
   * Draws what waits, or as much of it as a frame can hold. The browser puts the screen together anew for all that lies between two things that changed: while much waits, sums have a frame of their own, and the line of
   * the forward, the marks and the flashes go with the rows near them.
   */
  #drawMore(table: LiveTable): void {
    if (this.#late.crowded && this.#totalsDue && performance.now() - this.#totalsAt >= TOTALS_EVERY_MS) {
      this.#drawTotals(table);
      return;
    }

    const style = this.#style();
    const near = this.#late.draw(this.#forwardAt ?? -Infinity, (key, columns, flashes) => {
      const { strike, side } = legOf(key);
      this.#row(strike).drawLeg(table, this.#baseline!, side, columns, style, flashes ? this.#flashes : null);
    });
    if (near) this.#flashes.stepIfDue();
    if (this.#placeDue && near) this.#place(table);
    if (this.#totalsDue && this.#late.empty) this.#drawTotals(table);
  }

  #drawWhole(table: LiveTable): void {
    const strikes = new Set<number>();
    for (const leg of table.rows.values()) strikes.add(leg["strike"] as number);
    this.#setStrikes([...strikes].sort((a, b) => a - b));
    this.#drawn = { from: 0, to: 0 };
    this.#late.clear();
    this.#place(table);
    this.#drawTotals(table);
  }

  #drawTotals(table: LiveTable): void {
    this.#totalsDue = false;
    this.#totalsAt = performance.now();
    this.#frame.drawTotals(table, this.#options.format);
  }

  #style(): RowStyle {
    const { format, priceDigits } = this.#options;
    return { format, priceDigits, strikeDigits: this.#strikes.every(Number.isInteger) ? 0 : 2, bars: this.#bars.longest };
  }

  #setStrikes(strikes: readonly number[]): void {
    if (strikes.length > 0 && strikes.length === this.#strikes.length && strikes.every((strike, i) => strike === this.#strikes[i])) return;
    this.#rows.clear();
    this.#strikes = strikes;
    this.#window = { from: 0, to: 0 };
    this.#drawn = { from: 0, to: 0 };
    this.#bars.clear();
    this.#late.clear();
    setAttribute(this.#element, "aria-rowcount", String(strikes.length + 3));
    if (strikes.length === 0) this.#body.clear();
  }

  /** Puts the window, the line of the forward and the marks where the market is. Rows that come or go above what is read do not move it. */
  #place(table: LiveTable): void {
    this.#placeDue = false;
    const forward = numberIn(table.header, "forward");
    const atm = numberIn(table.header, "atmStrike");
    const each = this.#options.strikes === 0 ? Infinity : this.#options.strikes;
    const before = this.#window;
    const window = strikeWindow(this.#strikes, atm ?? forward, each, before.to === 0 ? null : before);
    const forwardAt = forward === null || this.#strikes.length === 0 ? null : Math.min(Math.max(lowerBound(this.#strikes, forward), window.from), window.to);
    const moved = before.to === 0 ? 0 : (before.from - window.from) * this.#options.rowHeight;
    if (window.from !== before.from || window.to !== before.to) this.#drawn = { from: 0, to: 0 };
    this.#window = window;
    this.#forwardAt = forwardAt;
    if (moved !== 0) this.#scrollTo(this.#top + moved);
    this.#body.sayForward(`Forward ${this.#options.format.grouped(forward, 2)}`, `Forward ${forwardSourceReason(table.header["forwardSource"])}`);
    this.#drawRange(table);
    this.#mark(table);
  }

  #mark(table: LiveTable): void {
    const forward = numberIn(table.header, "forward");
    const atm = numberIn(table.header, "atmStrike");
    const maxPain = numberIn(table.header, "maxPain");
    const atmStrike = atm === null ? null : this.#strikes[nearestStrike(this.#strikes, atm)];
    for (const row of this.#drawnRows()) row.mark(forward, row.strike === atmStrike, row.strike === maxPain, this.#chosen?.strike === row.strike ? this.#chosen.side : null);
  }

  #onScrolled(): void {
    if (this.#table === null) return;
    this.#measure();
    this.#drawRange(this.#table);
    this.#mark(this.#table);
  }

  /** Has the rows in sight, the line of the forward and the spacers in the document; draws the rows that come. */
  #drawRange(table: LiveTable): void {
    const { rowHeight } = this.#options;
    const before = this.#drawn;
    const wanted = rowRange(this.#window, this.#top, this.#seen, rowHeight);
    const range = this.#opening ? grownRange(before, wanted, this.#forwardAt ?? (wanted.from + wanted.to) / 2, ROWS_PER_FRAME) : wanted;
    this.#opening &&= range.from !== wanted.from || range.to !== wanted.to;
    const at = this.#forwardAt;
    if (range.from === before.from && range.to === before.to && at === this.#lineAt) return;
    this.#drawn = range;
    this.#lineAt = at;
    if (before.from !== range.from || before.to !== range.to) this.#scaleBars(table);
    const style = this.#style();
    this.#body.show(range, this.#window, at, rowHeight, (i) => {
      const row = this.#row(this.#strikes[i]!);
      if (i < before.from || i >= before.to) {
        row.drawAll(table, this.#baseline!, style);
        setAttribute(row.row, "aria-rowindex", String(i + 3));
      }

      return row.row;
    });
  }

  #row(strike: number): StrikeRow {
    let row = this.#rows.get(strike);
    if (row === undefined) this.#rows.set(strike, (row = new StrikeRow(strike, this.#template)));
    return row;
  }

  *#drawnRows(): Iterable<StrikeRow> {
    for (let i = this.#drawn.from; i < this.#drawn.to; i++) yield this.#row(this.#strikes[i]!);
  }

  /** Bars are measured by the largest value of the window: when that is another, all are drawn again. */
  #scaleBars(table: LiveTable, changed: ReadonlySet<string> | null = null): void {
    const strikes = this.#strikes.slice(this.#window.from, this.#window.to);
    for (const column of this.#bars.measure(table, strikes, this.#options.layout.sides, changed)) {
      for (const row of this.#drawnRows()) row.drawBars(column, this.#bars.longest.get(column)!);
    }
  }

  /** Asks the browser how far it is scrolled and how much is seen: not while drawing, where that would cost a layout. */
  #measure(): void {
    this.#top = this.scroller.scrollTop;
    this.#seen = Math.max(0, this.scroller.clientHeight - this.#frame.height);
  }

  /** Where a strike's row begins below the heading. */
  #offsetOf(index: number): number {
    return (index - this.#window.from) * this.#options.rowHeight + (this.#forwardAt !== null && index > this.#forwardAt ? FORWARD_HEIGHT : 0);
  }

  #scrollTo(wanted: number): void {
    const before = this.#top;
    const height = (this.#window.to - this.#window.from) * this.#options.rowHeight + (this.#forwardAt === null ? 0 : FORWARD_HEIGHT);
    const top = Math.max(0, Math.min(wanted, height - this.#seen));
    // The browser lays out all that was drawn so far to do it: not for nothing.
    if (Math.abs(top - before) >= 1) {
      this.scroller.scrollTop = top;
      this.#measure();
    }

    // Rows still to come wait for their frame.
    if (this.#table !== null && !(this.#opening && this.#top === before)) this.#drawRange(this.#table);
  }
}

function legOf(key: string): { readonly strike: number; readonly side: Side } {
  const colon = key.indexOf(":");
  return { strike: Number(key.slice(0, colon)), side: key.slice(colon + 1) as Side };
}
