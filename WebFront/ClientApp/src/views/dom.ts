type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; texts become text nodes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

/** A text node that is touched only when its text changes. */
export class LiveText {
  readonly node: Text;

  constructor(initial: string | Text = "") {
    this.node = typeof initial === "string" ? document.createTextNode(initial) : initial;
  }

  set(text: string): boolean {
    if (this.node.data === text) return false;
    this.node.data = text;
    return true;
  }
}

/** Sets the text of an element only when it changes: the same text set again is laid out and painted again. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Shows or hides an element, which is touched only when that changes. */
export function setHidden(target: HTMLElement, hidden: boolean): void {
  if (target.hidden !== hidden) target.hidden = hidden;
}

/** Brings a child into the middle of a box that scrolls sideways (and is positioned), with the next frame: asked for its place while there is still to draw, the browser would lay out the page twice. */
export function scrollToMiddle(box: HTMLElement, child: HTMLElement): void {
  requestAnimationFrame(() => (box.scrollLeft = child.offsetLeft - (box.clientWidth - child.offsetWidth) / 2));
}

/** Sets an attribute only when it changes; null removes it. */
export function setAttribute(target: Element, name: string, value: string | null): void {
  if (target.getAttribute(name) === value) return;
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}
