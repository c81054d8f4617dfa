import type { LiveTable } from "../model/liveTable";
import type { NumberFormat } from "../model/format";
import type { Place } from "../model/place";

/** What a view draws from. */
export interface ViewContext {
  readonly place: Place;
  /** The copy of a room; null while it is not there. */
  readonly table: (room: string) => LiveTable | null;
  /** Why a room is not there, in the server's words. */
  readonly refusal: (room: string) => string | null;
  /** The product's live expiries, nearest first. */
  readonly expiries: readonly string[];
  readonly format: NumberFormat;
  readonly currency: string;
  /** Strikes shown on each side of the money; 0 is all. */
  readonly strikes: number;
}

/** A way to look at a product or chain other than the chain's table. */
export interface MarketView {
  readonly element: HTMLElement;
  /** The rooms it draws from, besides the product's and the chain's own. */
  rooms(place: Place): readonly string[];
  draw(context: ViewContext): void;
}
