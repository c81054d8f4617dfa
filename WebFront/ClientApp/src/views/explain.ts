import { element, setAttribute } from "./dom";
import { glossaryLink } from "./glossary";

const SHOW_AFTER_MS = 300;
const HIDE_AFTER_MS = 250;

/** Gives an element its explanation: with a formula's section in the popover of the page, which links it; without one as the browser's own hint. */
export function explain(target: HTMLElement, text: string, section?: string): void {
  setAttribute(target, section === undefined ? "title" : "data-explanation", text);
  if (section !== undefined) setAttribute(target, "data-section", section);
}

/** Shows the explanation of what is pointed at or focused, with a link to its formula. Enter goes into it, Escape leaves it. */
export class Explanations {
  readonly element = element("div", { class: "tooltip explanation", role: "note", id: "explanation", hidden: "" });
  #target: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    root.addEventListener("pointerover", (event) => this.#onPointer(event.target));
    root.addEventListener("focusin", (event) => {
      const target = targetOf(event.target);
      if (target !== null) this.#show(target);
      else if (!this.#holds(event.target)) this.hide();
    });
    root.addEventListener("keydown", (event) => this.#onKey(event));
    root.addEventListener("scroll", () => !this.#holds(document.activeElement) && this.hide(), { passive: true, capture: true });
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.element.hidden = true;
    this.#target?.removeAttribute("aria-describedby");
    this.#target = null;
  }

  #onPointer(over: EventTarget | null): void {
    clearTimeout(this.#timer);
    if (this.#holds(over)) return;
    const target = targetOf(over);
    if (target !== null && target !== this.#target) this.#timer = setTimeout(() => this.#show(target), SHOW_AFTER_MS);
    else if (target === null && this.#target !== null && this.#target !== document.activeElement) this.#timer = setTimeout(() => this.hide(), HIDE_AFTER_MS);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.element.hidden || this.#target === null) return;
    if (event.key === "Enter" && event.target === this.#target) this.element.querySelector("a")?.focus();
    else if (event.key === "Escape") {
      const target = this.#target;
      if (this.#holds(event.target)) target.focus();
      this.hide();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #holds(node: EventTarget | null): boolean {
    return node instanceof Node && this.element.contains(node);
  }

  #show(target: HTMLElement): void {
    this.hide();
    this.#target = target;
    this.element.replaceChildren(element("span", {}, target.dataset["explanation"]!), ...glossaryLink(target.dataset["section"]));
    this.element.hidden = false;
    target.setAttribute("aria-describedby", this.element.id);
    const at = target.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    const below = at.bottom + 2;
    this.element.style.left = `${Math.min(Math.max(4, at.left + at.width / 2 - box.width / 2), innerWidth - box.width - 4)}px`;
    this.element.style.top = `${below + box.height < innerHeight ? below : at.top - box.height - 2}px`;
  }
}

function targetOf(node: EventTarget | null): HTMLElement | null {
  return node instanceof Element ? node.closest<HTMLElement>("[data-section][data-explanation]") : null;
}
