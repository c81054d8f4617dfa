import { numberOf, strikeStep } from "../model/profile";
import type { LiveTable } from "../model/liveTable";
import type { Place } from "../model/place";
import { exclusionReason, smileReason } from "../model/reasons";
import { extent, padded } from "../model/scale";
import { fittedCurve, type SlicePoint, sliceOf, smileDomain, smileShape } from "../model/smile";
import { expiryDate } from "../model/time";
import type { ChartPanel } from "./chartSpec";
import { element, setAttribute } from "./dom";
import { Figures } from "./figures";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

/** Expiries that can be laid over one another, each with a colour and a dash of its own. */
const COLOURS = 8;

const LEVEL = [
  { name: "smileAtmIv", label: "ATM IV", explanation: "Volatility of the fitted curve at the forward, a year", section: "smile" },
  { name: "atmSkew", label: "ATM skew", explanation: "Slope of the fitted volatility at the forward, per unit of log-moneyness ln(K/F)", section: "smile" },
  { name: "riskReversal25", label: "25Δ risk reversal", explanation: "Volatility of the 25-delta call less that of the 25-delta put, in volatility points", section: "smile" },
  { name: "butterfly25", label: "25Δ butterfly", explanation: "Mean volatility of the 25-delta call and put less that at the money, in volatility points", section: "smile" },
  { name: "smileForward", label: "Forward", explanation: "The forward the smile stands on", section: "forward-and-discount-factor" },
];

const CERTIFICATE = [
  { name: "butterflyFree", label: "Butterfly arbitrage", explanation: "Free when Durrleman's g is nowhere negative: no butterfly then costs less than nothing", section: "smile" },
  { name: "minimumG", label: "Minimum of g", explanation: "Least value of Durrleman's g over all strikes; at nought or above the density is nowhere negative", section: "smile" },
  { name: "minimumGAt", label: "… at ln(K/F)", explanation: "The log-moneyness at which g is least" },
  { name: "rmsNearVolPoints", label: "Fit error near", explanation: "Root mean square distance of the points near the money from the curve, in volatility points" },
  { name: "rmsNearTicks", label: "… in ticks", explanation: "The same in price ticks" },
  { name: "rmsVolPoints", label: "Fit error, all", explanation: "Root mean square distance of all points from the curve, in volatility points; far strikes of few ticks weigh most" },
  { name: "insideShare", label: "Inside bid–ask", explanation: "Share of the points at which the curve lies between bid and ask" },
  { name: "points", label: "Points", explanation: "Options in the fit" },
  { name: "excludedPoints", label: "Left out", explanation: "Options whose prices have no say in the fit; point at a hollow dot to read why" },
];

/** The smile: what the market quotes, the fitted curve, and how far the fit can be trusted. */
class SmileView implements MarketView {
  readonly #level = new Figures("Level and skew", LEVEL);
  readonly #certificate = new Figures("Certificate of the fit", CERTIFICATE);
  readonly #frame = new ViewFrame("smile", "Volatility smile", [this.#level.element, this.#certificate.element], () => this.#read());
  readonly #chips = element("div", { class: "chips", role: "group", "aria-label": "Expiries laid over one another" });
  readonly #all = element("button", { type: "button", "data-control": "all", title: "All strikes, or those within four expected moves ( a )" }, "All strikes");
  #chipped = "";
  #context: ViewContext | null = null;

