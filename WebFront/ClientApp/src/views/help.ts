import { element } from "./dom";
import type { ViewDefinition } from "./viewDefinition";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "choose the product"],
  ["e   E", "next, previous expiry"],
  ["c", "chain: bring the money to the middle"],
  ["a", "all strikes, or those around the money"],
  ["f", "chain: all columns, or the essential ones"],
  ["j   k", "in a chart: next, previous strike (or the arrows)"],
  ["d", "digits: lakh and crore, or million"],
  ["t", "dark or light"],
  ["?", "this help"],
];

const MARKS: readonly (readonly [string, string])[] = [
  ["–", "no value; point at it to read why"],
  ["IV dotted", "from the last trade: there is no two-sided quote"],
  ["Forward line", "where the forward stands between the strikes"],
  ["ATM", "the strike nearest to the forward"],
  ["MP", "max pain: the settlement at which writers pay least"],
  ["Shaded side", "in the money"],
  ["Bars", "open interest, all on one scale"],
  ["PCR", "put/call ratio: puts to calls, by open interest or volume"],
  ["GEX, DEX", "gamma and delta exposure of all open options, calls plus, puts minus"],
  ["Flip", "the level of the underlying at which gamma exposure changes sign"],
  ["Walls", "the strikes whose calls, or puts, hold the most gamma"],
];

/** Keys and marks, over the page. */
export class Help {
  readonly element: HTMLDialogElement;

  constructor(views: readonly ViewDefinition[]) {
    const list = (pairs: typeof KEYS, keys: boolean): HTMLElement =>
      element(
        "dl",
        {},
        ...pairs.flatMap(([name, text]) => {
          const names = keys ? name.split("   ").map((key) => element("kbd", {}, key)) : [element("b", {}, name)];
          return [element("dt", {}, ...names), element("dd", {}, text)];
        }),
      );
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    this.element = element(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      close,
      element("h2", { id: "help-title" }, "Keys"),
      list([...views.map(({ key, label }) => [`g   ${key}`, label.toLowerCase()] as const), ...KEYS], true),
      element("h2", {}, "Marks"),
      list(MARKS, false),
    );
    close.addEventListener("click", () => this.element.close());
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  toggle(): void {
    if (this.element.open) this.element.close();
    else this.element.showModal();
  }
}
