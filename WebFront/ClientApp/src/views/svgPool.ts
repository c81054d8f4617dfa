import { setText } from "./dom";

const SVG = "http://www.w3.org/2000/svg";

/** Elements of a drawing kept by name from one draw to the next; only what differs is touched. */
export class SvgPool {
  readonly #kept = new Map<string, SVGElement>();
  readonly #unused = new Set<string>();

  readonly #drawing = document.createElementNS(SVG, "g");
  /** Over all that is drawn. */
  readonly #writing = document.createElementNS(SVG, "g");

  constructor(root: SVGElement) {
    root.append(this.#drawing, this.#writing);
  }

  begin(): void {
    for (const name of this.#kept.keys()) this.#unused.add(name);
  }

  /** Removes what this draw did not name. */
  end(): void {
    for (const name of this.#unused) {
      this.#kept.get(name)!.remove();
      this.#kept.delete(name);
    }

    this.#unused.clear();
  }

  path(name: string, style: string, data: string): void {
    const path = this.#take("path", name, style);
    if (path.getAttribute("d") !== data) path.setAttribute("d", data);
  }

  text(name: string, style: string, x: number, y: number, text: string, anchor: "start" | "middle" | "end"): void {
    const created = this.#take("text", name, style);
    set(created, "x", x.toFixed(1));
    set(created, "y", y.toFixed(1));
    set(created, "text-anchor", anchor);
    setText(created, text);
  }

  #take(tag: "path" | "text", name: string, style: string): SVGElement {
    this.#unused.delete(name);
    let kept = this.#kept.get(name);
    if (kept === undefined) {
      kept = document.createElementNS(SVG, tag);
      this.#kept.set(name, kept);
      (tag === "text" ? this.#writing : this.#drawing).append(kept);
    }

    set(kept, "class", style);
    return kept;
  }
}

function set(target: Element, name: string, value: string): void {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}
