import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { numberIn, type Side } from "./chainColumns";
import type { ColumnPlace, ColumnPlaces } from "./columnPlaces";
import { element, LiveText } from "./dom";
import { explain } from "./explain";

const TOTALS: Readonly<Record<string, string>> = { oi: "Oi", oiChange: "OiChange", volume: "Volume" };

/** What stands around the rows of a chain: headings, and the sums over the whole chain at the foot. */
export class ChainFrame {
  readonly parts: readonly HTMLElement[];
  readonly #totals = new Map<string, LiveText>();

  constructor(places: ColumnPlaces, body: HTMLElement) {
    this.parts = [heading(places), body, this.#foot(places)];
  }

  /** Heading and foot together: what covers the rows. */
  get height(): number {
    return this.parts[0]!.offsetHeight + this.parts[2]!.offsetHeight;
  }

  drawTotals(table: LiveTable, format: NumberFormat): void {
    for (const [name, text] of this.#totals) {
      const value = numberIn(table.header, name);
      text.set(name.endsWith("OiChange") ? format.signedCompact(value) : format.compact(value));
    }
  }

  #foot({ calls, puts }: ColumnPlaces): HTMLElement {
    const title = element("th", { role: "rowheader", scope: "row", class: "strike", title: "Sums over all strikes of the chain" }, "Total");
    const row = element("tr", { role: "row" }, ...calls.map((place) => this.#total(place)), title, ...puts.map((place) => this.#total(place)));
    return element("tfoot", { role: "rowgroup" }, row);
  }

  #total(place: ColumnPlace): HTMLElement {
    const cell = element("td", { role: "cell", "data-side": place.side });
    cell.style.width = place.width;
    const suffix = TOTALS[place.column.name];
    if (suffix === undefined) return cell;
    const text = new LiveText();
    this.#totals.set(place.side + suffix, text);
    cell.dataset["total"] = place.side + suffix;
    cell.append(text.node);
    return cell;
  }
}

function heading({ calls, puts }: ColumnPlaces): HTMLElement {
  const names = (places: readonly ColumnPlace[]): HTMLElement[] =>
    places.map((place) => {
      const { column, side } = place;
      // One side's headings are enough to come by with the tab key.
      const reached = column.section !== undefined && (side === "call" || calls.length === 0);
      const head = element("th", { role: "columnheader", scope: "col", "data-side": side, "data-column": column.name, ...(reached && { tabindex: "0" }) }, column.label);
      head.style.width = place.width;
      explain(head, column.explanation, column.section);
      return head;
    });
  const group = (side: Side, places: readonly ColumnPlace[]): HTMLElement[] => {
    if (places.length === 0) return [];
    const head = element("th", { role: "columnheader", scope: "colgroup", "aria-colspan": String(places.length), class: `group ${side}` }, side === "call" ? "Calls" : "Puts");
    head.style.width = `calc(${places.map(({ width }) => width).join(" + ")})`;
    return [head];
  };
  return element(
    "thead",
    { role: "rowgroup" },
    element("tr", { role: "row", class: "groups" }, ...group("call", calls), element("td", { role: "cell", class: "strike" }), ...group("put", puts)),
    element("tr", { role: "row", class: "columns" }, ...names(calls), element("th", { role: "columnheader", scope: "col", class: "strike" }, "Strike"), ...names(puts)),
  );
}
