import { element } from "./dom";

export interface NoticeText {
  readonly title: string;
  readonly detail: string;
  /** Commands that help, shown as such. */
  readonly commands?: readonly string[];
}

/** Takes the place of the chain while there is none, and says what to do. */
export class Notice {
  readonly element = element("section", { class: "notice", role: "status", hidden: "" });
  #shown = "";

  show(text: NoticeText | null): void {
    const key = JSON.stringify(text);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = text === null;
    if (text === null) return;
    const commands = (text.commands ?? []).map((command) => element("code", {}, command));
    this.element.replaceChildren(element("h2", {}, text.title), element("p", {}, text.detail), ...commands);
  }
}
