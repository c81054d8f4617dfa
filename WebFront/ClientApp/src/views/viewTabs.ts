import { element, scrollToMiddle, setAttribute } from "./dom";
import type { ViewDefinition } from "./viewDefinition";

/** The switch between the views. */
export class ViewTabs {
  readonly element: HTMLElement;
  readonly #buttons: readonly (readonly [string, HTMLElement])[];
  #current = "";

  constructor(views: readonly ViewDefinition[], onPick: (view: string) => void) {
    this.#buttons = views.map(({ name, label, key, explanation }) => {
      const button = element("button", { type: "button", "data-tab": name, title: `${explanation} ( g ${key} )` }, label);
      button.addEventListener("click", () => onPick(name));
      return [name, button];
    });
    this.element = element("nav", { class: "tabs", "aria-label": "View" }, ...this.#buttons.map(([, button]) => button));
  }

  draw(current: string): void {
    if (current === this.#current) return;
    this.#current = current;
    for (const [view, button] of this.#buttons) {
      setAttribute(button, "aria-current", view === current ? "page" : null);
      // Where not all have room the one shown does.
      if (view === current) scrollToMiddle(this.element, button);
    }
  }
}
