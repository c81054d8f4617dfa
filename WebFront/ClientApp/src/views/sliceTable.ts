import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { numberOf } from "../model/profile";
import { smileReason } from "../model/reasons";
import { type SurfaceMesh } from "../model/surface";
import { expiryDate } from "../model/time";
import { element } from "./dom";

/** The numbers of a surface: for each expiry its volatilities along the moneyness shown, and its skew. */
export class SliceTable {
  readonly #head = element("tr");
  readonly #body = element("tbody");
  readonly element = element("section", { class: "figures slices" }, element("h2", {}, "The surface in numbers, IV %"), element("div", { class: "slices-scroller", tabindex: "0", role: "group", "aria-label": "The surface in numbers" }, element("table", {}, element("thead", {}, this.#head), this.#body)));
  #shown = "";

  draw(table: LiveTable | null, mesh: SurfaceMesh | null, current: string | null, title: (x: number) => string, format: NumberFormat): void {
    const expiries = [...(table?.rows.keys() ?? [])].sort();
    const columns = mesh === null ? [] : [0, 10, 20, 30, 40];
    const head = ["Expiry", ...columns.map((column) => title(mesh!.columns[column]!)), "RR 25Δ", "Fly 25Δ"];
    const rows = expiries.map((expiry) => {
      const row = table!.rows.get(expiry)!;
      const at = mesh?.rows.findIndex((each) => each.expiry === expiry) ?? -1;
      const points = (column: string): string => format.signed(timesHundred(numberOf(row, column)), 2);
      return { expiry, reason: smileReason(row["status"]), cells: [...columns.map((column) => format.plain(at < 0 ? null : mesh!.iv[at]![column]!, 2)), points("riskReversal25"), points("butterfly25")] };
    });
    const key = JSON.stringify([head, rows, current]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#head.replaceChildren(...head.map((text) => element("th", { scope: "col" }, text)));
    this.#body.replaceChildren(
      ...rows.map(({ expiry, reason, cells }) =>
        element(
          "tr",
          { "data-slice": expiry, ...(reason !== "" && { title: `None: ${reason}` }), ...(expiry === current && { "aria-current": "true" }) },
          element("th", { scope: "row" }, expiryDate(expiry, expiries[0]!.slice(0, 4))),
          ...cells.map((text) => element("td", {}, text)),
        ),
      ),
    );
  }
}

function timesHundred(value: number | null): number | null {
  return value === null ? null : value * 100;
}
