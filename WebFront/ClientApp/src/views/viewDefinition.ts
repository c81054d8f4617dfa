import type { Place } from "../model/place";
import type { MarketView, ViewHost } from "./marketView";

/** A leg of a chain, as the user pointed at it. */
export interface LegReference {
  readonly expiry: string;
  readonly strike: number;
  readonly right: "call" | "put";
}

/** Something a view can do with a leg of the chain, offered where a leg is chosen. */
export interface LegAction {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** Where that leads. */
  to(place: Place, leg: LegReference): Partial<Place>;
}

/** A view as the page knows it before it is opened: one file exports one, `registry.ts` lists them. */
export interface ViewDefinition {
  /** Its name in the address. */
  readonly name: string;
  readonly label: string;
  /** The key that leads to it after `g`. */
  readonly key: string;
  readonly explanation: string;
  /** The controls of the bar that matter to it. */
  readonly controls: readonly ("sides" | "strikes" | "columns")[];
  readonly legActions?: readonly LegAction[];
  /** It is about the server or the user, not about a market at an instant: it is there without a chain and knows no past. */
  readonly timeless?: true;
  /** Makes it, when it is first shown. */
  create(host: ViewHost): MarketView;
}
