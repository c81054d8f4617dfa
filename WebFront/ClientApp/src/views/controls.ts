import type { Look } from "../model/look";
import type { Settings } from "../model/settings";
import { element, setAttribute, setHidden, setText } from "./dom";
import type { ViewDefinition } from "./viewDefinition";

/** What the user may choose about the look: strikes shown, columns, digits, theme, side; and the way to the help. */
export class Controls {
  readonly sides: HTMLElement;
  readonly view: HTMLElement;
  readonly tools: HTMLElement;
  readonly #strikes: HTMLSelectElement;
  readonly #columns = button("columns", "Columns");
  readonly #digits = button("digits", "");
  readonly #theme = button("theme", "");
  readonly #call = button("side-call", "Calls");
  readonly #put = button("side-put", "Puts");

  constructor(
    readonly settings: Settings,
    readonly onChange: (change: Partial<Settings>) => void,
    onColumns: () => void,
    onTime: () => void,
    onSettings: () => void,
    onHelp: () => void,
  ) {
    const option = (value: number, label: string): HTMLElement => element("option", { value: String(value) }, label);
    this.#strikes = element(
      "select",
      { id: "strikes", "aria-label": "Strikes shown", title: "Strikes shown on each side of the money ( a: all )" },
      option(5, "± 5 strikes"),
      option(10, "± 10 strikes"),
      option(15, "± 15 strikes"),
      option(25, "± 25 strikes"),
      option(0, "All strikes"),
    );
    this.#strikes.addEventListener("change", () => this.#set({ strikes: Number(this.#strikes.value) }));
    this.#columns.addEventListener("click", onColumns);
    this.#digits.addEventListener("click", () => this.#set({ digits: this.#digits.dataset["next"] as Settings["digits"] }));
    this.#theme.addEventListener("click", () => this.toggleTheme());
    this.#call.addEventListener("click", () => this.#set({ side: "call" }));
    this.#put.addEventListener("click", () => this.#set({ side: "put" }));
    const help = button("help", "?");
    setAttribute(help, "aria-label", "Help");
    setAttribute(help, "title", "Keys and marks ( ? )");
    help.addEventListener("click", onHelp);
    const more = button("settings", "⚙");
    setAttribute(more, "aria-label", "Settings");
    setAttribute(more, "title", "Settings, sign-in, API keys ( s )");
    more.addEventListener("click", onSettings);
    const time = button("time", "◷");
    setAttribute(time, "aria-label", "Time travel");
    setAttribute(time, "title", "The day as it was ( h )");
    time.addEventListener("click", onTime);
    this.sides = element("div", { class: "sides", role: "group", "aria-label": "Side shown" }, this.#call, this.#put);
    this.view = element("div", { class: "view" }, this.sides, this.#strikes, this.#columns);
    this.tools = element("div", { class: "tools" }, this.#digits, this.#theme, time, more, help);
  }

  /** Shows what is in force, and leaves away what does not matter to the view shown. */
  draw({ settings, format, dark, wide }: Look, view: ViewDefinition): void {
    const indian = format.grouping === "indian";
    this.#strikes.value = String(settings.strikes);
    setAttribute(this.#columns, "title", "Choose and order the chain's columns ( f )");
    setText(this.#digits, indian ? "1,23,456" : "123,456");
    setAttribute(this.#digits, "data-next", indian ? "international" : "indian");
    setAttribute(this.#digits, "aria-label", `${this.#digits.textContent}: ${indian ? "Indian digits. Change to international" : "international digits. Change to Indian"}`);
    setAttribute(this.#digits, "title", "Digit grouping: lakh and crore, or thousand and million ( d )");
    setText(this.#theme, dark ? "☾" : "☀");
    setAttribute(this.#theme, "data-next", dark ? "light" : "dark");
    setAttribute(this.#theme, "aria-label", dark ? "Theme: dark. Change to light" : "Theme: light. Change to dark");
    setAttribute(this.#theme, "title", "Dark or light ( t )");
    setAttribute(this.#call, "aria-pressed", String(settings.side === "call"));
    setAttribute(this.#put, "aria-pressed", String(settings.side === "put"));
    setHidden(this.#columns, !view.controls.includes("columns"));
    setHidden(this.#strikes, !view.controls.includes("strikes"));
    setHidden(this.sides, wide || !view.controls.includes("sides"));
  }

  toggleTheme(): void {
    this.#set({ theme: this.#theme.dataset["next"] as Settings["theme"] });
  }

  toggleDigits(): void {
    this.#digits.click();
  }

  toggleAllStrikes(): void {
    this.#set({ strikes: this.settings.strikes === 0 ? 15 : 0 });
  }

  #set(change: Partial<Settings>): void {
    this.onChange(change);
  }
}

function button(name: string, label: string): HTMLButtonElement {
  return element("button", { type: "button", "data-control": name }, label);
}
