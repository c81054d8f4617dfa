import { Dialog } from "./dialog";
import { element, setAttribute } from "./dom";

/** Somewhere to go. */
export interface SearchEntry {
  readonly label: string;
  readonly detail: string;
  readonly go: () => void;
}

/** Finds a product or view by a few letters. */
export class Search {
  readonly dialog = new Dialog("search", "Go to");
  readonly #input = element("input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "search-list", "aria-autocomplete": "list", "aria-label": "Product or view", placeholder: "product or view", autocomplete: "off", spellcheck: "false",
  });
  readonly #list = element("ul", { id: "search-list", role: "listbox", "aria-label": "Found" });
  #found: readonly SearchEntry[] = [];
  #at = 0;

  constructor(readonly entries: () => readonly SearchEntry[]) {
    this.dialog.body.append(this.#input, this.#list);
    this.#input.addEventListener("input", () => this.#find());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
  }

  show(): void {
    this.#input.value = "";
    this.dialog.show();
    this.#input.focus();
    this.#find();
  }

  #find(): void {
    const words = this.#input.value.toLowerCase().split(/\s+/);
    const rank = ({ label }: SearchEntry): number => (label.toLowerCase().startsWith(words[0]!) ? 0 : 1);
    this.#found = this.entries()
      .filter(({ label, detail }) => words.every((word) => `${label} ${detail}`.toLowerCase().includes(word)))
      .toSorted((a, b) => rank(a) - rank(b));
    this.#at = 0;
    const options = this.#found.map((entry, i) => {
      const option = element("li", { role: "option", id: `found-${i}` }, element("b", {}, entry.label), ` ${entry.detail}`);
      option.addEventListener("click", () => this.#pick(i));
      return option;
    });
    this.#list.replaceChildren(...(options.length > 0 ? options : [element("li", { role: "option", "aria-disabled": "true" }, "Nothing is called that.")]));
    this.#mark();
  }

  #mark(): void {
    const options = [...this.#list.children];
    options.forEach((option, i) => setAttribute(option, "aria-selected", String(i === this.#at && this.#found.length > 0)));
    setAttribute(this.#input, "aria-activedescendant", this.#found.length > 0 ? `found-${this.#at}` : null);
    options[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.#at = Math.min(Math.max(0, this.#at + step), this.#found.length - 1);
      this.#mark();
    } else if (event.key === "Enter") this.#pick(this.#at);
    else return;
    event.preventDefault();
  }

  #pick(at: number): void {
    const entry = this.#found[at];
    if (entry === undefined) return;
    this.dialog.element.close();
    entry.go();
  }
}
