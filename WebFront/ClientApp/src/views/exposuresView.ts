import { MEASURES, type Measure, signInWords } from "../model/exposure";
import { MetricSeries } from "../model/metricSeries";
import { numberOf, strikesAround, strikesOf, strikeStep } from "../model/profile";
import type { LiveTable } from "../model/liveTable";
import type { Place } from "../model/place";
import { exposureReason } from "../model/reasons";
import { extent, padded } from "../model/scale";
import type { ChartMark, Series } from "./chartSpec";
import { ChoiceChips } from "./choiceChips";
import { dayChart, type DayMetric, dayReadout } from "./dayChart";
import { element, setAttribute, setHidden } from "./dom";
import { ExpiryExposures } from "./expiryExposures";
import { Figures } from "./figures";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

const FIGURES = [
  { name: "flip", label: "Flip level", explanation: "The level of the underlying nearest to today's at which total gamma changes sign", section: "exposures" },
  { name: "flipMove", label: "… from spot", explanation: "The move of the underlying that takes it there" },
  { name: "callWall", label: "Call wall", explanation: "The strike whose calls hold the most gamma", section: "exposures" },
  { name: "putWall", label: "Put wall", explanation: "The strike whose puts hold the most gamma", section: "exposures" },
  { name: "gammaNet", label: "GEX", explanation: "Gamma exposure of the chain, currency per 1 % move of the underlying", section: "exposures" },
  { name: "deltaNet", label: "DEX", explanation: "Delta exposure of the chain, currency", section: "exposures" },
  { name: "vannaNet", label: "Vanna", explanation: "Vanna exposure of the chain, currency per percentage point of volatility", section: "exposures" },
  { name: "charmNet", label: "Charm", explanation: "Charm exposure of the chain, currency per calendar day", section: "exposures" },
  { name: "countedLegs", label: "Options counted", explanation: "Options in the sums" },
  { name: "borrowedLegs", label: "… borrowed IV", explanation: "Of these, options valued at the volatility of the other right at their strike, for want of their own" },
  { name: "leftOutLegs", label: "Left out", explanation: "Options with open interest and no volatility: in no sum" },
];

const MODES = [
  { name: "strikes", label: "Over strikes" },
  { name: "day", label: "Over the day" },
] as const;

const DAY: readonly DayMetric[] = [
  { metric: "gex", label: "GEX", name: "e0 own", text: (value, format) => format.signedCompact(value) },
  { metric: "flip", label: "Flip level", name: "flip-level", text: (value, format) => format.grouped(value, 0) },
  { metric: "forward", label: "forward (dashed)", name: "e4", along: true, text: (value, format) => format.grouped(value, 0) },
];

function dayWords(currency: string): string {
  return `As recorded, of this chain: gamma exposure in ${currency} per 1 % move, and the level at which it changes sign, with the forward. Market time.`;
}

/** Gamma, delta, vanna and charm exposure over strikes, with flip and walls. */
class ExposuresView implements MarketView {
  readonly #figures = new Figures("Chain", FIGURES);
  readonly #expiries = new ExpiryExposures();
  readonly #frame = new ViewFrame("exposures", "Exposures", [this.#figures.element, this.#expiries.element], () => this.#read());
  readonly #modes: ChoiceChips<(typeof MODES)[number]>;
  readonly #history: MetricSeries;
  readonly #buttons: readonly (readonly [Measure, HTMLElement])[];
  readonly #measures = element("div", { class: "chips", role: "group", "aria-label": "Exposure shown" });
  #measure: Measure = MEASURES[0]!;
  #context: ViewContext | null = null;

