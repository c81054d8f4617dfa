import { RestError } from "../connection";
import { Coalesced } from "../model/coalesced";
import type { Place } from "../model/place";
import type { PositionAnswer } from "../model/positionAnswer";
import { expectedMove, numberOf, strikesOf } from "../model/profile";
import { extent, padded } from "../model/scale";
import { formatLegs, parseLegs, requestOf, type StrategyLeg, withLeg } from "../model/strategy";
import { strategyStore } from "../model/strategyStore";
import { TEMPLATES } from "../model/strategyTemplates";
import type { ChartMark, Series } from "./chartSpec";
import { element, setAttribute, setHidden } from "./dom";
import { Figures } from "./figures";
import { LegRow, nameOf } from "./legRow";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import { PositionGreeksTable } from "./positionGreeks";
import { ScenarioBar } from "./scenarioBar";
import { StrikePicker } from "./strikePicker";
import type { LegReference, ViewDefinition } from "./viewDefinition";
import { ViewFrame } from "./viewFrame";

/** Between two looks at the same position in a market that moves, and after a change of it. */
const LIVE_MS = 1_000;
const CHANGED_MS = 120;
const REFUSED_MS = 10_000;
const TOO_MANY_REQUESTS = 429;

const OUTCOME = [
  { name: "profitNow", label: "Profit now", explanation: "Value by the model less what was paid" },
  { name: "cost", label: "Paid", explanation: "What was paid for all legs together, or received, without interest" },
  { name: "maxProfit", label: "Max profit", explanation: "The most it can make at the nearest expiry" },
  { name: "maxLoss", label: "Max loss", explanation: "The most it can lose at the nearest expiry. No margin is computed" },
  { name: "breakEvens", label: "Break-even", explanation: "Levels of the underlying at the nearest expiry without profit or loss" },
  { name: "probability", label: "Chance of profit", explanation: "Risk-neutral: what option prices imply for the nearest expiry, not a forecast", section: "positions" },
  { name: "expectedProfit", label: "Mean profit", explanation: "Under the same distribution; near nought where all legs are fairly priced", section: "positions" },
  { name: "expectedMoveHere", label: "Expected move", explanation: "One standard deviation of the underlying until the nearest expiry, F·σ·√T", section: "chain-statistics" },
  { name: "scenarioProfit", label: "Profit then", explanation: "On the chosen day with the chosen shift of volatility, the underlying where it is" },
];

interface Question {
  readonly key: string;
  readonly body: unknown;
}

/** Builds a position leg by leg, and shows what it is worth now, then, and at expiry; all numbers are the server's. */
class StrategyView implements MarketView {
  readonly #outcome = new Figures("Outcome", OUTCOME);
  readonly #greeks = new PositionGreeksTable();
  readonly #legs = element("ol", { class: "legs", "aria-label": "Legs" });
  readonly #picker = new StrikePicker((strike, right, lots) => this.#pick(strike, right, lots));
  readonly #templates = element("select", { "aria-label": "Template", "data-control": "template" });
  readonly #clear = element("button", { type: "button", "data-control": "clear" }, "Clear");
  readonly #hint = element("p", { class: "words" }, "None yet. Begin with a template, or buy (B) and sell (S) options of the chain below. The address then holds all of it: share it.");
  readonly #gallery = element("div", { class: "gallery" });
  readonly #legend = legend();
  readonly #scenario = new ScenarioBar((on, shift) => this.#goto({ on, shift }));
  readonly #frame: ViewFrame;
  readonly #question: Coalesced<Question, PositionAnswer>;
  #rows: LegRow[] = [];
  #context: ViewContext | null = null;
  #asked = "";
  #shown: { readonly key: string; readonly answer: PositionAnswer } | null = null;
  #trouble = "";

