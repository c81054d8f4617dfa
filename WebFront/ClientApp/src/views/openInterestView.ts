import type { Baseline } from "../model/baseline";
import { BUILD_UPS, buildUp } from "../model/legFigures";
import { legKey, type LiveTable } from "../model/liveTable";
import { MetricSeries } from "../model/metricSeries";
import { interestAt, numberOf, painAt, strikeOfMost, strikesAround, strikesOf, strikeStep, type StrikeInterest } from "../model/profile";
import type { Place } from "../model/place";
import { exposureReason } from "../model/reasons";
import { extent, padded } from "../model/scale";
import type { ChartMark, ChartPanel } from "./chartSpec";
import { ChoiceChips } from "./choiceChips";
import { dayChart, type DayMetric, dayReadout } from "./dayChart";
import { Figures } from "./figures";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

const BAR = 0.36;

const FIGURES = [
  { name: "oiMaxPain", label: "Max pain", explanation: "The settlement at which option writers would pay least", section: "chain-statistics" },
  { name: "mostCallOi", label: "Most call OI", explanation: "The strike with the most open calls" },
  { name: "mostPutOi", label: "Most put OI", explanation: "The strike with the most open puts" },
  { name: "oiCallWall", label: "Call wall", explanation: "The strike whose calls hold the most gamma", section: "exposures" },
  { name: "oiPutWall", label: "Put wall", explanation: "The strike whose puts hold the most gamma", section: "exposures" },
  { name: "oiPcr", label: "PCR by OI", explanation: "Put open interest to call open interest, whole chain", section: "chain-statistics" },
  { name: "callOi", label: "Call OI", explanation: "Open calls of the whole chain, in units of the underlying" },
  { name: "putOi", label: "Put OI", explanation: "Open puts of the whole chain, in units of the underlying" },
  { name: "callOiChange", label: "Call OI change", explanation: "Change of open calls since the previous day's close, in units of the underlying" },
  { name: "putOiChange", label: "Put OI change", explanation: "Change of open puts since the previous day's close, in units of the underlying" },
];

const MODES = [
  { name: "strikes", label: "Strikes", words: "In units of the underlying (contracts × lot size). Left bar of a strike: calls, right bar: puts. Below: change since the previous day's close." },
  { name: "build-up", label: "Build-up", words: "" },
  { name: "max-pain", label: "Max pain curve", words: "What the writers of all open options would pay, should the underlying settle at a strike: to calls below it and to puts above it. Max pain is where they pay least." },
  { name: "day", label: "Over the day", words: "As recorded: put to call ratio by open interest and by volume, and the open interest itself, whole chain. Market time." },
] as const;

const DAY: readonly DayMetric[] = [
  { metric: "pcrOi", label: "PCR by OI", name: "e0 own", text: (value, format) => format.plain(value, 3) },
  { metric: "pcrVolume", label: "by volume (dashed)", name: "e1", along: true, text: (value, format) => format.plain(value, 3) },
  { metric: "putOi", label: "Put OI, units", name: "put-oi", text: (value, format) => format.compact(value) },
  { metric: "callOi", label: "call OI (dashed)", name: "call-oi", along: true, text: (value, format) => format.compact(value) },
];

/** Open interest and its change over strikes, with max pain and the walls. */
class OpenInterestView implements MarketView {
  readonly #figures = new Figures("Whole chain", FIGURES);
  readonly #frame = new ViewFrame("open-interest", "Open interest", [this.#figures.element], () => this.#read());
  readonly #modes: ChoiceChips<(typeof MODES)[number]>;
  readonly #series: MetricSeries;
  #context: ViewContext | null = null;

