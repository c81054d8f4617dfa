import type { LiveTable } from "../model/liveTable";
import { Chart } from "./chart";
import { element, LiveText, setAttribute, setHidden, setText } from "./dom";

/** What all chart views have in common: a heading, what is pointed at, the chart, and figures beside it. */
export class ViewFrame {
  readonly element: HTMLElement;
  readonly chart: Chart;
  readonly tools = element("div", { class: "view-tools" });
  readonly #words = new LiveText();
  readonly #readout = element("div", { class: "readout", "data-value": "readout", "aria-live": "polite" });
  readonly #trouble = element("p", { class: "trouble", role: "status", hidden: "" });
  #shown = "";

  constructor(name: string, title: string, figures: readonly HTMLElement[], onStop: () => void) {
    this.chart = new Chart(title, onStop);
    this.element = element(
      "section",
      { class: "market-view", "data-view": name, "aria-label": title, hidden: "" },
      element("div", { class: "drawing" }, element("div", { class: "view-head" }, element("h1", {}, title), this.tools), element("p", { class: "words" }, this.#words.node), this.#readout, this.#trouble, this.chart.element),
      element("aside", {}, ...figures),
    );
  }

  /** What the chart shows, with units, in words. */
  words(text: string): void {
    this.#words.set(text);
  }

  /** Why there is nothing to see; empty when there is. */
  trouble(text: string): void {
    setText(this.#trouble, text);
    setHidden(this.#trouble, text === "");
  }

  /** Names and values of the strike pointed at. */
  readout(pairs: readonly (readonly [label: string, value: string, name: string])[]): void {
    const key = JSON.stringify(pairs);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#readout.replaceChildren(...pairs.map(([label, value, name]) => element("span", {}, label === "" ? "" : `${label} `, element("b", { "data-read": name }, value))));
  }

  /** Says which version of which table is shown. */
  version(table: LiveTable | null): void {
    setAttribute(this.element, "data-room", table?.room ?? null);
    setAttribute(this.element, "data-epoch", table === null ? null : String(table.epoch));
    setAttribute(this.element, "data-sequence", table === null ? null : String(table.sequence));
  }
}