  constructor(readonly host: ViewHost) {
    const editor = element("section", { class: "figures editor" }, element("h2", {}, "Legs"), this.#legs, this.#hint);
    const picker = element("section", { class: "figures" }, element("h2", {}, "Add a leg"), this.#picker.element);
    this.#frame = new ViewFrame("strategy", "Strategy builder", [editor, this.#outcome.element, this.#greeks.element, picker], () => this.#read());
    this.#templates.append(element("option", { value: "" }, "Template …"), ...TEMPLATES.map(({ name, label, explanation }) => element("option", { value: name, title: explanation }, label)));
    this.#templates.addEventListener("change", () => this.#apply(this.#templates.value));
    this.#clear.addEventListener("click", () => this.#change([]));
    this.#frame.tools.append(this.#templates, this.#clear);
    this.#frame.chart.element.before(this.#scenario.element, this.#legend, this.#gallery);
    for (const { name, label, explanation } of TEMPLATES) {
      const button = element("button", { type: "button", "data-template": name }, label, element("small", {}, explanation));
      button.addEventListener("click", () => this.#apply(name));
      this.#gallery.append(button);
    }

    this.#question = new Coalesced(
      ({ body }) => host.rest.send<PositionAnswer>("POST", "/api/positions/analyse", body),
      ({ key }, answer) => this.#answered(key, answer),
      ({ key }, error) => this.#failed(key, error),
    );
  }

  get element(): HTMLElement {
    return this.#frame.element;
  }

  rooms(place: Place): readonly string[] {
    if (place.product === null || place.expiry === null) return [];
    return [`chain:${place.product}:${place.expiry}`];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const { place } = context;
    if (place.params["legs"] === undefined && strategyStore.load(place.product!) !== "") {
      queueMicrotask(() => this.#change(parseLegs(strategyStore.load(place.product!))));
      return;
    }

    strategyStore.save(place.product!, place.params["legs"] ?? "");
    this.#ask(context);
    this.#show(context);
  }

  get #chain() {
    const place = this.#context?.place;
    return this.#context?.table(`chain:${place?.product}:${place?.expiry}`) ?? null;
  }

  #legsOf({ place }: ViewContext): StrategyLeg[] {
    return parseLegs(place.params["legs"]);
  }

  #ask(context: ViewContext): void {
    const { product, params, at } = context.place;
    const legs = this.#legsOf(context);
    const key = JSON.stringify([product, params, at]);
    const changed = key !== this.#asked;
    this.#asked = key;
    if (legs.length === 0) {
      this.#question.cancel();
      this.#shown = null;
      this.#trouble = "";
      return;
    }

    const body = { product, legs: requestOf(legs), ...(at !== null && { asOf: at }), ...(params["on"] !== undefined && { at: params["on"] }), volatilityShift: shiftOf(context.place) / 100 };
    // An instant of the past is asked for once: it does not change.
    if (changed || at === null) this.#question.later({ key, body }, changed ? CHANGED_MS : LIVE_MS);
  }

  #answered(key: string, answer: PositionAnswer): void {
    const context = this.#context;
    if (context === null || key !== this.#asked) return;
    this.#shown = { key, answer };
    this.#trouble = "";
    // A leg is entered at the market's price of the moment it was added.
    const legs = this.#legsOf(context);
    if (legs.some(({ entry }) => entry === null)) this.#change(legs.map((leg, i) => ({ ...leg, entry: leg.entry ?? Number(answer.legs[i]!.entryPrice.toFixed(4)) })));
    else this.#show(context);
  }

  #failed(key: string, error: Error): void {
    if (key !== this.#asked || this.#context === null) return;
    if (error instanceof RestError && error.status === TOO_MANY_REQUESTS) this.#question.pause(REFUSED_MS);
    this.#trouble = error.message;
    this.#show(this.#context);
  }

