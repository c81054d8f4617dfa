import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { type ChainColumn, type ChainLayout, columnsOfSide, numberIn, type Side, STRIKE_WIDTH } from "./chainColumns";
import { element, LiveText } from "./dom";
import { explain } from "./explain";

const TOTALS: Readonly<Record<string, string>> = { oi: "Oi", oiChange: "OiChange", volume: "Volume" };

/** What stands around the rows of a chain: widths, headings, and the sums over the whole chain at the foot. */
export class ChainFrame {
  readonly parts: readonly HTMLElement[];
  readonly columns: number;
  /** Least width at which nothing is cut off. */
  readonly width: number;
  readonly #totals = new Map<string, LiveText>();

  constructor(layout: ChainLayout, body: HTMLElement) {
    const of = (side: Side): readonly ChainColumn[] => (layout.sides.includes(side) ? columnsOfSide(side, layout.columns) : []);
    const calls = of("call");
    const puts = of("put");
    this.columns = calls.length + 1 + puts.length;
    this.width = [...calls, ...puts].reduce((sum, { width }) => sum + width, STRIKE_WIDTH);
    this.parts = [widths(calls, puts, layout.sides.length > 1), heading(calls, puts), body, this.#foot(calls, puts)];
  }

  /** Heading and foot together: what covers the rows. */
  get height(): number {
    return this.parts[1]!.offsetHeight + this.parts[3]!.offsetHeight;
  }

  drawTotals(table: LiveTable, format: NumberFormat): void {
    for (const [name, text] of this.#totals) {
      const value = numberIn(table.header, name);
      text.set(name.endsWith("OiChange") ? format.signedCompact(value) : format.compact(value));
    }
  }

  #foot(calls: readonly ChainColumn[], puts: readonly ChainColumn[]): HTMLElement {
    const cells = (side: Side, columns: readonly ChainColumn[]): HTMLElement[] => columns.map((column) => this.#total(side, column));
    const title = element("th", { scope: "row", class: "strike", title: "Sums over all strikes of the chain" }, "Total");
    return element("tfoot", {}, element("tr", {}, ...cells("call", calls), title, ...cells("put", puts)));
  }

  #total(side: Side, column: ChainColumn): HTMLElement {
    const cell = element("td", { "data-side": side });
    const suffix = TOTALS[column.name];
    if (suffix === undefined) return cell;
    const text = new LiveText();
    this.#totals.set(side + suffix, text);
    cell.dataset["total"] = side + suffix;
    cell.append(text.node);
    return cell;
  }
}

function widths(calls: readonly ChainColumn[], puts: readonly ChainColumn[], both: boolean): HTMLElement {
  const column = (name: string, width: number): HTMLElement => {
    const created = element("col");
    // Where there is room to spare most of it goes to the bars.
    if (name !== "oi") created.style.width = `${width}px`;
    else created.style.width = both ? `clamp(${width}px, ${width}px + (100vw - 1280px) * 0.25, ${width * 2}px)` : `${width * 1.25}px`;
    return created;
  };
  const side = (columns: readonly ChainColumn[]): HTMLElement[] => columns.map(({ name, width }) => column(name, width));
  return element("colgroup", {}, ...side(calls), column("strike", STRIKE_WIDTH), ...side(puts));
}

function heading(calls: readonly ChainColumn[], puts: readonly ChainColumn[]): HTMLElement {
  const names = (side: Side, columns: readonly ChainColumn[]): HTMLElement[] =>
    columns.map((column) => {
      // One side's headings are enough to come by with the tab key.
      const reached = column.section !== undefined && (side === "call" || calls.length === 0);
      const head = element("th", { scope: "col", "data-side": side, "data-column": column.name, ...(reached && { tabindex: "0" }) }, column.label);
      explain(head, column.explanation, column.section);
      return head;
    });
  const group = (side: Side, columns: readonly ChainColumn[]): HTMLElement[] =>
    columns.length === 0
      ? []
      : [element("th", { scope: "colgroup", colspan: String(columns.length), class: `group ${side}` }, side === "call" ? "Calls" : "Puts")];
  return element(
    "thead",
    {},
    element("tr", { class: "groups" }, ...group("call", calls), element("td", { class: "strike" }), ...group("put", puts)),
    element("tr", { class: "columns" }, ...names("call", calls), element("th", { scope: "col", class: "strike" }, "Strike"), ...names("put", puts)),
  );
}
