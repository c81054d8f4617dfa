import type { Place } from "../model/place";
import type { Side } from "./chainColumns";
import { ChainTable } from "./chainTable";
import { element } from "./dom";
import type { MarketView, ViewContext } from "./marketView";
import { Tooltip } from "./tooltip";
import type { ViewDefinition } from "./viewDefinition";

/** The chain's table with what belongs to it. */
class ChainView implements MarketView {
  readonly element: HTMLElement;
  readonly #chain = new ChainTable();
  #context: ViewContext | null = null;

  constructor() {
    const tooltip = new Tooltip(this.#chain.scroller, () => (this.#context === null || this.#chain.table === null ? null : { ...this.#context, chain: this.#chain.table }));
    this.element = element("div", { class: "chain-view", "data-view": "chain", hidden: "" }, this.#chain.scroller, tooltip.element);
  }

  rooms(place: Place): readonly string[] {
    return place.expiry === null ? [] : [roomOf(place)];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const table = context.table(roomOf(context.place));
    if (table === null) {
      this.#chain.clear();
      return;
    }

    const { settings, format, priceDigits, wide } = context;
    const sides: readonly Side[] = wide ? ["call", "put"] : [settings.side];
    const full = settings.columns === "auto" ? wide : settings.columns === "full";
    if (context.whole || context.opened) this.#chain.configure({ format, priceDigits, strikes: settings.strikes, layout: { sides, full } });
    const known = this.#chain.table === table;
    this.#chain.draw(table, context.changes(table.room));
    if (!context.opened) return;
    this.#chain.scroller.focus({ preventScroll: true });
    if (known) this.#chain.centre();
  }

  onKey(event: KeyboardEvent): boolean {
    if (event.key !== "c") return false;
    this.#chain.centre();
    return true;
  }
}

function roomOf(place: Place): string {
  return `chain:${place.product}:${place.expiry}`;
}

export const CHAIN: ViewDefinition = {
  name: "chain",
  label: "Chain",
  key: "c",
  explanation: "Calls, strikes and puts",
  controls: ["sides", "strikes", "columns"],
  create: () => new ChainView(),
};
