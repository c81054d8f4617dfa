import type { Side } from "./chainColumns";
import type { ColumnPlaces } from "./columnPlaces";
import { element } from "./dom";

/** The cells of one strike, without numbers. A chain that is opened needs thousands of them at once: copies are made several times as fast as cells one by one. */
export class RowTemplate {
  readonly #row: HTMLTableRowElement;

  constructor(readonly places: ColumnPlaces) {
    const strike = element("th", { role: "rowheader", scope: "row", class: "strike" }, "");
    this.#row = element("tr", { role: "row" }, ...this.#cells("call"), strike, ...this.#cells("put"));
  }

  /** A row: calls, the strike, puts; each cell with one empty text. */
  copy(): HTMLTableRowElement {
    return this.#row.cloneNode(true) as HTMLTableRowElement;
  }

  #cells(side: Side): HTMLElement[] {
    return this.places.of(side).map(({ column, width }) => {
      const cell = element("td", { role: "cell", "data-column": column.name, "data-side": side }, "");
      cell.style.width = width;
      if (column.bar !== undefined) cell.dataset["bar"] = column.bar;
      return cell;
    });
  }
}