  constructor(readonly host: ViewHost) {
    this.#series = new MetricSeries(host.rest, () => host.refresh());
    this.#modes = new ChoiceChips("What is shown", MODES, (show) => host.go({ params: show === MODES[0].name ? {} : { show } }));
    this.#frame.tools.append(this.#modes.element);
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms(place: Place): readonly string[] {
    return place.product === null || place.expiry === null ? [] : [`chain:${place.product}:${place.expiry}`, `exposures:${place.product}:${place.expiry}`];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place, format } = context;
    const chain = context.table(`chain:${place.product}:${place.expiry}`);
    const walls = context.table(`exposures:${place.product}:${place.expiry}`);
    this.#frame.version(chain);
    const mode = this.#modes.draw(place.params["show"]);
    this.#frame.words(mode.words);
    if (chain === null) return;
    const strikes = strikesOf(chain);
    const whole = strikes.map((strike) => interestAt(chain, strike));
    const header = chain.header;
    const shown = new Set(strikesAround(strikes, numberOf(header, "atmStrike") ?? numberOf(header, "spot"), context.strikes));
    const profile = whole.filter(({ strike }) => shown.has(strike));
    const none = whole.every(({ callOi, putOi }) => callOi === null && putOi === null);
    this.#frame.trouble(none ? "The feed does not report open interest." : "");

    const figure = (name: string, value: number | null, text: string, reason: string): void => this.#figures.set(name, text, value === null ? reason : "");
    const level = (name: string, value: number | null, reason: string): void => figure(name, value, format.grouped(value, 0), reason);
    const missing = "the feed does not report open interest";
    const noWall = walls === null ? "exposures are not there yet" : exposureReason(walls.header["status"]) || "no strike holds gamma";
    const [maxPain, callWall, putWall] = [numberOf(header, "maxPain"), numberOf(walls?.header, "callWall"), numberOf(walls?.header, "putWall")];
    level("oiMaxPain", maxPain, missing);
    level("mostCallOi", strikeOfMost(whole, "callOi"), missing);
    level("mostPutOi", strikeOfMost(whole, "putOi"), missing);
    level("oiCallWall", callWall, noWall);
    level("oiPutWall", putWall, noWall);
    const pcr = numberOf(header, "pcrOi");
    figure("oiPcr", pcr, format.plain(pcr, 3), "no open calls");
    for (const name of ["callOi", "putOi"]) figure(name, numberOf(header, name), format.compact(numberOf(header, name)), missing);
    for (const name of ["callOiChange", "putOiChange"]) figure(name, numberOf(header, name), format.signedCompact(numberOf(header, name)), missing);

    if (mode.name === "day") {
      this.#series.want(place.product!, place.expiry, DAY.map(({ metric }) => metric), header["asOf"]);
      if (!none) this.#frame.trouble(this.#series.trouble);
      this.#frame.chart.draw(dayChart(this.#series, DAY, context));
      this.#read();
      return;
    }

    const step = strikeStep(strikes);
    const baseline = this.host.openings.of(chain);
    if (mode.name === "build-up") this.#frame.words(this.#buildUpWords(chain, context));
    const panel = (label: string, weight: number, call: keyof StrikeInterest, put: keyof StrikeInterest): ChartPanel => {
      const points = (column: keyof StrikeInterest) => profile.flatMap((each) => (each[column] === null ? [] : [[each.strike, each[column]] as const]));
      const [calls, puts] = [points(call), points(put)];
      return {
        label,
        weight,
        domain: padded(extent([...calls, ...puts].map(([, value]) => value)), 0.06, true),
        text: (value) => format.compact(value),
        series: [
          { kind: "bars", name: "call", points: calls, offset: -step * BAR / 2, width: step * BAR },
          { kind: "bars", name: "put", points: puts, offset: (step * BAR) / 2, width: step * BAR },
        ],
      };
    };
    const spot = numberOf(header, "spot");
    const marks: ChartMark[] = [];
    const mark = (name: string, label: string, x: number | null): void => void (x !== null && marks.push({ x, label, name }));
    mark("spot", "Spot", spot);
    mark("max-pain", "Max pain", maxPain);
    mark("call-wall", "Call wall", callWall);
    mark("put-wall", "Put wall", putWall);
    const first = profile[0]?.strike ?? 0;
    const last = profile.at(-1)?.strike ?? 1;
    this.#frame.chart.draw({
      domain: [first - step * 0.7, last + step * 0.7],
      xText: (value) => format.grouped(value, 0),
      panels: mode.name === "max-pain" ? [painPanel(whole, profile, context)] : mode.name === "build-up" ? (["call", "put"] as const).map((side) => buildUpPanel(chain, baseline, side, profile, step, context)) : [panel("Open interest", 3, "callOi", "putOi"), panel("Change of open interest", 2, "callChange", "putChange")],
      marks,
      stops: profile.map(({ strike }) => strike),
    });
    this.#read();
  }

  #buildUpWords(chain: LiveTable, { clock }: ViewContext): string {
    const { time, ofDay } = this.host.openings.of(chain).since();
    const since = clock.parts(time);
    return `Change of open interest since ${ofDay ? "the day's first record" : "this page first saw the chain"}${since === null ? "" : `, ${since.time} ${since.zone}`}, units. Filled: price up (upwards long build-up, downwards short covering). Hollow: price down (upwards short build-up, downwards long unwinding).`;
  }

  #classOf(chain: LiveTable, strike: number, side: "call" | "put"): string {
    const key = legKey(strike, side);
    const what = buildUp({ strike, right: side, leg: chain.rows.get(key), header: chain.header, before: this.host.openings.of(chain).of(key, chain) });
    return what === null ? "not known" : BUILD_UPS[what]!.label;
  }

  #read(): void {
    const context = this.#context;
    const stop = this.#frame.chart.stop;
    const chain = context?.table(`chain:${context.place.product}:${context.place.expiry}`) ?? null;
    if (context === null || stop === null || chain === null) {
      this.#frame.readout([["", "Point at a strike, or use the arrow keys", "hint"]]);
      return;
    }

    const { format } = context;
    if (context.place.params["show"] === "day") {
      this.#frame.readout(dayReadout(this.#series, DAY, stop, context));
      return;
    }

    const at = interestAt(chain, stop);
    this.#frame.readout([
      ["", format.grouped(stop, 0), "strike"],
      ...(context.place.params["show"] === "build-up" ? (["call", "put"] as const).map((side) => [`${side}:`, this.#classOf(chain, stop, side), `${side}BuildUp`] as const) : []),
      ["call OI", format.grouped(at.callOi, 0), "callOi"],
      ["change", format.signed(at.callChange, 0), "callChange"],
      ["put OI", format.grouped(at.putOi, 0), "putOi"],
      ["change", format.signed(at.putChange, 0), "putChange"],
      ...(context.place.params["show"] === "max-pain" ? ([["writers pay", format.compact(painAt(strikesOf(chain).map((strike) => interestAt(chain, strike)), stop)), "pain"]] as const) : []),
    ]);
  }
}

