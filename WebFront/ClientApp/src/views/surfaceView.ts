import { MetricSeries } from "../model/metricSeries";
import type { Place } from "../model/place";
import { extent, padded } from "../model/scale";
import { numberOf } from "../model/profile";
import { fittedCurve } from "../model/smile";
import { type ExpirySlice, meshOf, type MoneynessAxis, slicesOf, strikeAt, type SurfaceMesh } from "../model/surface";
import { expiryDate } from "../model/time";
import type { ChartPanel, ChartSpec, Series } from "./chartSpec";
import { ChoiceChips } from "./choiceChips";
import { dayChart, type DayMetric, dayReadout } from "./dayChart";
import { element, setHidden } from "./dom";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import { SliceTable } from "./sliceTable";
import { SurfaceCertificateText } from "./surfaceCertificate";
import { SurfacePane } from "./surfacePane";
import type { ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

const COLOURS = 8;
const DAYS = 365;

const SHOWN = [
  { name: "surface", label: "Surface", words: "Fitted implied volatility over moneyness and time to expiry, free of arbitrage. Dark lines: expiries; in between total variance is linear in time. Drag it, or turn it with the arrow keys." },
  { name: "term", label: "Term structure", words: "Volatility at the money of each expiry, and between one expiry and the next (forward volatility), per cent a year." },
  { name: "skew", label: "Skew", words: "25-delta risk reversal: volatility of the call less that of the put. Butterfly: their mean less the volatility at the money. In volatility points, over days to expiry." },
  { name: "skew-day", label: "Skew over the day", words: "Risk reversal and butterfly at 25 delta of the chosen expiry as they were recorded, in volatility points." },
  { name: "density", label: "Density", words: "Risk-neutral density of the underlying at each expiry: chance, in per cent, of each per cent of move from its forward." },
] as const;

type Shown = (typeof SHOWN)[number];

const AXES = [
  { name: "deviations", label: "Deviations" },
  { name: "percent", label: "Per cent" },
] as const;

const SKEW: readonly DayMetric[] = [
  { metric: "riskReversal25", label: "Risk reversal, vol points", name: "e0 own", times: 100, text: (value, format) => format.plain(value, 2) },
  { metric: "butterfly25", label: "Butterfly, vol points", name: "e2 own", times: 100, text: (value, format) => format.plain(value, 2) },
];

/** The product's volatility surface: in three dimensions, along time, across strikes, and as chances; its certificate beside it. */
class SurfaceView implements MarketView {
  readonly #certificate = new SurfaceCertificateText();
  readonly #numbers = new SliceTable();
  readonly #frame = new ViewFrame("surface", "Volatility surface", [this.#certificate.element, this.#numbers.element], () => this.#read());
  readonly #pane = new SurfacePane((place) => this.#point(place), (message) => this.#frame.trouble(message));
  readonly #modes = new ChoiceChips("What is shown", SHOWN, (show) => this.#choose({ show }));
  readonly #axes = new ChoiceChips("Moneyness", AXES, (x) => this.#choose({ x }));
  /** Which line is which expiry's. */
  readonly #key = element("ul", { class: "key", "aria-label": "Lines of the chart" });
  #keyed = "";
  readonly #series: MetricSeries;
  #context: ViewContext | null = null;
  #mesh: SurfaceMesh | null = null;
  #place: readonly [number, number] | null = null;

  constructor(readonly host: ViewHost) {
    this.#series = new MetricSeries(host.rest, () => host.refresh());
    this.#frame.tools.append(this.#modes.element, this.#axes.element);
    this.#frame.chart.element.before(this.#pane.element, this.#key);
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms(place: Place): readonly string[] {
    return place.product === null ? [] : [`surface:${place.product}`];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place, format } = context;
    const room = this.rooms(place)[0]!;
    const table = context.table(room);
    const shown = this.#modes.draw(place.params["show"]);
    const axis = this.#axes.draw(place.params["x"]).name;
    this.#frame.version(table);
    setHidden(this.#pane.element, shown.name !== "surface");
    setHidden(this.#frame.chart.element, shown.name === "surface");
    setHidden(this.#axes.element, shown.name !== "surface");
    setHidden(this.#key, shown.name !== "density");
    this.#frame.words(shown.words);
    const slices = slicesOf(table);
    this.#mesh = table === null ? null : meshOf(slices, table, axis);
    this.#certificate.draw(table, format);
    this.#numbers.draw(table, this.#mesh, place.expiry, (x) => this.#columnText(x), format);
    if (shown.name === "skew-day" && place.expiry !== null) this.#series.want(place.product!, place.expiry, SKEW.map(({ metric }) => metric), table?.header["asOf"]);
    this.#frame.trouble(this.#trouble(table === null ? (context.refusal(room) ?? "Waiting for the surface …") : "", slices));
    if (shown.name === "surface") {
      const year = (slices[0]?.expiry ?? "").slice(0, 4);
      const columnTitle = axis === "deviations" ? "standard deviations from the forward" : "strike, % from the forward";
      if (this.#mesh !== null) this.#pane.draw(this.#mesh, { column: (x) => this.#columnText(x), columnTitle, row: (expiry) => expiryDate(expiry, year) });
    } else {
      this.#frame.chart.draw(this.#chart(slices, context));
    }

    this.#read();
  }

  get #shown(): Shown {
    return SHOWN.find(({ name }) => name === this.#context?.place.params["show"]) ?? SHOWN[0];
  }

  get #axis(): MoneynessAxis {
    return this.#context?.place.params["x"] === "percent" ? "percent" : "deviations";
  }

  #choose(choice: Readonly<Record<string, string>>): void {
    this.host.go({ params: { ...this.#context?.place.params, ...choice } });
  }

  #trouble(waiting: string, slices: readonly ExpirySlice[]): string {
    if (waiting !== "") return waiting;
    const { name } = this.#shown;
    if (name === "skew-day") return this.#series.trouble;
    if (slices.length === 0) return "No expiry has a fitted smile yet: the certificate says why.";
    return name === "surface" && slices.length < 2 ? "A surface takes two expiries with a fitted smile: the certificate says which have none, and why." : "";
  }

  #columnText(x: number): string {
    const { format } = this.#context!;
    return this.#axis === "deviations" ? `${format.signed(x, x % 1 === 0 ? 0 : 2)}σ` : `${format.signed(x, Number.isInteger(x) ? 0 : 1)} %`;
  }

  #chart(slices: readonly ExpirySlice[], context: ViewContext): ChartSpec {
    const { format } = context;
    const { name } = this.#shown;
    if (name === "skew-day") return dayChart(this.#series, SKEW, context);
    if (name === "density") return this.#density(slices, context);
    const table = context.table(this.rooms(context.place)[0]!);
    const row = (expiry: string, column: string): number | null => numberOf(table?.rows.get(expiry), column);
    const points = (column: string) => slices.flatMap(({ expiry, years }) => (row(expiry, column) === null ? [] : [[years * DAYS, row(expiry, column)! * 100] as const]));
    const panel = (label: string, ...lines: readonly (readonly [column: string, name: string])[]): ChartPanel => {
      const series = lines.flatMap(([column, colour]): Series[] => [{ kind: "line", name: colour, points: points(column) }, { kind: "dots", name: colour, points: points(column) }]);
      const domain = padded(extent(series.flatMap((each) => each.points.map((point) => point[1]))), 0.15);
      return { label, weight: 1, domain, text: (value) => format.plain(value, domain[1] - domain[0] < 1 ? 2 : 1), series };
    };
    const last = (slices.at(-1)?.years ?? 1) * DAYS;
    return {
      domain: [-last * 0.02, last * 1.04],
      xText: (value) => (value < 0 ? "" : `${format.plain(value, 0)} d`),
      panels: slices.length === 0 ? [] : name === "term" ? [panel("At the money (line), forward volatility (dashed), %", ["atmIv", "e0 own"], ["forwardIv", "e1"])] : [panel("25Δ risk reversal (line), 10Δ (dashed), vol points", ["riskReversal25", "e0 own"], ["riskReversal10", "e1"]), panel("25Δ butterfly (line), 10Δ (dashed), vol points", ["butterfly25", "e2 own"], ["butterfly10", "e4"])],
      marks: [],
      stops: slices.map(({ years }) => years * DAYS),
    };
  }

  #density(slices: readonly ExpirySlice[], { format, place }: ViewContext): ChartSpec {
    const widest = slices.length === 0 ? 1 : Math.max(...slices.slice(0, COLOURS).map((slice) => Math.min(0.25, 3.2 * Math.sqrt(Math.max(1e-8, slice.a + slice.b * slice.sigma)))));
    const series = slices.slice(0, COLOURS).map((slice, i): Series & { readonly kind: "line" } => ({
      kind: "line",
      name: `e${i % COLOURS}${slice.expiry === place.expiry ? " own" : ""}`,
      points: fittedCurve(slice, [slice.forward * (1 - widest), slice.forward * (1 + widest)]).map(({ strike, density }) => [(strike / slice.forward - 1) * 100, density * slice.forward] as const),
    }));
    this.#drawKey(slices.slice(0, COLOURS).map(({ expiry }, i) => [expiryDate(expiry, slices[0]!.expiry.slice(0, 4)), series[i]!.name] as const));
    const peaks = series.map(({ points }) => Math.max(0, ...points.map(([, y]) => y))).sort((a, b) => b - a);
    // The expiry hours away towers over all others: it may go through the roof.
    const roof = peaks.length > 2 && peaks[0]! > 2.5 * peaks[1]! ? peaks[1]! * 1.3 : (peaks[0] ?? 1) * 1.05;
    return {
      domain: [-widest * 100, widest * 100],
      xText: (value) => `${format.signed(value, 0)} %`,
      panels: series.length === 0 ? [] : [{ label: "Chance of each per cent of move, %", weight: 1, domain: [0, roof], text: (value) => format.plain(value, roof < 5 ? 1 : 0), series: series.map((each) => ({ ...each, points: each.points.map(([x, y]) => [x, Math.min(y, roof)] as const) })) }],
      marks: [{ x: 0, label: "Forward", name: "forward" }],
      stops: series[0]?.points.filter((_, i) => i % 4 === 0).map(([x]) => x) ?? [],
    };
  }

  #drawKey(lines: readonly (readonly [label: string, name: string])[]): void {
    const key = lines.join();
    if (key === this.#keyed) return;
    this.#keyed = key;
    this.#key.replaceChildren(...lines.map(([label, name]) => element("li", { class: name }, element("i", { "aria-hidden": "true" }), label)));
  }

  #point(place: readonly [number, number] | null): void {
    this.#place = place;
    this.#read();
  }

  #read(): void {
    const context = this.#context;
    if (context === null) return;
    const { format, place } = context;
    const { name } = this.#shown;
    const mesh = this.#mesh;
    const year = context.expiries[0]?.slice(0, 4) ?? "";
    if (name === "surface") {
      const at = this.#place;
      if (mesh === null || at === null || mesh.rows[at[0]] === undefined) {
        this.#frame.readout([["", mesh === null ? "" : "Point at the surface to read it", "hint"]]);
        return;
      }

      const row = mesh.rows[at[0]]!;
      this.#frame.readout([
        ["", row.expiry === null ? `${format.plain(row.years * DAYS, 1)} days` : expiryDate(row.expiry, year), "time"],
        ["at", this.#columnText(mesh.columns[at[1]]!), "moneyness"],
        ["strike", format.grouped(strikeAt(mesh, ...at), 0), "strike"],
        ["IV", `${format.plain(mesh.iv[at[0]]![at[1]]!, 2)} %`, "iv"],
      ]);
      return;
    }

    const { stop } = this.#frame.chart;
    if (stop === null) {
      this.#frame.readout([["", "Point at the chart, or use the arrow keys", "hint"]]);
    } else if (name === "skew-day") {
      this.#frame.readout(dayReadout(this.#series, SKEW, stop, context));
    } else if (name === "density") {
      this.#frame.readout([["move", `${format.signed(stop, 1)} %`, "move"]]);
    } else {
      const table = context.table(this.rooms(place)[0]!);
      const slice = slicesOf(table).find(({ years }) => years * DAYS === stop);
      const row = slice === undefined ? undefined : table?.rows.get(slice.expiry);
      const value = (column: string): string => format.signed(numberOf(row, column) === null ? null : numberOf(row, column)! * 100, 2);
      this.#frame.readout([
        ["", slice === undefined ? "" : expiryDate(slice.expiry, year), "expiry"],
        ["days", format.plain(stop, 1), "days"],
        ["ATM IV", value("atmIv").replace("+", ""), "atmIv"],
        ["forward volatility", value("forwardIv").replace("+", ""), "forwardIv"],
        ["risk reversal", value("riskReversal25"), "riskReversal25"],
        ["butterfly", value("butterfly25"), "butterfly25"],
      ]);
    }
  }
}

export const SURFACE: ViewDefinition = {
  name: "surface",
  label: "Surface",
  key: "v",
  explanation: "Volatility over strikes and time, term structure, skew and density, with the no-arbitrage certificate",
  controls: [],
  create: (host) => new SurfaceView(host),
};