  #goto(change: { readonly legs?: readonly StrategyLeg[]; readonly on?: string | null; readonly shift?: number }): void {
    const place = this.#context?.place;
    if (place === undefined) return;
    const { legs, on, shift, ...others } = place.params;
    const wanted = { legs: change.legs === undefined ? legs : formatLegs(change.legs), on: change.on === undefined ? on : change.on, shift: change.shift === undefined ? shift : String(change.shift) };
    if (change.legs?.length === 0) strategyStore.save(place.product!, "");
    this.host.go({ params: { ...others, ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value != null && value !== "" && value !== "0")) as Record<string, string> } });
  }

  #change(legs: readonly StrategyLeg[]): void {
    this.#goto({ legs });
  }

  #pick(strike: number, kind: "call" | "put", lots: number): void {
    const context = this.#context;
    if (context !== null) this.#change(withLeg(this.#legsOf(context), { expiry: context.place.expiry, strike, kind, lots, entry: null }));
  }

  #apply(name: string): void {
    const template = TEMPLATES.find((each) => each.name === name);
    const chain = this.#chain;
    this.#templates.value = "";
    if (template === undefined || chain === null || this.#context === null) return;
    const { expiries, place } = this.#context;
    const header = chain.header;
    const money = numberOf(header, "forward") ?? numberOf(header, "atmStrike") ?? numberOf(header, "spot");
    if (money === null) return;
    const legs = template.legs({
      expiry: place.expiry!,
      later: expiries[expiries.indexOf(place.expiry!) + 1] ?? null,
      strikes: strikesOf(chain),
      money,
      move: expectedMove(money, numberOf(header, "atmIv"), numberOf(header, "timeToExpiry")),
    });
    // On a chain of few strikes two legs may be of one contract.
    this.#change(legs.reduce(withLeg, [] as StrategyLeg[]));
  }

  #show(context: ViewContext): void {
    const { place, format, expiries, priceDigits } = context;
    const legs = this.#legsOf(context);
    const answer = this.#shown?.answer ?? null;
    const current = answer !== null && answer.legs.length === legs.length ? answer : null;
    const year = (expiries[0] ?? place.expiry ?? "").slice(0, 4);
    while (this.#rows.length > legs.length) this.#rows.pop()!.element.remove();
    for (const [i, leg] of legs.entries()) {
      let row = this.#rows[i];
      if (row === undefined) {
        row = new LegRow(leg, i, (index, changed) => this.#change(this.#legsOf(this.#context!).flatMap((each, at) => (at !== index ? [each] : changed === null ? [] : [changed]))));
        this.#rows.push(row);
        this.#legs.append(row.element);
      }

      row.draw(leg, current?.legs[i] ?? null, year, format, priceDigits);
    }

    setHidden(this.#hint, legs.length > 0);
    setHidden(this.#gallery, legs.length > 0);
    for (const part of [this.#outcome.element, this.#greeks.element, this.#scenario.element, this.#legend, this.#templates, this.#clear, this.#frame.chart.element]) setHidden(part, legs.length === 0);
    this.#picker.draw(this.#chain, context);
    setAttribute(this.#frame.element, "data-sources", current === null ? null : JSON.stringify(current.sources));
    this.#frame.words(`Profit and loss over the level of the underlying. All numbers are the server's, in the market as ${place.at === null ? "last published" : "it stood at the instant shown"}; no margin, no costs.`);
    this.#frame.trouble(this.#trouble);
    this.#scenario.draw(current?.asOf ?? null, current?.atExpiry.timeToExpiry ?? 0, place.params["on"] ?? null, shiftOf(place), context);
    this.#greeks.draw(current, legs.map((leg) => nameOf(leg, year, format)), format);
    this.#drawFigures(current, context);
    this.#drawChart(current, context);
    this.#read();
  }

  #drawFigures(answer: PositionAnswer | null, { format, priceDigits }: ViewContext): void {
    const figure = (name: string, value: number | null | undefined, text: (value: number) => string, reason = ""): void =>
      this.#outcome.set(name, value == null ? format.plain(null, 0) : text(value), value == null ? (answer === null ? "there is no position yet" : reason) : "");
    const outcome = answer?.atExpiry;
    const money = (value: number): string => `${format.signed(value, 0)} ${answer!.currency}`;
    const level = (value: number): string => format.grouped(value, priceDigits);
    figure("profitNow", answer?.profit, money);
    figure("cost", answer?.cost, (cost) => `${format.grouped(Math.abs(cost), 0)} ${answer!.currency} ${cost < 0 ? "received" : "paid"}`);
    for (const [name, unlimited] of [["maxProfit", outcome?.profitUnlimited], ["maxLoss", outcome?.lossUnlimited]] as const) {
      if (unlimited) this.#outcome.set(name, "unlimited");
      else figure(name, outcome?.[name], money);
    }

    const breakEvens = outcome?.breakEvens ?? [];
    this.#outcome.set("breakEvens", breakEvens.length === 0 ? format.plain(null, 0) : breakEvens.map(level).join(" · "), breakEvens.length > 0 ? "" : answer === null ? "there is no position yet" : "the profit never changes sign");
    const noChance = "there is no time, or no volatility, for chance";
    const by = outcome?.distribution === "smile" ? "by the smile" : "log-normal";
    figure("probability", outcome?.probabilityOfProfit, (value) => `${format.percent(value, 1)} % ${by}`, noChance);
    figure("expectedProfit", outcome?.expectedProfit, money, noChance);
    figure("expectedMoveHere", outcome?.expectedMove, (value) => `±${level(value)}`, noChance);
    figure("scenarioProfit", answer?.scenario.profit, money);
  }

  #drawChart(answer: PositionAnswer | null, context: ViewContext): void {
    const { format, place } = context;
    if (answer === null) {
      this.#frame.chart.draw({ domain: [0, 1], xText: () => "", panels: [], marks: [], stops: [] });
      return;
    }

    const { payoff, atExpiry, spot } = answer;
    const points = (value: "profitAtExpiry" | "profitNow" | "profitThen", clip: (y: number) => number = (y) => y) => payoff.map((point) => [point.level, clip(point[value])] as const);
    const then = place.params["on"] !== undefined || shiftOf(place) !== 0;
    const series: Series[] = [
      { kind: "area", name: "gain", points: points("profitAtExpiry", (y) => Math.max(0, y)) },
      { kind: "area", name: "loss", points: points("profitAtExpiry", (y) => Math.min(0, y)) },
      { kind: "line", name: "at-expiry", points: points("profitAtExpiry") },
      { kind: "line", name: "now", points: points("profitNow") },
      ...(then ? [{ kind: "line", name: "then", points: points("profitThen") } as const] : []),
    ];
    const marks: ChartMark[] = [{ x: spot, label: "Spot", name: "spot" }];
    if (atExpiry.expectedMove !== null) {
      marks.push({ x: atExpiry.forward - atExpiry.expectedMove, label: "−1σ", name: "sigma low" }, { x: atExpiry.forward + atExpiry.expectedMove, label: "+1σ", name: "sigma high" });
    }

    atExpiry.breakEvens.forEach((x, i) => marks.push({ x, label: "Break-even", name: `break-even b${i}` }));
    const values = extent(series.flatMap((each) => (each.kind === "line" ? each.points.map(([, y]) => y) : [])));
    this.#frame.chart.draw({
      domain: [payoff[0]!.level, payoff.at(-1)!.level],
      xText: (value) => format.grouped(value, 0),
      panels: [{ label: `Profit, ${answer.currency}`, weight: 1, domain: padded(values, 0.08), text: (value) => format.compact(value), series }],
      marks,
      stops: payoff.map(({ level }) => level),
    });
  }

  #read(): void {
    const { stop } = this.#frame.chart;
    const point = this.#shown?.answer.payoff.find(({ level }) => level === stop);
    if (point === undefined || this.#context === null) {
      this.#frame.readout([["", this.#shown === null ? "" : "Point at a level, or use the arrow keys", "hint"]]);
      return;
    }

    const { format, priceDigits } = this.#context;
    this.#frame.readout([
      ["at", format.grouped(point.level, priceDigits), "level"],
      ["at expiry", format.signed(point.profitAtExpiry, 0), "profitAtExpiry"],
      ["now", format.signed(point.profitNow, 0), "profitNow"],
      ["then", format.signed(point.profitThen, 0), "profitThen"],
    ]);
  }
}

