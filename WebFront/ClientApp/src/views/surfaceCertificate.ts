import type { NumberFormat } from "../model/format";
import type { LiveTable } from "../model/liveTable";
import { numberOf } from "../model/profile";
import { smileReason } from "../model/reasons";
import { expiryDate } from "../model/time";
import { element, setAttribute } from "./dom";

const METHODS: Readonly<Record<string, string>> = {
  asFitted: "The slices have no arbitrage as each was fitted: none was moved.",
  joint: "The slices were moved together, as little as their errors allow, until no arbitrage was left",
  extendedSsvi: "Each slice is the closest that has no arbitrage after the one before",
};

/** In words: whether the surface holds arbitrage, by what margin and where, what it took, and which expiries have no slice and why. */
export class SurfaceCertificateText {
  readonly #list = element("ul", { class: "certificate" });
  readonly element = element("section", { class: "figures" }, element("h2", {}, "No-arbitrage certificate"), this.#list);
  #shown = "";

  draw(table: LiveTable | null, format: NumberFormat): void {
    const lines = table === null ? [] : linesOf(table, format);
    const key = JSON.stringify(lines);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(
      ...lines.map(({ name, good, text }) => {
        const line = element("li", { "data-certificate": name }, text);
        setAttribute(line, "class", good === null ? null : good ? "good" : "bad");
        return line;
      }),
    );
  }
}

function linesOf({ header, rows }: LiveTable, format: NumberFormat): { readonly name: string; readonly good: boolean | null; readonly text: string }[] {
  const expiries = [...rows.keys()].sort();
  const date = (expiry: string): string => expiryDate(expiry, expiries[0]!.slice(0, 4));
  const where = (k: number | null): string => (k === null ? "far out in a wing" : `at ln(K/F) = ${format.plain(k, 3)}`);
  const least = (column: string): string | undefined => expiries.filter((expiry) => numberOf(rows.get(expiry), column) !== null).sort((a, b) => numberOf(rows.get(a), column)! - numberOf(rows.get(b), column)!)[0];
  const lines: { name: string; good: boolean | null; text: string }[] = [];
  const { butterflyFree, calendarFree, method } = header;
  if (typeof butterflyFree === "boolean") {
    const expiry = least("minimumG");
    lines.push({
      name: "butterfly",
      good: butterflyFree,
      text: `${butterflyFree ? "✓ No butterfly arbitrage: no butterfly costs less than nothing." : "✗ Butterfly arbitrage is possible."} Durrleman’s g is least ${where(numberOf(header, "minimumGAt"))}${expiry === undefined ? "" : `, ${date(expiry)}`}: ${format.plain(numberOf(header, "minimumG"), 4)}; it must not fall below 0.`,
    });
  }

  if (typeof calendarFree === "boolean") {
    const expiry = least("calendarGap");
    lines.push({
      name: "calendar",
      good: calendarFree,
      text: `${calendarFree ? "✓ No calendar arbitrage: total variance nowhere falls with time." : "✗ Calendar arbitrage is possible."} It rises least ${where(numberOf(header, "calendarGapAt"))}${expiry === undefined ? "" : `, up to ${date(expiry)}`}: by ${format.percent(numberOf(header, "calendarGap"), 1)} % of the earlier expiry’s at the money.`,
    });
  } else if (typeof butterflyFree === "boolean") {
    lines.push({ name: "calendar", good: null, text: "Calendar arbitrage: takes two expiries with a slice." });
  }

  if (typeof method === "string") {
    const moved = numberOf(header, "movedVolPoints");
    lines.push({ name: "method", good: null, text: `${METHODS[method] ?? method}${method === "asFitted" ? "" : `; near the money none by more than ${format.plain(moved, 2)} volatility points.`}` });
  }

  for (const expiry of expiries) {
    const reason = smileReason(rows.get(expiry)!["status"]);
    if (reason !== "") lines.push({ name: `missing ${expiry}`, good: false, text: `${date(expiry)} has no slice: ${reason}.` });
  }

  return lines;
}
