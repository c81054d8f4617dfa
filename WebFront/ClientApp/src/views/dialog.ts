import { element } from "./dom";

let dialogs = 0;

/** A window over the page, closed by its button, Escape, or a click beside it. */
export class Dialog {
  readonly element: HTMLDialogElement;
  readonly body = element("div", { class: "dialog-body" });

  constructor(name: string, title: string) {
    const id = `dialog-${++dialogs}`;
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    this.element = element("dialog", { class: `dialog ${name}`, "data-dialog": name, "aria-labelledby": id }, close, element("h1", { id }, title), this.body);
    close.addEventListener("click", () => this.element.close());
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  get open(): boolean {
    return this.element.open;
  }

  show(): void {
    if (!this.element.open) this.element.showModal();
  }

  toggle(): void {
    if (this.element.open) this.element.close();
    else this.show();
  }
}
