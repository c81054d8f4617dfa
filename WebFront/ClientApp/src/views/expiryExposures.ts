import type { LiveTable } from "../model/liveTable";
import { numberOf } from "../model/profile";
import { exposureReason } from "../model/reasons";
import { expiryDate } from "../model/time";
import { element } from "./dom";
import type { ViewContext } from "./marketView";

/** A product's gamma exposure and flip: each expiry's, and of all together. */
export class ExpiryExposures {
  readonly #body = element("tbody");
  readonly #foot = element("tfoot");
  readonly element: HTMLElement;
  #shown = "";

  constructor() {
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, "Expiry"),
      element("th", { scope: "col", title: "Gamma exposure, currency per 1 % move of the underlying; calls plus, puts minus" }, "GEX"),
      element("th", { scope: "col", title: "The level at which gamma changes sign" }, "Flip"),
    );
    this.element = element("section", { class: "figures" }, element("h2", {}, "All expiries"), element("table", {}, element("thead", {}, head), this.#body, this.#foot));
  }

  draw(table: LiveTable | null, current: string, { format }: ViewContext): void {
    const expiries = table === null ? [] : [...table.rows.keys()].sort();
    const line = (name: string, cells: readonly [string, string, string]): HTMLElement =>
      element("tr", { "data-row": name, ...(name === current && { "aria-current": "true" }) }, element("th", { scope: "row" }, cells[0]), element("td", { "data-cell": "gamma" }, cells[1]), element("td", { "data-cell": "flip" }, cells[2]));
    const rows = expiries.map((expiry) => {
      const row = table!.rows.get(expiry)!;
      return [expiry, [expiryDate(expiry, expiries[0]!.slice(0, 4)), format.signedCompact(numberOf(row, "gamma")), format.grouped(numberOf(row, "flip"), 0)], exposureReason(row["status"])] as const;
    });
    const sum = ["All", format.signedCompact(numberOf(table?.header, "gamma")), format.grouped(numberOf(table?.header, "flip"), 0)] as const;
    const key = JSON.stringify([rows, sum, current]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#body.replaceChildren(
      ...rows.map(([expiry, cells, reason]) => {
        const created = line(expiry, cells as [string, string, string]);
        if (reason !== "") created.title = `None: ${reason}`;
        return created;
      }),
    );
    this.#foot.replaceChildren(line("all", sum as unknown as [string, string, string]));
  }
}
