import { element, LiveText, setAttribute } from "./dom";

/** A figure with its name and what it means. */
export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
}

/** A list of figures; one without a value says on hover why. */
export class Figures {
  readonly element: HTMLElement;
  readonly #shown = new Map<string, { text: LiveText; box: HTMLElement; value: HTMLElement; explanation: string }>();

  constructor(title: string, figures: readonly Figure[]) {
    const list = element("dl");
    for (const { name, label, explanation } of figures) {
      const text = new LiveText();
      const value = element("dd", { "data-value": name }, text.node);
      const box = element("div", { title: explanation }, element("dt", {}, label), value);
      this.#shown.set(name, { text, box, value, explanation });
      list.append(box);
    }

    this.element = element("section", { class: "figures" }, element("h2", {}, title), list);
  }

  set(name: string, text: string, reason = ""): void {
    const { text: live, box, value, explanation } = this.#shown.get(name)!;
    live.set(text);
    setAttribute(box, "title", reason === "" ? explanation : `${explanation}. None: ${reason}.`);
    setAttribute(value, "data-none", reason === "" ? null : "");
  }
}