  constructor(readonly host: ViewHost) {
    this.#all.addEventListener("click", () => host.toggleAllStrikes());
    this.#frame.tools.append(this.#chips, this.#all);
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms(place: Place): readonly string[] {
    if (place.product === null || place.expiry === null) return [];
    return [...new Set([place.expiry, ...overlaid(place)])].map((expiry) => roomOf(place.product!, expiry));
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place, format } = context;
    const own = context.table(roomOf(place.product!, place.expiry!));
    this.#frame.version(own);
    this.#drawChips(context);
    setAttribute(this.#all, "aria-pressed", String(context.strikes === 0));
    this.#drawFigures(own, context);
    const reason = own === null ? (context.refusal(roomOf(place.product!, place.expiry!)) ?? "Waiting for the smile …") : smileReason(own.header["status"]);
    this.#frame.trouble(own === null ? reason : reason === "" ? "" : `There is no fitted smile: ${reason}.`);
    this.#frame.words("Implied volatility, per cent a year, of the option out of the money. Dots: mid or last price, with bars from bid to ask. Line: the fitted curve.");
    const domain = own === null ? null : smileDomain(own, context.strikes === 0);
    if (own === null || domain === null) {
      this.#frame.chart.draw({ domain: [0, 1], xText: () => "", panels: [], marks: [], stops: [] });
      return;
    }

    const shape = smileShape(own);
    const within = (strike: number): boolean => strike >= domain[0] && strike <= domain[1];
    const others = this.rooms(place).slice(1).flatMap((room) => {
      const table = context.table(room);
      return table === null ? [] : [{ name: this.#colour(room.split(":")[2]!), shape: smileShape(table), fitted: fittedCurve(sliceOf(table.header), domain) }];
    });
    const fitted = fittedCurve(sliceOf(own.header), domain);
    const curve = [...fitted, ...others.flatMap((other) => other.fitted)].map(({ iv }) => iv);
    const ivs = padded(extent([...curve, ...shape.market.filter(([strike]) => within(strike)).map(([, iv]) => iv)]), 0.08);
    const colour = this.#colour(place.expiry!);
    const clip = (iv: number): number => Math.min(Math.max(iv, ivs[0]), ivs[1]);
    const smile: ChartPanel = {
      label: "Implied volatility, %",
      weight: 3,
      domain: ivs,
      text: (value) => format.plain(value, ivs[1] - ivs[0] < 4 ? 1 : 0),
      series: [
        { kind: "ranges", name: `quote ${colour}`, points: shape.quotes.filter(([strike]) => within(strike)).map(([strike, bid, ask]) => [strike, clip(bid), clip(ask)]) },
        ...others.map((other) => ({ kind: "line", name: other.name, points: volatilities(other.fitted) }) as const),
        ...others.map(({ name, shape: { market } }) => ({ kind: "dots", name: `${name} small`, points: market.filter(([, iv]) => iv <= ivs[1] && iv >= ivs[0]) }) as const),
        { kind: "line", name: `${colour} own`, points: volatilities(fitted) },
        { kind: "dots", name: colour, points: shape.market },
        { kind: "dots", name: `hollow ${colour}`, points: shape.excluded.filter(([, iv]) => iv <= ivs[1] && iv >= ivs[0]) },
      ],
    };
    const step = strikeStep(shape.strikes);
    const chances = (points: readonly SlicePoint[]) => points.map(({ strike, density }) => [strike, density * step * 100] as const);
    const chance: ChartPanel = {
      label: `Risk-neutral probability per ${format.grouped(step, step < 1 ? 2 : 0)} points, %`,
      weight: 1,
      domain: padded(extent([fitted, ...others.map((other) => other.fitted)].flatMap((points) => chances(points).map(([, value]) => value))), 0.05, true),
      text: (value) => format.plain(value, value !== 0 && Math.abs(value) < 1 ? 1 : 0),
      series: [...others.map((other) => ({ kind: "line", name: other.name, points: chances(other.fitted) }) as const), { kind: "line", name: `${colour} own`, points: chances(fitted) }],
    };
    const forward = numberOf(own.header, "forward");
    const marks = forward === null ? [] : [{ x: forward, label: "Forward", name: "forward" }];
    this.#frame.chart.draw({ domain, xText: (value) => format.grouped(value, 0), panels: [smile, chance], marks, stops: shape.strikes.filter(within) });
    this.#read();
  }

  #drawFigures(own: LiveTable | null, { format }: ViewContext): void {
    const header = own?.header ?? {};
    const why = own === null ? "the smile is not there yet" : smileReason(header["status"]) || "not known for this smile";
    const figure = (figures: Figures, name: string, text: (value: number) => string, column = name): void => {
      const value = numberOf(header, column);
      figures.set(name, value === null ? format.plain(null, 0) : text(value), value === null ? why : "");
    };
    const points = (value: number): string => `${format.plain(value, 2)} vol pts`;
    figure(this.#level, "smileAtmIv", (value) => `${format.percent(value, 2)} %`, "atmIv");
    figure(this.#level, "atmSkew", (value) => format.plain(value, 3));
    figure(this.#level, "riskReversal25", (value) => points(value * 100));
    figure(this.#level, "butterfly25", (value) => points(value * 100));
    figure(this.#level, "smileForward", (value) => format.grouped(value, 2), "forward");
    const free = header["butterflyFree"];
    const known = typeof free === "boolean";
    this.#certificate.set("butterflyFree", known ? (free ? "✓ none" : "✗ possible") : format.plain(null, 0), known ? "" : why);
    figure(this.#certificate, "minimumG", (value) => format.plain(value, 4));
    const at = numberOf(header, "minimumGAt");
    this.#certificate.set("minimumGAt", at === null ? (known ? "in a wing" : format.plain(null, 0)) : format.plain(at, 4), known ? "" : why);
    figure(this.#certificate, "rmsNearVolPoints", points);
    figure(this.#certificate, "rmsNearTicks", (value) => `${format.plain(value, 2)} ticks`);
    figure(this.#certificate, "rmsVolPoints", points);
    figure(this.#certificate, "insideShare", (value) => `${format.percent(value, 1)} %`);
    figure(this.#certificate, "points", (value) => format.grouped(value, 0));
    figure(this.#certificate, "excludedPoints", (value) => format.grouped(value, 0));
  }

  #drawChips({ place, expiries }: ViewContext): void {
    const key = `${place.product} ${place.expiry} ${expiries.join()} ${place.params["over"] ?? ""}`;
    if (key === this.#chipped) return;
    this.#chipped = key;
    this.#chips.replaceChildren(
      ...expiries.slice(0, COLOURS * 2).map((expiry) => {
        const own = expiry === place.expiry;
        const chip = element("button", { type: "button", "data-overlay": expiry, class: this.#colour(expiry), title: own ? "The expiry chosen above" : "Lay this expiry over it" });
        chip.append(element("i", { "aria-hidden": "true" }), expiryDate(expiry, expiries[0]!.slice(0, 4)));
        setAttribute(chip, "aria-pressed", String(own || overlaid(place).includes(expiry)));
        chip.disabled = own;
        chip.addEventListener("click", () => {
          const over = overlaid(place);
          this.host.go({ params: overlay(over.includes(expiry) ? over.filter((other) => other !== expiry) : [...over, expiry].sort()) });
        });
        return chip;
      }),
    );
  }

  #colour(expiry: string): string {
    const at = this.#context?.expiries.indexOf(expiry) ?? 0;
    return `e${Math.max(0, at) % COLOURS}`;
  }

  #read(): void {
    const context = this.#context;
    const stop = this.#frame.chart.stop;
    const table = context === null ? null : context.table(roomOf(context.place.product!, context.place.expiry!));
    const row = stop === null ? undefined : table?.rows.get(String(stop));
    if (context === null || stop === null || row === undefined) {
      this.#frame.readout([["", "Point at a strike, or use the arrow keys", "hint"]]);
      return;
    }

    const { format } = context;
    const iv = (column: string): string => format.percent(numberOf(row, column), 2);
    const excluded = exclusionReason(row["excluded"]);
    this.#frame.readout([
      ["", `${format.grouped(stop, 0)} ${typeof row["optionRight"] === "string" ? row["optionRight"] : ""}`, "strike"],
      ["bid", iv("bidIv"), "bidIv"],
      ["IV", iv("iv"), "iv"],
      ["ask", iv("askIv"), "askIv"],
      ["fitted", iv("fittedIv"), "fittedIv"],
      ...(excluded === "" ? [] : ([["left out:", excluded, "excluded"]] as const)),
      ...(numberOf(row, "iv") === null && excluded === "" ? ([["", "no price tells a volatility here", "none"]] as const) : []),
    ]);
  }
}

function volatilities(points: readonly SlicePoint[]): (readonly [number, number])[] {
  return points.map(({ strike, iv }) => [strike, iv]);
}

/** The expiries that the address lays over the one chosen. */
function overlaid({ params }: Place): readonly string[] {
  return (params["over"] ?? "").split(",").filter((expiry) => /^\d{4}-\d{2}-\d{2}$/.test(expiry));
}

function overlay(expiries: readonly string[]): Place["params"] {
  return expiries.length === 0 ? {} : { over: expiries.join() };
}

function roomOf(product: string, expiry: string): string {
  return `smile:${product}:${expiry}`;
}

export const SMILE: ViewDefinition = {
  name: "smile",
  label: "Smile",
  key: "s",
  explanation: "Implied volatility over strikes: the market's and the fitted curve",
  controls: [],
  create: (host) => new SmileView(host),
};
