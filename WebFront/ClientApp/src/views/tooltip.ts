import type { NumberFormat } from "../model/format";
import { legKey, type LiveTable } from "../model/liveTable";
import { reasonForNone, volatilityReason } from "../model/reasons";
import type { VenueClock } from "../model/time";
import type { Baseline } from "../model/baseline";
import { type ChainColumn, columnNamed, numberIn, type Side, valueOf } from "./chainColumns";
import { element } from "./dom";

export interface TooltipSource {
  readonly chain: LiveTable;
  readonly baseline: Baseline;
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

    const lines = describe(source, strike, cell.dataset["side"] as Side, columnNamed(cell.dataset["column"]!));
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

function describe({ chain, baseline, format, clock }: TooltipSource, strike: number, side: Side, column: ChainColumn): string[] {
  const key = legKey(strike, side);
  const leg = chain.rows.get(key) ?? {};
  const value = valueOf(column, { strike, right: side, leg, header: chain.header, before: baseline.of(key, chain) });
  const lines = [`${format.grouped(strike, Number.isInteger(strike) ? 0 : 2)} ${side}: ${column.label.replace(" %", "")}`];
  if (value === null) lines.push(`None: ${reasonForNone(column.name, leg)}`);
  else lines.push(column.exact(format, value), ...details(chain, leg, column.name, value, format));
  if (column.name === "buildUp") {
    const { time, ofDay } = baseline.since(key);
    const since = clock.parts(time);
    lines.push(`Since ${ofDay ? "the day's first record" : "this page opened the chain"}${since === null ? "" : `, ${since.time} ${since.zone}`}`);
  }

  const updated = clock.parts(leg["updated"]);
  if (updated !== null) lines.push(`Leg updated ${updated.time} ${updated.zone}`);
  return lines;
}

function details(table: LiveTable, leg: Record<string, unknown>, name: string, value: number, format: NumberFormat): string[] {
  switch (name) {
    case "oi":
    case "oiChange":
    case "volume": {
      const lot = numberIn(table.header, "lotSize");
      return lot !== null && lot > 0 ? [`${format.grouped(value / lot, 0)} lots of ${format.grouped(lot, 0)}`] : [];
    }
    case "iv": {
      const from = leg["priceSource"] === "last" ? "from the last trade: no two-sided quote" : "from the mid of bid and ask";
      const status = leg["ivStatus"];
      return [from, ...(status === "ok" || status === undefined ? [] : [volatilityReason(leg as never)])];
    }
    default:
      return [];
  }
}
