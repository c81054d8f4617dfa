import type { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { reasonForNone, volatilityReason } from "../model/reasons";
import type { VenueClock } from "../model/time";
import { CHAIN_COLUMNS, numberIn, type Side } from "./chainColumns";
import { element } from "./dom";

export interface TooltipSource {
  readonly chain: LiveTable;
  readonly format: NumberFormat;
  readonly clock: VenueClock;
}

/** Tells about the number under the pointer: its full digits, where it comes from, or why there is none. */
export class Tooltip {
  readonly element = element("div", { class: "tooltip", role: "tooltip", hidden: "" });

  constructor(
    scroller: HTMLElement,
    readonly source: () => TooltipSource | null,
  ) {
    scroller.addEventListener("pointerover", (event) => this.#show(event.target));
    scroller.addEventListener("pointerleave", () => this.hide());
    scroller.addEventListener("scroll", () => this.hide(), { passive: true });
  }

  hide(): void {
    this.element.hidden = true;
  }

  #show(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>("tbody td[data-column]") : null;
    const strike = Number(cell?.closest<HTMLElement>("tr")?.dataset["strike"]);
    const source = this.source();
    if (cell === null || source === null || !Number.isFinite(strike)) {
      this.hide();
      return;
    }

    const { chain, format, clock } = source;
    const lines = describe(chain, strike, cell.dataset["side"] as Side, cell.dataset["column"]!, format, clock);
    this.element.replaceChildren(...lines.map((line, i) => element(i === 0 ? "b" : "span", {}, line)));
    this.element.hidden = false;
    const at = cell.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    const left = Math.min(Math.max(4, at.left + at.width / 2 - box.width / 2), innerWidth - box.width - 4);
    const above = at.top - box.height - 4;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${above > 0 ? above : at.bottom + 4}px`;
  }
}

function describe(table: LiveTable, strike: number, side: Side, name: string, format: NumberFormat, clock: VenueClock): string[] {
  const leg = table.rows.get(legKey(strike, side)) ?? {};
  const column = CHAIN_COLUMNS.find((candidate) => candidate.name === name)!;
  const value = numberIn(leg, name);
  const lines = [`${format.grouped(strike, Number.isInteger(strike) ? 0 : 2)} ${side}: ${column.label.replace(" %", "")}`];
  if (value === null) lines.push(`None: ${reasonForNone(name, leg)}`);
  else lines.push(...details(table, leg, name, value, format));
  const updated = clock.parts(leg["updated"]);
  if (updated !== null) lines.push(`Leg updated ${updated.time} ${updated.zone}`);
  return lines;
}

function details(table: LiveTable, leg: Record<string, unknown>, name: string, value: number, format: NumberFormat): string[] {
  const lot = numberIn(table.header, "lotSize");
  switch (name) {
    case "oi":
    case "oiChange":
    case "volume": {
      const units = `${name === "oiChange" ? format.signed(value, 0) : format.grouped(value, 0)} units`;
      return lot !== null && lot > 0 ? [units, `${format.grouped(value / lot, 0)} lots of ${format.grouped(lot, 0)}`] : [units];
    }
    case "iv": {
      const from = leg["priceSource"] === "last" ? "from the last trade: no two-sided quote" : "from the mid of bid and ask";
      const status = leg["ivStatus"];
      return [`${format.percent(value, 3)} % a year`, from, ...(status === "ok" || status === undefined ? [] : [volatilityReason(leg as never)])];
    }
    case "theta":
      return [`${format.plain(value, 3)} per calendar day`];
    case "vega":
      return [`${format.plain(value, 3)} per percentage point`];
    case "gamma":
      return [`${format.plain(value, 7)} per point`];
    case "delta":
      return [format.plain(value, 4)];
    default:
      return [format.grouped(value, 2)];
  }
}
