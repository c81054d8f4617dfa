import type { View } from "../model/place";
import { element, setAttribute } from "./dom";

const TABS: readonly { readonly view: View; readonly label: string; readonly key: string; readonly explanation: string }[] = [
  { view: "chain", label: "Chain", key: "c", explanation: "Calls, strikes and puts" },
  { view: "smile", label: "Smile", key: "s", explanation: "Implied volatility over strikes: the market's and the fitted curve" },
  { view: "open-interest", label: "Open interest", key: "o", explanation: "Open contracts and their change over strikes" },
  { view: "exposures", label: "Exposures", key: "x", explanation: "What those who hedge must trade: gamma, delta, vanna and charm over strikes" },
];

/** The view that a key after `g` leads to. */
export function viewOfKey(key: string): View | null {
  return TABS.find((tab) => tab.key === key)?.view ?? null;
}

/** The switch between the views. */
export class ViewTabs {
  readonly element: HTMLElement;
  readonly #buttons: readonly (readonly [View, HTMLElement])[];

  constructor(onPick: (view: View) => void) {
    this.#buttons = TABS.map(({ view, label, key, explanation }) => {
      const button = element("button", { type: "button", "data-tab": view, title: `${explanation} ( g ${key} )` }, label);
      button.addEventListener("click", () => onPick(view));
      return [view, button];
    });
    this.element = element("nav", { class: "tabs", "aria-label": "View" }, ...this.#buttons.map(([, button]) => button));
  }

  draw(current: View): void {
    for (const [view, button] of this.#buttons) setAttribute(button, "aria-current", view === current ? "page" : null);
  }
}
