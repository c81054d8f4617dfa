import { BarSeries, INTERVALS } from "../model/barSeries";
import { MetricSeries } from "../model/metricSeries";
import type { Place } from "../model/place";
import { expectedMove, numberOf } from "../model/profile";
import { exposureReason } from "../model/reasons";
import { extent, padded } from "../model/scale";
import { nearestStrike } from "../model/strikes";
import { timeTicks } from "../model/timeTicks";
import type { ChartPanel, PanelLevel } from "./chartSpec";
import { ChoiceChips } from "./choiceChips";
import { element, setAttribute } from "./dom";
import { Figures } from "./figures";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

const METRICS = ["straddle", "atmIv"];
const TICKS = 8;
const BODY = 0.7;

/** In heights of the candles. */
const NEAR = 1.5;

const FIGURES = [
  { name: "priceSpot", label: "Spot", explanation: "The underlying now" },
  { name: "priceMaxPain", label: "Max pain", explanation: "The settlement at which option writers would pay least" },
  { name: "priceCallWall", label: "Call wall", explanation: "The strike whose calls hold the most gamma" },
  { name: "pricePutWall", label: "Put wall", explanation: "The strike whose puts hold the most gamma" },
  { name: "priceFlip", label: "Gamma flip", explanation: "The level of the underlying at which gamma exposure changes sign" },
  { name: "moveUp", label: "Move up", explanation: "The forward and one standard deviation until the expiry: F + F·σ·√T" },
  { name: "moveDown", label: "Move down", explanation: "The forward less one standard deviation until the expiry: F − F·σ·√T" },
];

/** Candles of the underlying with what the options say of it, and straddle and volatility under them on one crosshair. */
class PriceView implements MarketView {
  readonly #figures = new Figures("Levels", FIGURES);
  readonly #frame = new ViewFrame("price", "Price", [this.#figures.element], () => this.#read());
  readonly #intervals: ChoiceChips<(typeof INTERVALS)[number]>;
  readonly #levels = element("button", { type: "button", "data-control": "levels", title: "Make room for all levels, or for the candles alone" }, "All levels");
  readonly #bars: BarSeries;
  readonly #metrics: MetricSeries;
  #context: ViewContext | null = null;

