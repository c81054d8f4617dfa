import type { RoomOptions } from "../connection";
import { formatPlace, type Place } from "../model/place";
import type { Settings } from "../model/settings";
import { setHidden } from "../views/dom";
import type { MarketView, ViewContext, ViewHost } from "../views/marketView";
import type { ViewDefinition } from "../views/viewDefinition";
import type { Tables } from "./tables";

/** The views of the page: made when first needed, one of them shown, and that one drawn only when something it draws from changed. */
export class ViewDeck {
  readonly #made = new Map<string, MarketView>();
  #shown: string | null = null;
  #stale = true;
  #about = "";

  constructor(
    readonly definitions: readonly ViewDefinition[],
    readonly parent: HTMLElement,
    readonly host: ViewHost,
  ) {}

  has(name: string): boolean {
    return this.definitions.some((definition) => definition.name === name);
  }

  definition(name: string): ViewDefinition {
    return this.definitions.find((definition) => definition.name === name) ?? this.definitions[0]!;
  }

  rooms(place: Place): readonly string[] {
    return this.#view(place.view).rooms(place);
  }

  /** Whether the view shown has drawn all there was. */
  get settled(): boolean {
    return this.#shown === null || this.#view(this.#shown).settled !== false;
  }

  /** Draws more of what the view shown left out. */
  goOn(): void {
    if (this.#shown !== null) this.#view(this.#shown).goOn?.();
  }

  /** What the view wants of the chain's room. */
  options(place: Place, settings: Settings): RoomOptions {
    return this.#view(place.view).options?.(place, settings) ?? {};
  }

  /** Something else than the rooms is other than it was. */
  stale(): void {
    this.#stale = true;
  }

  onKey(name: string, event: KeyboardEvent): boolean {
    return this.#shown === name && (this.#view(name).onKey?.(event) ?? false);
  }

  /** Shows a view, or none. */
  draw(name: string | null, rooms: Tables, facts: Omit<ViewContext, "opened" | "whole">): void {
    const opened = name !== this.#shown;
    this.#shown = name;
    for (const [other, { element }] of this.#made) setHidden(element, other !== name);
    if (name === null) return;
    const view = this.#view(name);
    const watched = view.rooms(facts.place).map((room) => rooms.get(room));
    const about = `${formatPlace(facts.place)} ${facts.expiries.join()} ${watched.map((room) => `${room?.name}${room?.refusal ?? ""}`).join()}`;
    const whole = this.#stale || about !== this.#about;
    if (!opened && !whole && this.settled && watched.every((room) => room === null || room.changes.empty)) return;
    this.#stale = false;
    this.#about = about;
    view.draw({ ...facts, opened, whole: whole || opened });
  }

  #view(name: string): MarketView {
    let view = this.#made.get(name);
    if (view === undefined) {
      view = this.definition(name).create(this.host);
      view.element.hidden = name !== this.#shown;
      this.#made.set(name, view);
      this.parent.insertBefore(view.element, this.parent.lastElementChild);
    }

    return view;
  }
}
