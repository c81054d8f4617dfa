import { element } from "./dom";

/** A table of texts under its heading, in a box that scrolls where the screen is narrow. */
export function listTable(title: string, heads: readonly string[], body: HTMLElement, ...tools: readonly HTMLElement[]): HTMLElement {
  const head = element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text))));
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
