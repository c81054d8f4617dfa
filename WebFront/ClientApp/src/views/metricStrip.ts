import { NONE, type NumberFormat } from "../model/format";
import type { IvRank } from "../model/ivRank";
import type { LiveTable, Row } from "../model/liveTable";
import { expectedMove } from "../model/profile";
import { forwardSourceReason, indexReason } from "../model/reasons";
import { timeLeft, type VenueClock } from "../model/time";
import { numberIn } from "./chainColumns";
import { element, LiveText } from "./dom";
import { explain } from "./explain";

interface Metric {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** Where `docs/analytics.md` has its formula. */
  readonly section?: string;
  /** The figure, and a smaller word beside it. */
  readonly text: (header: Row, format: NumberFormat) => readonly [string, string];
  /** Why there is none, where the explanation does not say it. */
  readonly reason: (header: Row) => string;
}

const METRICS: readonly Metric[] = [
  {
    name: "forward",
    label: "Forward",
    section: "forward-and-discount-factor",
    explanation: "Where the market trades the underlying for this expiry; all volatilities and Greeks stand on it",
    text: (header, format) => [format.grouped(numberIn(header, "forward"), 2), sourceOf(header)],
    reason: () => "neither parity nor a future nor a spot gives one",
  },
  {
    name: "atmIv",
    label: "ATM IV",
    section: "forward-and-discount-factor",
    explanation: "Implied volatility at the money, a year",
    text: (header, format) => {
      const iv = numberIn(header, "atmIv");
      return [format.percent(iv, 2), iv === null ? "" : "%"];
    },
    reason: () => "no option at the money has a price that tells a volatility",
  },
  {
    name: "straddle",
    label: "ATM straddle",
    section: "chain-statistics",
    explanation: "Call and put at the ATM strike together, and as a share of the forward",
    text: (header, format) => {
      const straddle = numberIn(header, "straddle");
      const forward = numberIn(header, "forward");
      const share = straddle !== null && forward !== null && forward > 0 ? straddle / forward : null;
      return [format.grouped(straddle, 2), share === null ? "" : `${format.percent(share, 2)} %`];
    },
    reason: () => "call or put at the ATM strike has no price",
  },
  {
    name: "expectedMove",
    label: "Expected move",
    section: "chain-statistics",
    explanation: "One standard deviation of the underlying until the expiry: forward × ATM IV × √(time to expiry)",
    text: (header, format) => {
      const forward = numberIn(header, "forward");
      const move = expectedMove(forward, numberIn(header, "atmIv"), numberIn(header, "timeToExpiry"));
      if (move === null) return [format.grouped(null, 0), ""];
      return [`±${format.grouped(move, move < 100 ? 1 : 0)}`, `${format.percent(move / forward!, 2)} %`];
    },
    reason: (header) => (numberIn(header, "atmIv") === null ? "there is no volatility at the money" : "there is no time left, or no forward"),
  },
  {
    name: "maxPain",
    label: "Max pain",
    section: "chain-statistics",
    explanation: "The settlement at which option writers would pay least",
    text: (header, format) => [format.grouped(numberIn(header, "maxPain"), 0), ""],
    reason: () => "no open interest is reported",
  },
  {
    name: "pcrOi",
    label: "PCR OI",
    section: "chain-statistics",
    explanation: "Put/call ratio: put open interest to call open interest, whole chain",
    text: (header, format) => [format.plain(numberIn(header, "pcrOi"), 2), ""],
    reason: () => "no open calls",
  },
  {
    name: "pcrVolume",
    label: "PCR vol.",
    section: "chain-statistics",
    explanation: "Put/call ratio: put volume to call volume, whole chain",
    text: (header, format) => [format.plain(numberIn(header, "pcrVolume"), 2), ""],
    reason: () => "no calls traded",
  },
  {
    name: "timeToExpiry",
    label: "Time left",
    section: "time",
    explanation: "From the market's last tick to the expiry",
    text: (header) => [timeLeft(numberIn(header, "timeToExpiry")), ""],
    reason: () => "not known yet",
  },
  {
    name: "lotSize",
    label: "Lot",
    explanation: "Units of the underlying in one contract",
    text: (header, format) => [format.grouped(numberIn(header, "lotSize"), 0), ""],
    reason: () => "not known",
  },
];

