import type { LiveTable, RestClient, RoomOptions } from "../connection";
import type { AlertMetric, AlertRule } from "../model/alerts";
import type { ChangeSet } from "../model/changeSet";
import type { Look } from "../model/look";
import type { Openings } from "../model/openings";
import type { Place } from "../model/place";
import type { Settings } from "../model/settings";

/** What a view draws from. */
export interface ViewContext extends Look {
  readonly place: Place;
  /** The copy of a room; null while it is not there. */
  readonly table: (room: string) => LiveTable | null;
  /** What of the copy changed since it was last drawn. */
  readonly changes: (room: string) => ChangeSet;
  /** Why a room is not there, in the server's words. */
  readonly refusal: (room: string) => string | null;
  /** The product's live expiries, nearest first. */
  readonly expiries: readonly string[];
  /** It comes into sight with this draw. */
  readonly opened: boolean;
  /** Something other than the rooms changed: settings, product, width. */
  readonly whole: boolean;
}

/** A room this page watches, and how its updates come. */
export interface WatchedRoom {
  readonly name: string;
  readonly synchronised: boolean;
  /** Null while the server has not said. */
  readonly interval: number | null;
  readonly reason: "asked" | "crowd" | "slow";
  readonly merged: number;
}

/** What a view may ask of the page. */
export interface ViewHost {
  readonly rest: RestClient;
  /** How chains were when their day began. */
  readonly openings: Openings;
  /** Goes to another view or expiry, or changes what the view keeps in the address (`params`). */
  go(change: Partial<Place>): void;
  /** Has the view drawn again, with the rooms it names then. */
  refresh(): void;
  change(settings: Partial<Settings>): void;
  toggleAllStrikes(): void;
  /** Opens the form of an alert: a rule that is there, or a new one on a cell; null: on what is shown. */
  editAlert(what: AlertRule | AlertMetric | null): void;
  /** The rooms this page watches. */
  watched(): readonly WatchedRoom[];
}

/** A way to look at a product or chain. */
export interface MarketView {
  readonly element: HTMLElement;
  /** The rooms it draws from. */
  rooms(place: Place): readonly string[];
  /** What of the chain's room it wants beyond the usual. */
  options?(place: Place, settings: Settings): RoomOptions;
  draw(context: ViewContext): void;
  /** False while a part of what changed is left for `goOn`, which draws some more of it. */
  readonly settled?: boolean;
  goOn?(): void;
  /** Takes a key that was pressed anywhere on the page; false when it means nothing here. */
  onKey?(event: KeyboardEvent): boolean;
}
