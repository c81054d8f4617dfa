import { element, LiveText, setAttribute } from "./dom";
import { explain } from "./explain";

/** A figure with its name and what it means. */
export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** Where `docs/analytics.md` has its formula. */
  readonly section?: string;
}

/** A list of figures; one without a value says on hover why. */
export class Figures {
  readonly element: HTMLElement;
  readonly #shown = new Map<string, { text: LiveText; box: HTMLElement; value: HTMLElement; figure: Figure }>();

  constructor(title: string, figures: readonly Figure[]) {
    const list = element("dl");
    for (const figure of figures) {
      const { name, label, explanation, section } = figure;
      const text = new LiveText();
      const value = element("dd", { "data-value": name }, text.node);
      const box = element("div", section === undefined ? {} : { tabindex: "0" }, element("dt", {}, label), value);
      explain(box, explanation, section);
      this.#shown.set(name, { text, box, value, figure });
      list.append(box);
    }

    this.element = element("section", { class: "figures" }, element("h2", {}, title), list);
  }

  set(name: string, text: string, reason = ""): void {
    const { text: live, box, value, figure } = this.#shown.get(name)!;
    live.set(text);
    explain(box, reason === "" ? figure.explanation : `${figure.explanation}. None: ${reason}.`, figure.section);
    setAttribute(value, "data-none", reason === "" ? null : "");
  }
}