function shiftOf(place: Place): number {
  const shift = Number(place.params["shift"] ?? 0);
  return Number.isFinite(shift) ? shift : 0;
}

function legend(): HTMLElement {
  const key = (name: string, text: string): HTMLElement => element("span", { class: `key ${name}` }, element("i", { "aria-hidden": "true" }), text);
  return element("div", { class: "legend" }, key("at-expiry", "at the nearest expiry"), key("now", "now"), key("then", "on the chosen day, with the shift"));
}

const add = (lots: 1 | -1) => (place: Place, { expiry, strike, right }: LegReference): Partial<Place> => ({
  view: STRATEGY.name,
  params: { legs: formatLegs(withLeg(parseLegs(strategyStore.load(place.product!)), { expiry, strike, kind: right, lots, entry: null })) },
});

export const STRATEGY: ViewDefinition = {
  name: "strategy",
  label: "Strategy",
  key: "b",
  explanation: "Build a position leg by leg: pay-off, break-evens, chances and Greeks",
  controls: [],
  legActions: [
    { name: "buy", label: "Buy", explanation: "Add a bought lot to the strategy", to: add(1) },
    { name: "sell", label: "Sell", explanation: "Add a sold lot to the strategy", to: add(-1) },
  ],
  create: (host) => new StrategyView(host),
};