  constructor(host: ViewHost) {
    this.#history = new MetricSeries(host.rest, () => host.refresh());
    this.#modes = new ChoiceChips("Over strikes or time", MODES, (show) => host.go({ params: show === MODES[0].name ? {} : { show } }));
    this.#buttons = MEASURES.map((measure) => {
      const button = element("button", { type: "button", "data-measure": measure.name, title: measure.title }, measure.label);
      button.addEventListener("click", () => {
        this.#measure = measure;
        if (this.#context !== null) this.draw(this.#context);
      });
      return [measure, button];
    });
    this.#frame.tools.append(this.#modes.element, this.#measures);
    this.#measures.append(...this.#buttons.map(([, button]) => button));
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms(place: Place): readonly string[] {
    if (place.product === null || place.expiry === null) return [];
    return [`exposures:${place.product}:${place.expiry}`, `exposures:${place.product}`];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place, format, currency } = context;
    const [room, all] = this.rooms(place) as [string, string];
    const table = context.table(room);
    this.#frame.version(table);
    for (const [each, button] of this.#buttons) setAttribute(button, "aria-pressed", String(each === this.#measure));
    this.#drawFigures(table, context);
    this.#expiries.draw(context.table(all), place.expiry!, context);
    const { title, unit, meaning } = this.#measure;
    this.#frame.words(`${title} in ${currency}${unit === "" ? "" : ` ${unit}`}. ${signInWords(table?.header["sign"])} ${meaning}`);
    const reason = exposureReason(table?.header["status"]);
    this.#frame.trouble(table === null ? (context.refusal(room) ?? "Waiting for the exposures …") : reason === "" ? "" : `There are none: ${reason}.`);
    const day = this.#modes.draw(place.params["show"]).name === "day";
    setHidden(this.#measures, day);
    if (day) {
      this.#history.want(place.product!, place.expiry, DAY.map(({ metric }) => metric), context.table(`chain:${place.product}:${place.expiry}`)?.header["asOf"]);
      this.#frame.words(`${dayWords(currency)} ${signInWords(table?.header["sign"])}`);
      this.#frame.trouble(this.#history.trouble);
      this.#frame.chart.draw(dayChart(this.#history, DAY, context));
      this.#read();
      return;
    }

    const strikes = table === null ? [] : strikesOf(table);
    const spot = numberOf(table?.header, "spot");
    const shown = strikesAround(strikes, spot, context.strikes);
    const step = strikeStep(strikes);
    const series = this.#series(table, shown, step);
    const drawn = series.flatMap(({ points }) => points.map((point) => point[1]));
    this.#frame.chart.draw({
      domain: [(shown[0] ?? 0) - step * 0.7, (shown.at(-1) ?? 1) + step * 0.7],
      xText: (value) => format.grouped(value, 0),
      panels: [{ label: `${title}, ${currency}${unit === "" ? "" : ` ${unit}`}`, weight: 1, domain: padded(extent(drawn), 0.06, true), text: (value) => format.compact(value), series }],
      marks: this.#marks(table),
      stops: shown,
    });
    this.#read();
  }

  #series(table: LiveTable | null, strikes: readonly number[], step: number): readonly Series[] {
    const points = (column: string): (readonly [number, number])[] =>
      strikes.flatMap((strike) => {
        const value = numberOf(table?.rows.get(String(strike)), column);
        return value === null ? [] : [[strike, value] as const];
      });
    const net = points(this.#measure.name);
    if (this.#measure.name !== "gamma") {
      return [
        { kind: "bars", name: "plus", points: net.filter(([, value]) => value > 0), offset: 0, width: step * 0.6 },
        { kind: "bars", name: "minus", points: net.filter(([, value]) => value < 0), offset: 0, width: step * 0.6 },
      ];
    }

    return [
      { kind: "bars", name: "call", points: points("callGamma"), offset: 0, width: step * 0.6 },
      { kind: "bars", name: "put", points: points("putGamma"), offset: 0, width: step * 0.6 },
      { kind: "dots", name: "net", points: net },
    ];
  }

  #marks(table: LiveTable | null): ChartMark[] {
    const marks: ChartMark[] = [];
    for (const [column, name, label] of [["spot", "spot", "Spot"], ["flip", "flip", "Flip"], ["callWall", "call-wall", "Call wall"], ["putWall", "put-wall", "Put wall"]] as const) {
      const x = numberOf(table?.header, column);
      if (x !== null) marks.push({ x, label, name });
    }

    return marks;
  }

  #drawFigures(table: LiveTable | null, { format }: ViewContext): void {
    const header = table?.header;
    const why = table === null ? "exposures are not there yet" : exposureReason(header!["status"]);
    const figure = (name: string, column: string, text: (value: number) => string, absent = "there is none"): void => {
      const value = numberOf(header, column);
      this.#figures.set(name, value === null ? format.plain(null, 0) : text(value), value === null ? why || absent : "");
    };
    const noFlip = "total gamma does not change sign within 15 % of the underlying";
    figure("flip", "flip", (value) => format.grouped(value, 2), noFlip);
    figure("flipMove", "flipMove", (value) => `${format.signed(value * 100, 2)} %`, noFlip);
    figure("callWall", "callWall", (value) => format.grouped(value, 0));
    figure("putWall", "putWall", (value) => format.grouped(value, 0));
    for (const { name } of MEASURES) figure(`${name}Net`, name, (value) => format.signedCompact(value));
    for (const name of ["countedLegs", "borrowedLegs", "leftOutLegs"]) figure(name, name, (value) => format.grouped(value, 0));
  }

  #read(): void {
    const context = this.#context;
    const stop = this.#frame.chart.stop;
    if (context !== null && stop !== null && context.place.params["show"] === "day") {
      this.#frame.readout(dayReadout(this.#history, DAY, stop, context));
      return;
    }

    const row = context === null || stop === null ? undefined : context.table(this.rooms(context.place)[0]!)?.rows.get(String(stop));
    if (context === null || stop === null || row === undefined) {
      this.#frame.readout([["", "Point at a strike, or use the arrow keys", "hint"]]);
      return;
    }

    const { format } = context;
    const value = (column: string): string => format.signedCompact(numberOf(row, column));
    const sides = this.#measure.name === "gamma" ? ([["calls", value("callGamma"), "callGamma"], ["puts", value("putGamma"), "putGamma"]] as const) : [];
    this.#frame.readout([
      ["", format.grouped(stop, 0), "strike"],
      [this.#measure.label, value(this.#measure.name), this.#measure.name],
      ...sides,
      ["call OI", format.compact(numberOf(row, "callOi")), "callOi"],
      ["put OI", format.compact(numberOf(row, "putOi")), "putOi"],
    ]);
  }
}

export const EXPOSURES: ViewDefinition = {
  name: "exposures",
  label: "Exposures",
  key: "x",
  explanation: "What those who hedge must trade: gamma, delta, vanna and charm over strikes",
  controls: ["strikes"],
  create: (host) => new ExposuresView(host),
};