  constructor(host: ViewHost) {
    this.#bars = new BarSeries(host.rest, () => host.refresh());
    this.#metrics = new MetricSeries(host.rest, () => host.refresh());
    const go = (change: Record<string, string>): void => {
      const params = { ...this.#context?.place.params, ...change };
      host.go({ params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== "")) });
    };
    this.#intervals = new ChoiceChips("Width of a candle", INTERVALS, (name) => go({ bars: name === INTERVALS[0]!.name ? "" : name }));
    this.#levels.addEventListener("click", () => go({ levels: this.#context?.place.params["levels"] === "all" ? "" : "all" }));
    this.#frame.tools.append(this.#intervals.element, this.#levels);
    this.#frame.words("The underlying in market time; hollow candles rose, filled ones fell. Levels of the expiry chosen: max pain, walls, gamma flip and one standard deviation either way.");
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms({ product, expiry }: Place): readonly string[] {
    return product === null || expiry === null ? [] : [`product:${product}`, `chain:${product}:${expiry}`, `exposures:${product}:${expiry}`];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place, format } = context;
    const product = context.table(`product:${place.product}`);
    const chain = context.table(`chain:${place.product}:${place.expiry}`);
    const exposures = context.table(`exposures:${place.product}:${place.expiry}`);
    this.#frame.version(chain);
    const interval = this.#intervals.draw(place.params["bars"]);
    const all = place.params["levels"] === "all";
    setAttribute(this.#levels, "aria-pressed", String(all));
    const instant = Date.parse(String(product?.header["asOf"]));
    if (product === null || chain === null || Number.isNaN(instant)) return;

    const spot = numberOf(product.header, "spot");
    this.#bars.want(place.product!, interval, instant, spot);
    this.#metrics.want(place.product!, place.expiry, METRICS, product.header["asOf"]);
    const { bars } = this.#bars;
    this.#frame.trouble(bars.length === 0 ? this.#bars.trouble : "");

    const levels = this.#figuresOf(context);
    const noWall = exposures === null ? "exposures are not there yet" : exposureReason(exposures.header["status"]) || "gamma exposure has none";
    const reasons: Readonly<Record<string, string>> = { priceMaxPain: "no open interest is reported", moveUp: "there is no volatility at the money", moveDown: "there is no volatility at the money" };
    this.#figures.set("priceSpot", format.grouped(spot, 2), spot === null ? "the underlying has no price" : "");
    for (const { figure, value } of levels) this.#figures.set(figure, format.grouped(value, value !== null && Number.isInteger(value) ? 0 : 2), value === null ? (reasons[figure] ?? noWall) : "");

    const first = bars[0]?.time ?? instant;
    const domain: readonly [number, number] = [first - interval.width * 0.5, Math.max(bars.at(-1)?.time ?? instant, first + interval.width * 20) + interval.width];
    const range = extent(bars.flatMap(({ high, low }) => [high, low])) ?? (spot === null ? null : [spot, spot]);
    const drawn: PanelLevel[] = levels.flatMap(({ name, label, value }) => (value === null ? [] : [{ y: value, label, name }]));
    const candles: ChartPanel = {
      label: `${place.product}, ${interval.label} candles`,
      weight: 3,
      domain: padded(extent([...(range ?? []), ...drawn.flatMap(({ y }) => (all || isNear(y, range) ? [y] : []))]), 0.08),
      text: (value) => format.grouped(value, Number.isInteger(value) ? 0 : 2),
      series: [{ kind: "candles", name: "price", width: interval.width * BODY, points: bars.map(({ time, open, high, low, close }) => [time, open, high, low, close]) }],
      levels: drawn,
    };
    this.#frame.chart.draw({
      domain,
      xText: (time) => context.clock.parts(new Date(time).toISOString())?.time.slice(0, interval.width < 60_000 ? 8 : 5) ?? "",
      xTicks: timeTicks(...domain, TICKS),
      panels: [candles, this.#metric("straddle", "ATM straddle", 1, "e0", domain, (value) => format.grouped(value, 1)), this.#metric("atmIv", "ATM IV, % a year", 100, "e1 own", domain, (value) => format.plain(value, 2))],
      marks: [],
      stops: bars.map(({ time }) => time),
    });
    this.#read();
  }

  /** Where options say that something happens. */
  #figuresOf({ place, table }: ViewContext): readonly { readonly figure: string; readonly name: string; readonly label: string; readonly value: number | null }[] {
    const header = table(`chain:${place.product}:${place.expiry}`)?.header;
    const exposures = table(`exposures:${place.product}:${place.expiry}`)?.header;
    const forward = numberOf(header, "forward");
    const move = expectedMove(forward, numberOf(header, "atmIv"), numberOf(header, "timeToExpiry"));
    return [
      { figure: "priceMaxPain", name: "max-pain", label: "Max pain", value: numberOf(header, "maxPain") },
      { figure: "priceCallWall", name: "call-wall", label: "Call wall", value: numberOf(exposures, "callWall") },
      { figure: "pricePutWall", name: "put-wall", label: "Put wall", value: numberOf(exposures, "putWall") },
      { figure: "priceFlip", name: "flip", label: "Gamma flip", value: numberOf(exposures, "flip") },
      { figure: "moveUp", name: "move up", label: "+1σ", value: move === null ? null : forward! + move },
      { figure: "moveDown", name: "move down", label: "−1σ", value: move === null ? null : forward! - move },
    ];
  }

  /** A metric on the candles' clock: a value holds until the next. */
  #metric(metric: string, label: string, times: number, name: string, domain: readonly [number, number], text: (value: number) => string): ChartPanel {
    const points: (readonly [number, number])[] = [];
    let held: number | null = null;
    for (const [time, value] of this.#metrics.points(metric)) {
      if (time >= domain[0]) {
        if (points.length === 0 && held !== null) points.push([domain[0], held]);
        points.push([time, value * times]);
      }

      held = value * times;
    }

    const series = [{ kind: "line", name, points }] as const;
    return { label: this.#metrics.trouble === "" ? label : `${label}: ${this.#metrics.trouble}`, weight: 1, domain: padded(extent(points.map(([, value]) => value)), 0.12), text, series };
  }

  #read(): void {
    const stop = this.#frame.chart.stop;
    if (this.#context === null) return;
    const { format, clock } = this.#context;
    const { bars } = this.#bars;
    const bar = stop === null ? undefined : bars.find(({ time }) => time === stop);
    if (bar === undefined) {
      this.#frame.readout([["", "Point at a candle, or focus the chart and use the arrows.", "hint"]]);
      return;
    }

    const at = clock.parts(new Date(bar.time).toISOString());
    const held = (metric: string): number | null => {
      const points = this.#metrics.points(metric);
      const index = nearestStrike(points.map(([time]) => time), bar.time);
      return index < 0 ? null : points[index]![1];
    };
    this.#frame.readout([
      ["", at === null ? "" : `${at.date} ${at.time}`, "time"],
      ["O", format.grouped(bar.open, 2), "open"],
      ["H", format.grouped(bar.high, 2), "high"],
      ["L", format.grouped(bar.low, 2), "low"],
      ["C", format.grouped(bar.close, 2), "close"],
      ["straddle", format.grouped(held("straddle"), 2), "straddle"],
      ["ATM IV", `${format.percent(held("atmIv"), 2)} %`, "atmIv"],
    ]);
  }
}

/** Levels not far beyond the candles are made room for anyway. */
function isNear(level: number, range: readonly [number, number] | null): boolean {
  if (range === null) return false;
  const reach = NEAR * (range[1] - range[0]);
  return level >= range[0] - reach && level <= range[1] + reach;
}

export const PRICE: ViewDefinition = {
  name: "price",
  label: "Price",
  key: "p",
  explanation: "Candles of the underlying with the levels its options draw, straddle and volatility",
  controls: [],
  create: (host) => new PriceView(host),
};
