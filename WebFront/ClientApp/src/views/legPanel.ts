import type { RestClient } from "../connection";
import type { Baseline } from "../model/baseline";
import type { ChosenLeg } from "../model/chosenLeg";
import { loadLegDay } from "../model/legDay";
import { LegTrail } from "../model/legTrail";
import { legKey, type LiveTable } from "../model/liveTable";
import { reasonForNone } from "../model/reasons";
import { extent, padded } from "../model/scale";
import { expiryDate, expiryWeekday } from "../model/time";
import { CHAIN_COLUMNS, type ChainColumn, valueOf } from "./chainColumns";
import { Chart } from "./chart";
import type { ChartPanel } from "./chartSpec";
import { element, LiveText, setHidden } from "./dom";
import { Figures } from "./figures";
import type { ViewContext } from "./marketView";
import type { LegAction, LegReference } from "./viewDefinition";

const GROUPS = ["Market", "Open interest", "Volatility", "Greeks", "Higher order"] as const;

/** A leg in full: every figure with its unit, and its price, volatility and open interest over the day as recorded, and from there live. */
export class LegPanel {
  readonly element: HTMLElement;
  readonly #title = new LiveText();
  readonly #words = new LiveText();
  readonly #readout = new LiveText();
  readonly #chart = new Chart("The leg's price, volatility and open interest over time", () => this.#read());
  readonly #groups: readonly (readonly [readonly ChainColumn[], Figures])[];
  #trail = new LegTrail("");
  #room = "";
  /** The record of the leg shown was asked for. */
  #asked = false;
  #context: ViewContext | null = null;
  #leg: ChosenLeg | null = null;

