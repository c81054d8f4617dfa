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

/** Sets an attribute only when it changes; null removes it. */
export function setAttribute(target: Element, name: string, value: string | null): void {
  if (target.getAttribute(name) === value) return;
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}
