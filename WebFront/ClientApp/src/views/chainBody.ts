import type { StrikeWindow } from "../model/strikes";
import { element, LiveText, setAttribute, setHidden } from "./dom";

/** Height of the line of the forward. */
export const FORWARD_HEIGHT = 19;

/** The rows of a chain that are in the document, the line of the forward between them, and spacers that stand for the others. */
export class ChainBody {
  readonly element = element("tbody", { role: "rowgroup" });
  readonly #above = element("tr", { class: "spacer", "aria-hidden": "true" });
  readonly #below = element("tr", { class: "spacer", "aria-hidden": "true" });
  readonly #forwardText = new LiveText();
  readonly #forwardRow = element("tr", { class: "forward", "aria-hidden": "true" }, element("td", { role: "cell" }, element("span", { class: "pill" }, this.#forwardText.node)));

  clear(): void {
    this.element.replaceChildren();
  }

  /** What the line of the forward says. */
  sayForward(text: string, title: string): void {
    this.#forwardText.set(text);
    setAttribute(this.#forwardRow, "title", title);
  }

  /** Has the rows of a range of the window in the document, and the line of the forward above the row `forwardAt`. */
  show(range: StrikeWindow, window: StrikeWindow, forwardAt: number | null, rowHeight: number, rowAt: (at: number) => HTMLElement): void {
    const rows: Node[] = [this.#above];
    for (let at = range.from; at <= range.to; at++) {
      if (at === forwardAt) rows.push(this.#forwardRow);
      if (at < range.to) rows.push(rowAt(at));
    }

    rows.push(this.#below);
    const line = (outside: boolean): number => (outside ? FORWARD_HEIGHT : 0);
    setHeight(this.#above, (range.from - window.from) * rowHeight + line(forwardAt !== null && forwardAt < range.from));
    setHeight(this.#below, (window.to - range.to) * rowHeight + line(forwardAt !== null && forwardAt > range.to));
    this.#arrange(rows);
  }

  /** Puts the rows in this order, leaving alone those that stand right. */
  #arrange(rows: readonly Node[]): void {
    const wanted = new Set(rows);
    for (const child of [...this.element.childNodes]) if (!wanted.has(child)) child.remove();
    let next = this.element.firstChild;
    for (const row of rows) {
      if (row === next) next = next.nextSibling;
      else this.element.insertBefore(row, next);
    }
  }
}

function setHeight(spacer: HTMLElement, height: number): void {
  setHidden(spacer, height === 0);
  spacer.style.height = `${height}px`;
}