  constructor(
    readonly rest: RestClient,
    readonly recording: () => boolean,
    actions: readonly LegAction[],
    onAction: (action: LegAction, leg: LegReference) => void,
    onClose: () => void,
  ) {
    const close = element("button", { type: "button", class: "close", "aria-label": "Close the leg", title: "Close ( Esc )" }, "×");
    close.addEventListener("click", onClose);
    const buttons = actions.map((action) => {
      const button = element("button", { type: "button", "data-leg-action": action.name, title: action.explanation }, action.label);
      button.addEventListener("click", () => this.#leg !== null && this.#context !== null && onAction(action, { expiry: this.#context.place.expiry!, strike: this.#leg.strike, right: this.#leg.side }));
      return button;
    });
    this.#groups = GROUPS.map((group) => {
      const columns = CHAIN_COLUMNS.filter((column) => column.group === group);
      return [columns, new Figures(group, columns.map(({ name, label, explanation, section }) => ({ name: `leg-${name}`, label, explanation, ...(section !== undefined && { section }) })))] as const;
    });
    this.element = element(
      "aside",
      { class: "leg-panel", "aria-label": "Leg", hidden: "" },
      element("header", {}, element("h2", { "data-value": "leg" }, this.#title.node), close),
      ...(buttons.length === 0 ? [] : [element("div", { class: "leg-actions" }, ...buttons)]),
      element("p", { class: "words" }, this.#words.node),
      element("div", { class: "readout", "data-value": "legReadout" }, this.#readout.node),
      this.#chart.element,
      ...this.#groups.map(([, figures]) => figures.element),
    );
  }

  hide(): void {
    setHidden(this.element, true);
    this.#leg = null;
    this.#room = "";
  }

  draw(leg: ChosenLeg, table: LiveTable, baseline: Baseline, context: ViewContext): void {
    this.#context = context;
    this.#leg = leg;
    const key = legKey(leg.strike, leg.side);
    const opened = this.#room !== table.room || this.#trail.key !== key || this.element.hidden;
    if (this.#room !== table.room || this.#trail.key !== key) {
      this.#trail = new LegTrail(key);
      this.#asked = false;
    }

    this.#room = table.room;
    setHidden(this.element, false);
    const { format, priceDigits } = context;
    const expiry = context.place.expiry!;
    this.#title.set(`${format.grouped(leg.strike, Number.isInteger(leg.strike) ? 0 : 2)} ${leg.side} · ${expiryWeekday(expiry)} ${expiryDate(expiry, expiry.slice(0, 4))}`);
    const facts = { strike: leg.strike, right: leg.side, leg: table.rows.get(key), header: table.header, before: baseline.of(key, table) };
    for (const [columns, figures] of this.#groups) {
      for (const column of columns) {
        const value = valueOf(column, facts);
        const reason = value !== null ? "" : facts.leg === undefined ? "this option has not been quoted or traded yet" : reasonForNone(column.name, facts.leg);
        figures.set(`leg-${column.name}`, value === null ? format.plain(null, 0) : column.bar !== undefined || column.group === "Greeks" ? column.exact(format, value).replace(/ per .*$/, "") : column.text(format, value, priceDigits), reason);
      }
    }

    if (!this.#asked && this.recording()) {
      this.#asked = true;
      void this.#begin(this.#trail, leg, expiry, String(table.header["asOf"] ?? "")).catch(() => undefined);
    }

    if (this.#trail.add(table) || opened || context.whole) this.#drawChart();
  }

  /** Puts the day so far before what is seen live. */
  async #begin(trail: LegTrail, leg: ChosenLeg, expiry: string, asOf: string): Promise<void> {
    trail.begin(await loadLegDay(this.rest, this.#context!.place.product!, expiry, leg, asOf));
    if (this.#trail === trail && this.#leg !== null) this.#drawChart();
  }

  #drawChart(): void {
    const { format, clock, priceDigits } = this.#context!;
    const { samples } = this.#trail;
    const first = samples[0];
    const since = first === undefined ? null : clock.parts(new Date(first.time).toISOString());
    this.#words.set(since === null ? "Nothing is known of this option yet." : this.#trail.recorded ? `Its day as recorded since ${since.time} ${since.zone}, and from there live.` : `As this page has seen it since ${since.time} ${since.zone}, when the leg was opened.`);
    const [from, to] = [first?.time ?? 0, Math.max((first?.time ?? 0) + 60_000, samples.at(-1)?.time ?? 0)];
    const panel = (label: string, of: (sample: (typeof samples)[number]) => number | null, text: (value: number) => string, colour: string): ChartPanel => {
      const points = samples.flatMap((sample) => {
        const value = of(sample);
        return value === null ? [] : [[sample.time, value] as const];
      });
      return { label, weight: 1, domain: padded(extent(points.map(([, value]) => value)), 0.12), text, series: [{ kind: "line", name: colour, points }, ...(points.length === 1 ? [{ kind: "dots", name: colour, points } as const] : [])] };
    };
    this.#chart.draw({
      domain: [from, to],
      xText: (value) => clock.parts(new Date(value).toISOString())?.time ?? "",
      xTicks: [0.08, 0.5, 0.88].map((share) => from + share * (to - from)),
      panels: [
        panel("Price: mid, or last trade", ({ price }) => price, (value) => format.grouped(value, priceDigits), "e0"),
        panel("IV, % a year", ({ iv }) => (iv === null ? null : iv * 100), (value) => format.plain(value, 2), "e1"),
        panel("Open interest", ({ oi }) => oi, (value) => format.compact(value), "e2"),
      ],
      marks: [],
      stops: samples.map(({ time }) => time),
    });
    this.#read();
  }

  #read(): void {
    const stop = this.#chart.stop;
    const sample = stop === null ? undefined : this.#trail.samples.find(({ time }) => time === stop);
    if (this.#context === null || sample === undefined) {
      this.#readout.set("");
      return;
    }

    const { format, clock, priceDigits } = this.#context;
    this.#readout.set(`${clock.parts(new Date(sample.time).toISOString())?.time ?? ""}: ${format.grouped(sample.price, priceDigits)}, IV ${format.percent(sample.iv, 2)} %, OI ${format.compact(sample.oi)}`);
  }
}
