import type { RestClient } from "../connection";
import type { NumberFormat } from "../model/format";
import type { Look } from "../model/look";
import { instantText } from "../model/place";
import { type ChainColumn, columnNamed } from "./chainColumns";
import { Dialog } from "./dialog";
import { element } from "./dom";

interface Difference {
  readonly from: number | null;
  readonly to: number | null;
  readonly change: number | null;
}

type Compared = Readonly<Record<string, Difference>>;

interface Comparison {
  readonly legs: readonly (Compared & { readonly strike: never; readonly right: never })[];
}

/** What is compared: where, and which stretch of time there is to choose from. */
export interface ComparedPlace {
  readonly product: string;
  readonly expiry: string;
  readonly strikes: number;
  readonly range: readonly [from: number, to: number];
  readonly at: number;
}

const COLUMNS = ["oi", "volume", "iv", "last"].map(columnNamed);
const HEADER: readonly (readonly [string, string, (format: NumberFormat, value: number | null) => string])[] = [
  ["spot", "Spot", (format, value) => format.signed(value, 2)],
  ["forward", "Forward", (format, value) => format.signed(value, 2)],
  ["atmIv", "ATM IV, points", (format, value) => format.signed(value === null ? null : value * 100, 2)],
  ["straddle", "Straddle", (format, value) => format.signed(value, 2)],
  ["maxPain", "Max pain", (format, value) => format.signed(value, 0)],
  ["pcrOi", "PCR by OI", (format, value) => format.signed(value, 3)],
  ["callOi", "Call OI", (format, value) => format.signedCompact(value)],
  ["putOi", "Put OI", (format, value) => format.signedCompact(value)],
];

/** What has changed in a chain between two instants. */
export class CompareDialog {
  readonly dialog = new Dialog("compare", "What has changed");
  readonly #sliders = [range("compare-from"), range("compare-to")] as const;
  readonly #times = [element("output", { "data-value": "compare-from" }), element("output", { "data-value": "compare-to" })] as const;
  readonly #said = element("p", { class: "words", role: "status" });
  readonly #header = element("dl", { class: "compared" });
  readonly #body = element("tbody");
  #place: ComparedPlace | null = null;
  #look: Look | null = null;
  #request = 0;

  constructor(readonly rest: RestClient) {
    for (const slider of this.#sliders) slider.addEventListener("input", () => void this.#compare());
    const field = (i: 0 | 1, label: string): HTMLElement => element("label", { for: this.#sliders[i].id }, element("span", {}, `${label} `, this.#times[i]), this.#sliders[i]);
    const heads = (side: string, columns: readonly ChainColumn[]): HTMLElement[] => columns.map(({ label }) => element("th", { scope: "col", class: side }, label));
    const table = element(
      "table",
      { class: "list compared-legs" },
      element("caption", { class: "hidden" }, "Changes per strike, calls left, puts right"),
      element("thead", {}, element("tr", {}, ...heads("call", COLUMNS), element("th", { scope: "col" }, "Strike"), ...heads("put", COLUMNS.toReversed()))),
      this.#body,
    );
    this.dialog.body.append(
      element("div", { class: "compare-times" }, field(0, "From"), field(1, "to")),
      this.#said,
      this.#header,
      element("div", { class: "table-scroller", tabindex: "0", role: "region", "aria-label": "Changes per strike" }, table),
    );
  }

  show(place: ComparedPlace, look: Look): void {
    this.#place = place;
    this.#look = look;
    const [from, to] = place.range;
    for (const slider of this.#sliders) {
      slider.min = String(from);
      slider.max = String(to);
    }

    this.#sliders[0].value = String(from);
    this.#sliders[1].value = String(place.at);
    this.dialog.show();
    void this.#compare();
  }

  async #compare(): Promise<void> {
    const { product, expiry, strikes } = this.#place!;
    const instants = this.#sliders.map((slider) => instantText(slider.valueAsNumber)).sort();
    instants.forEach((instant, i) => {
      const at = this.#look!.clock.parts(instant);
      this.#times[i]!.textContent = at === null ? instant : `${at.date} ${at.time} ${at.zone}`;
    });
    const request = ++this.#request;
    if (this.#body.childElementCount === 0) this.#said.textContent = "Asking the server …";
    const query = new URLSearchParams({ from: instants[0]!, to: instants[1]!, expiry, ...(strikes > 0 && { strikes: String(strikes) }) });
    try {
      const answer = await this.rest.get<Comparison>(`/api/history/${encodeURIComponent(product)}/compare?${query}`);
      if (request === this.#request) this.#draw(answer);
    } catch (error) {
      if (request === this.#request) this.#said.textContent = (error as Error).message;
    }
  }

  #draw(answer: Comparison): void {
    const { format, priceDigits } = this.#look!;
    this.#said.textContent = `Changes in the chain of ${this.#place!.expiry}; point at one for its two values.`;
    const header = answer as unknown as Compared;
    this.#header.replaceChildren(
      ...HEADER.map(([name, label, text]) => element("div", { title: values(header[name], (value) => format.small(value, 7)) }, element("dt", {}, label), element("dd", { "data-change": name }, text(format, header[name]?.change ?? null)))),
    );
    const strikes = new Map<number, Map<string, Compared>>();
    for (const leg of answer.legs) {
      const strike = leg.strike as number;
      strikes.set(strike, (strikes.get(strike) ?? new Map()).set(leg.right, leg as unknown as Compared));
    }

    const cell = (leg: Compared | undefined, column: ChainColumn): HTMLElement => {
      const { name } = column;
      const change = leg?.[name]?.change ?? null;
      const text = name === "iv" ? format.signed(change === null ? null : change * 100, 2) : name === "last" ? format.signed(change, priceDigits) : format.signedCompact(change);
      return element("td", { "data-change": name, title: values(leg?.[name], (value) => column.exact(format, value)), ...(change !== null && change !== 0 && { "data-sign": change > 0 ? "up" : "down" }) }, text);
    };
    this.#body.replaceChildren(
      ...[...strikes.keys()].sort((a, b) => a - b).map((strike) => {
        const legs = strikes.get(strike)!;
        return element("tr", { "data-strike": String(strike) }, ...COLUMNS.map((column) => cell(legs.get("call"), column)), element("th", { scope: "row" }, format.grouped(strike, Number.isInteger(strike) ? 0 : 2)), ...COLUMNS.toReversed().map((column) => cell(legs.get("put"), column)));
      }),
    );
  }
}

function range(id: string): HTMLInputElement {
  return element("input", { type: "range", step: "1000", id });
}

function values(difference: Difference | undefined, text: (value: number) => string): string {
  if (difference === undefined) return "not there at either instant";
  const side = (value: number | null): string => (value === null ? "none" : text(value));
  return `${side(difference.from)} → ${side(difference.to)}`;
}