/** Change of open interest since the baseline, a series per class. */
function buildUpPanel(chain: LiveTable, baseline: Baseline, side: "call" | "put", profile: readonly StrikeInterest[], step: number, { format }: ViewContext): ChartPanel {
  const changes = profile.flatMap(({ strike }) => {
    const key = legKey(strike, side);
    const leg = chain.rows.get(key);
    const before = baseline.of(key, chain);
    const what = buildUp({ strike, right: side, leg, header: chain.header, before });
    const oi = numberOf(leg, "oi");
    return what === null || oi === null || before.oi === null ? [] : [{ strike, what, change: oi - before.oi }];
  });
  return {
    label: `${side === "call" ? "Calls" : "Puts"}: change of open interest`,
    weight: 1,
    domain: padded(extent(changes.map(({ change }) => change)), 0.08, true),
    text: (value) => format.compact(value),
    series: BUILD_UPS.map(({ name }, index) => ({ kind: "bars", name: `build-${name}`, points: changes.filter(({ what }) => what === index).map(({ strike, change }) => [strike, change] as const), offset: 0, width: step * 2 * BAR })),
  };
}

function painPanel(whole: readonly StrikeInterest[], shown: readonly StrikeInterest[], { format, currency }: ViewContext): ChartPanel {
  const points = shown.map(({ strike }) => [strike, painAt(whole, strike)] as const);
  return {
    label: `Writers pay at settlement, ${currency}`,
    weight: 1,
    domain: padded(extent(points.map(([, value]) => value)), 0.06, true),
    text: (value) => format.compact(value),
    series: [{ kind: "line", name: "e0 own", points }, { kind: "dots", name: "e0", points }],
  };
}

export const OPEN_INTEREST: ViewDefinition = {
  name: "open-interest",
  label: "Open interest",
  key: "o",
  explanation: "Open contracts and their change over strikes",
  controls: ["strikes"],
  create: (host) => new OpenInterestView(host),
};
