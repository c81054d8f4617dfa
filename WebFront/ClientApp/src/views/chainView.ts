import type { RoomOptions } from "../connection";
import { type ChosenLeg, chosenLeg, withChosenLeg } from "../model/chosenLeg";
import type { Place } from "../model/place";
import type { Settings } from "../model/settings";
import { chosenColumns, type Side } from "./chainColumns";
import { chainOptions } from "./chainOptions";
import { ChainTable } from "./chainTable";
import { element } from "./dom";
import { LegPanel } from "./legPanel";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import { Tooltip } from "./tooltip";
import type { LegAction, ViewDefinition } from "./viewDefinition";

const ROW_HEIGHTS: Readonly<Record<Settings["density"], number>> = { compact: 21, normal: 25, relaxed: 31 };

/** Width of a window that has room for the usual columns beside a leg in full. */
const BESIDE = 1_600;

/** What a finger can hit. */
const TOUCH_HEIGHT = 30;

/** The chain's table, and the leg that is chosen in it. */
class ChainView implements MarketView {
  readonly element: HTMLElement;
  readonly #chain = new ChainTable();
  readonly #panel: LegPanel;
  #context: ViewContext | null = null;

  constructor(
    readonly host: ViewHost,
    actions: readonly LegAction[],
  ) {
    this.#panel = new LegPanel(
      host.rest,
      host.openings.recording,
      actions,
      (action, leg) => host.go(action.to(this.#context!.place, leg)),
      () => this.#choose(null),
    );
    const tooltip = new Tooltip(this.#chain.scroller, () => {
      const { table, baseline } = this.#chain;
      return this.#context === null || table === null || baseline === null ? null : { ...this.#context, chain: table, baseline };
    });
    this.#chain.scroller.addEventListener("click", (event) => this.#onClick(event));
    this.element = element("div", { class: "chain-view", "data-view": "chain", hidden: "" }, this.#chain.scroller, this.#panel.element, tooltip.element);
  }

  get settled(): boolean {
    return this.#chain.settled;
  }

  goOn(): void {
    this.#chain.goOn();
  }

  rooms(place: Place): readonly string[] {
    return place.expiry === null ? [] : [roomOf(place)];
  }

  options(place: Place, settings: Settings): RoomOptions {
    return chainOptions(place.params, settings);
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const table = context.table(roomOf(context.place));
    if (table === null) {
      this.#chain.clear();
      this.#panel.hide();
      return;
    }

    const leg = chosenLeg(context.place);
    const { settings, format, priceDigits, wide } = context;
    const known = this.#chain.table === table;
    if (context.whole) {
      const sides: readonly Side[] = wide ? ["call", "put"] : [leg?.side ?? settings.side];
      const height = ROW_HEIGHTS[settings.density];
      this.#chain.configure({ format, priceDigits, strikes: settings.strikes, layout: { sides, columns: chosenColumns(settings.columns, wide && (leg === null || innerWidth >= BESIDE)) }, rowHeight: wide ? height : Math.max(height, TOUCH_HEIGHT) });
    }

    this.#chain.draw(table, context.changes(table.room), this.host.openings.of(table));
    if (context.opened && known) this.#chain.centre();
    if (leg === null) this.#panel.hide();
    else this.#panel.draw(leg, table, this.#chain.baseline!, context);
    if (context.whole) this.#chain.choose(leg);
  }

  onKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case "c":
        this.#chain.centre();
        return true;
      case "j":
      case "ArrowDown":
        return this.#step(1);
      case "k":
      case "ArrowUp":
        return this.#step(-1);
      case "ArrowLeft":
        return this.#toSide("call");
      case "ArrowRight":
        return this.#toSide("put");
      case "Escape":
        if (this.#context === null || chosenLeg(this.#context.place) === null) return false;
        this.#choose(null);
        return true;
      default:
        return false;
    }
  }

  /** From strike to strike, beginning at the money. */
  #step(step: number): boolean {
    if (this.#context === null || this.#chain.table === null) return false;
    const { strikes } = this.#chain;
    const chosen = chosenLeg(this.#context.place);
    const atm = this.#chain.table.header["atmStrike"];
    const at = chosen === null ? strikes.indexOf(atm as number) : strikes.indexOf(chosen.strike) + step;
    const strike = strikes[Math.min(Math.max(0, at), strikes.length - 1)];
    if (strike !== undefined) this.#choose({ strike, side: chosen?.side ?? this.#context.settings.side });
    return true;
  }

  #toSide(side: Side): boolean {
    const chosen = this.#context === null ? null : chosenLeg(this.#context.place);
    if (chosen === null) return false;
    this.#choose({ ...chosen, side });
    return true;
  }

  #onClick(event: MouseEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("tbody td[data-side]") : null;
    const strike = Number(cell?.closest<HTMLElement>("tr")?.dataset["strike"]);
    if (cell === null || !Number.isFinite(strike)) return;
    this.#choose({ strike, side: cell.dataset["side"] as Side });
  }

  #choose(leg: ChosenLeg | null): void {
    this.host.go({ params: withChosenLeg(this.#context?.place ?? { params: {} }, leg) });
  }
}

function roomOf(place: Place): string {
  return `chain:${place.product}:${place.expiry}`;
}

/** The chain, which offers for a leg what the other views can do with one. */
export function chainView(others: readonly ViewDefinition[]): ViewDefinition {
  return {
    name: "chain",
    label: "Chain",
    key: "c",
    explanation: "Calls, strikes and puts",
    controls: ["sides", "strikes", "columns"],
    create: (host) => new ChainView(host, others.flatMap(({ legActions }) => legActions ?? [])),
  };
}
