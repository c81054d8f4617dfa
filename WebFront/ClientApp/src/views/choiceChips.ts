import { element, setAttribute } from "./dom";

export interface Choice {
  readonly name: string;
  readonly label: string;
}

/** A row of buttons of which one is in force; the first where the address names none. */
export class ChoiceChips<C extends Choice = Choice> {
  readonly element: HTMLElement;
  readonly #chips: readonly (readonly [C, HTMLElement])[];

  constructor(title: string, choices: readonly C[], onPick: (name: C["name"]) => void) {
    this.#chips = choices.map((choice) => {
      const chip = element("button", { type: "button", "data-choice": choice.name }, choice.label);
      chip.addEventListener("click", () => onPick(choice.name));
      return [choice, chip];
    });
    this.element = element("div", { class: "chips", role: "group", "aria-label": title }, ...this.#chips.map(([, chip]) => chip));
  }

  /** Marks the one in force and gives it. */
  draw(name: string | undefined): C {
    const current = (this.#chips.find(([choice]) => choice.name === name) ?? this.#chips[0]!)[0];
    for (const [choice, chip] of this.#chips) setAttribute(chip, "aria-pressed", String(choice === current));
    return current;
  }
}
