import { element } from "./dom";

/** A column's heading; with an explanation where the name alone does not say what is counted. */
export type Heading = string | readonly [name: string, explanation: string];

/** A table of texts under its heading, in a box that scrolls where the screen is narrow. */
export function listTable(title: string, heads: readonly Heading[], body: HTMLElement, ...tools: readonly HTMLElement[]): HTMLElement {
  const head = element("thead", {}, element("tr", {}, ...heads.map((heading) => (typeof heading === "string" ? element("th", { scope: "col" }, heading) : element("th", { scope: "col", title: heading[1] }, heading[0])))));
  return element(
    "section",
    {},
    element("div", { class: "view-head" }, element("h2", {}, title), ...tools),
    element("div", { class: "table-scroller", tabindex: "0", role: "region", "aria-label": title }, element("table", { class: "list" }, head, body)),
  );
}

/** A row that says there is nothing, and why. */
export function emptyRow(columns: number, text: string): HTMLElement {
  return element("tr", {}, element("td", { colspan: String(columns) }, text));
}

/** Puts rows in place, leaving alone a table that has them already. */
export function placeRows(body: HTMLElement, rows: readonly HTMLElement[]): void {
  const shown = [...body.children];
  if (rows.length !== shown.length || rows.some((row, i) => row !== shown[i])) body.replaceChildren(...rows);
}
