import type { Look } from "../model/look";
import type { Settings } from "../model/settings";
import { CHAIN_COLUMNS, chosenColumns, COLUMN_SETS, type ColumnGroup } from "./chainColumns";
import { Dialog } from "./dialog";
import { element, setAttribute } from "./dom";

const SETS: readonly (readonly [name: keyof typeof COLUMN_SETS | "", label: string])[] = [
  ["", "What fits"],
  ["essential", "Essential"],
  ["trading", "Trading"],
  ["positioning", "Positioning"],
  ["greeks", "Greeks"],
];

const GROUPS: readonly ColumnGroup[] = ["Open interest", "Market", "Volatility", "Greeks", "Higher order"];

/** Chooses and orders the columns of the chain. */
export class ColumnChooser {
  readonly dialog = new Dialog("columns", "Columns of the chain");
  readonly #chosen = element("ol", { class: "chosen-columns", "aria-label": "Shown, from the outside to the strike" });
  readonly #available = element("div", { class: "available-columns" });
  readonly #sets = new Map<string, HTMLElement>();
  readonly #toggles = new Map<string, HTMLElement>();
  #columns: readonly string[] = [];
  #look: Look | null = null;

  constructor(readonly onChange: (change: Partial<Settings>) => void) {
    const sets = SETS.map(([name, label]) => {
      const button = element("button", { type: "button", "data-column-set": name }, label);
      button.addEventListener("click", () => this.#set(name === "" ? [] : COLUMN_SETS[name]));
      this.#sets.set(name === "" ? "" : COLUMN_SETS[name].join(), button);
      return button;
    });
    for (const group of GROUPS) {
      const buttons = CHAIN_COLUMNS.filter((column) => column.group === group).map(({ name, label, explanation }) => {
        const button = element("button", { type: "button", "data-toggle-column": name, title: explanation }, label);
        button.addEventListener("click", () => this.#toggle(name));
        this.#toggles.set(name, button);
        return button;
      });
      this.#available.append(element("h3", {}, group), element("div", { class: "chips" }, ...buttons));
    }

    this.dialog.body.append(
      element("p", { class: "words" }, "The call side from the left edge to the strike; the put side mirrors it. Kept in this browser; Settings copies a link that holds them."),
      element("div", { class: "chips", role: "group", "aria-label": "Sets of columns" }, ...sets),
      element("div", { class: "column-lists" }, element("section", {}, element("h2", {}, "Shown"), this.#chosen), element("section", {}, element("h2", {}, "All there are"), this.#available)),
    );
  }

  draw(look: Look): void {
    if (look === this.#look) return;
    this.#look = look;
    this.#columns = chosenColumns(look.settings.columns, look.wide).map(({ name }) => name);
    for (const [columns, button] of this.#sets) setAttribute(button, "aria-pressed", String(look.settings.columns === columns));
    for (const [name, button] of this.#toggles) setAttribute(button, "aria-pressed", String(this.#columns.includes(name)));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["move"] : undefined;
    this.#chosen.replaceChildren(...this.#columns.map((name, i) => this.#item(name, i)));
    if (focused !== undefined) this.#chosen.querySelector<HTMLElement>(`[data-move="${focused}"]`)?.focus();
  }

  #item(name: string, at: number): HTMLElement {
    const label = CHAIN_COLUMNS.find((column) => column.name === name)!.label;
    const move = (by: -1 | 1, sign: string, where: string): HTMLElement => {
      const button = element("button", { type: "button", "data-move": `${name} ${where}`, "aria-label": `Move ${label} ${where}`, title: `Move ${where}` }, sign);
      button.disabled = this.#columns[at + by] === undefined;
      button.addEventListener("click", () => {
        const moved = [...this.#columns];
        [moved[at], moved[at + by]] = [moved[at + by]!, moved[at]!];
        this.#set(moved);
      });
      return button;
    };
    return element("li", {}, element("span", {}, label), move(-1, "↑", "outwards"), move(1, "↓", "towards the strike"));
  }

  #toggle(name: string): void {
    const rest = this.#columns.filter((column) => column !== name);
    if (rest.length === 0) return;
    this.#set(rest.length < this.#columns.length ? rest : [...rest, name]);
  }

  #set(columns: readonly string[]): void {
    this.onChange({ columns: columns.join() });
  }
}
