import { KeySequence } from "../model/keySequence";

export type KeyActions = Readonly<Record<string, () => void>>;

/** The keys of the page: single ones, and those after `g`. What is typed into a field is not for the page. */
export class Keyboard {
  readonly #sequence = new KeySequence("g");

  constructor(
    readonly actions: KeyActions,
    readonly afterG: KeyActions,
    /** What is shown may know the key first. */
    readonly first: (event: KeyboardEvent) => boolean,
    readonly suspended: () => boolean,
  ) {}

  start(): void {
    addEventListener("keydown", (event) => this.#onKey(event));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isField(event.target) || this.suspended()) return;
    const key = this.#sequence.press(event.key, event.timeStamp);
    if (key === "first") return;
    const action = (key === null ? undefined : this.afterG[key.second]) ?? this.actions[event.key];
    if (key === null && this.first(event)) event.preventDefault();
    else if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }
}

/** The field of a dialog that has just closed may have the focus a moment longer. */
function isField(target: EventTarget | null): boolean {
  const field = target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));
  return field && target.closest("dialog:not([open])") === null;
}