const INDEX: Metric = {
  name: "volatilityIndex",
  label: "Vol index",
  section: "volatility-index",
  explanation: "Volatility index of the product, per cent a year: what its options over all strikes say of the next weeks, as VIX does",
  text: (header, format) => {
    const index = numberIn(header, "index");
    const days = numberIn(header, "targetDays");
    return [format.plain(index, 2), index === null || days === null ? "" : `${days} d`];
  },
  reason: (header) => indexReason(header["status"]) || "not computed yet",
};

const RANK = "Where the volatility index stands between the lowest (0) and the highest (100) of its recorded daily closes, of a year at most.";

/** The chain's own figures in one strip: forward, volatility, straddle, max pain, put/call ratios, OI of both sides, time of the data. */
export class MetricStrip {
  readonly element = element("dl", { class: "metrics", tabindex: "0", "aria-label": "Figures of the chain" });
  readonly #shown: readonly { metric: Metric; value: LiveText; note: LiveText; box: HTMLElement }[];
  readonly #calls = new LiveText();
  readonly #puts = new LiveText();
  readonly #balance = element("i", { class: "call" });
  readonly #rank = new LiveText();
  readonly #rankNote = new LiveText();
  readonly #rankBox = element("div", { tabindex: "0" }, element("dt", {}, "IV rank"), element("dd", {}, element("b", { "data-value": "ivRank" }, this.#rank.node), element("small", {}, this.#rankNote.node)));
  readonly #time = new LiveText();
  readonly #date = new LiveText();

  constructor() {
    this.#shown = [INDEX, ...METRICS].map((metric) => {
      const value = new LiveText();
      const note = new LiveText();
      const figure = element("dd", {}, element("b", { "data-value": metric.name }, value.node), element("small", {}, note.node));
      const box = element("div", metric.section === undefined ? {} : { tabindex: "0" }, element("dt", {}, metric.label), figure);
      return { metric, value, note, box };
    });
    this.element.append(
      this.#shown[0]!.box,
      this.#rankBox,
      ...this.#shown.slice(1).map(({ box }) => box),
      element(
        "div",
        { class: "balance", title: "Open interest of calls and puts, whole chain" },
        element("dt", {}, element("span", { class: "call" }, "Call OI ", this.#calls.node), element("span", { class: "put" }, "Put OI ", this.#puts.node)),
        element("dd", { "aria-hidden": "true" }, this.#balance),
      ),
      element(
        "div",
        { class: "clock", title: "Time of the newest tick in these figures, at the venue" },
        element("dt", {}, "Data of ", this.#date.node),
        element("dd", {}, element("b", { "data-value": "asOf" }, this.#time.node)),
      ),
    );
  }

  draw(table: LiveTable | null, index: LiveTable | null, rank: IvRank, format: NumberFormat, clock: VenueClock): void {
    const header = table?.header ?? {};
    this.#rank.set(format.plain(rank.ivRank === null ? null : rank.ivRank * 100, 0));
    this.#rankNote.set(rank.ivRank === null ? "" : `${rank.days} d`);
    explain(this.#rankBox, `${RANK}${rank.reason === null ? "" : ` None: ${rank.reason.replace(/\.$/, "")}.`}`, "chain-statistics");
    for (const { metric, value, note, box } of this.#shown) {
      const source = metric === INDEX ? (index?.header ?? {}) : header;
      const [text, small] = metric.text(source, format);
      value.set(text);
      note.set(small);
      const said = metric.name === "forward" && text !== NONE ? `Forward ${forwardSourceReason(header["forwardSource"])}` : metric.explanation;
      const caveat = metric === INDEX && source["status"] === "extrapolated" ? `. ${indexReason("extrapolated")}` : "";
      explain(box, text === NONE ? `${said}. None: ${metric.reason(source)}.` : said + caveat, metric.section);
    }

    const calls = numberIn(header, "callOi");
    const puts = numberIn(header, "putOi");
    this.#calls.set(format.compact(calls));
    this.#puts.set(format.compact(puts));
    const sum = (calls ?? 0) + (puts ?? 0);
    this.#balance.style.width = `${sum > 0 ? (((calls ?? 0) / sum) * 100).toFixed(1) : 50}%`;
    const parts = clock.parts(header["asOf"]);
    this.#time.set(parts === null ? format.grouped(null, 0) : `${parts.time} ${parts.zone}`);
    this.#date.set(parts?.date ?? "");
  }
}

function sourceOf(header: Row): string {
  const source = header["forwardSource"];
  return typeof source === "string" && source !== "none" ? source : "";
}
