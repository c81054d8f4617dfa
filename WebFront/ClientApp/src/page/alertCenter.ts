import type { LiveTable, RestClient } from "../connection";
import { type AlertFired, type AlertMetric, type AlertRule, columnWords, conditionWords, metricWords, rowOfMetric, valueWords } from "../model/alerts";
import { chosenLeg } from "../model/chosenLeg";
import type { Look } from "../model/look";
import type { Place } from "../model/place";
import { numberOf } from "../model/profile";
import type { AlertDialog } from "../views/alertDialog";
import { element } from "../views/dom";

/** How long a note of a firing stays on the page. */
const NOTE_MS = 20_000;
const MOST_NOTES = 4;

/** Tells of alerts that fire, wherever on the page the user is, and makes new ones out of the numbers he points at. */
export class AlertCenter {
  readonly notes = element("section", { class: "alert-notes", role: "log", "aria-live": "polite", "aria-label": "Alerts that fired" });
  #dialog: AlertDialog | null = null;
  #fired: number | null = null;
  #told = 0;
  #asking = false;

  constructor(
    readonly root: HTMLElement,
    readonly rest: RestClient,
    readonly look: () => Look,
    readonly place: () => Place,
    readonly table: (room: string) => LiveTable | null,
    readonly onStored: () => void,
  ) {}

  start(): void {
    this.root.addEventListener("contextmenu", (event) => {
      const metric = event.target instanceof Element ? this.#metricAt(event.target) : null;
      if (metric === null) return;
      event.preventDefault();
      void this.edit(metric);
    });
  }

  /** Opens the form; without a cell or rule on the leg chosen, or on the chain's figures. */
  async edit(what: AlertRule | AlertMetric | null): Promise<void> {
    const wanted = what ?? this.#present();
    if (wanted === null) return;
    if (this.#dialog === null) {
      const { AlertDialog } = await import("../views/alertDialog");
      this.#dialog = new AlertDialog(this.rest, (rule) => {
        this.#say(`Alert set: ${metricWords(rule.metric)} ${conditionWords(rule.condition, rule.metric.column, this.look().format)}.`);
        this.onStored();
      });
      this.root.append(this.#dialog.dialog.element);
    }

    this.#dialog.show(wanted, this.table(("id" in wanted ? wanted.metric : wanted).room), this.look());
  }

  /** Takes note of the room `alerts`: a count that has risen is something to tell. */
  follow(alerts: LiveTable | null): void {
    const fired = numberOf(alerts?.header, "fired");
    if (fired === null) return;
    const before = this.#fired;
    this.#fired = fired;
    if (before !== null && fired > before && !this.#asking) void this.#tell(fired - before);
    else if (before === null) this.#told = fired;
  }

  async #tell(count: number): Promise<void> {
    this.#asking = true;
    try {
      const news = await this.rest.get<readonly AlertFired[]>(`/api/alerts/fired?limit=${Math.min(count + 5, 100)}`);
      const { format, clock } = this.look();
      for (const each of news.filter(({ number }) => number > this.#told).reverse()) {
        this.#told = Math.max(this.#told, each.number);
        const at = clock.parts(each.at)?.time ?? "";
        const text = `${metricWords(each.metric)} ${conditionWords(each.condition, each.metric.column, format)}: ${valueWords(each.metric.column, each.value, format)} at ${at}${each.note === "" ? "" : `. ${each.note}`}`;
        this.#say(text);
        notify(text);
      }

      if (this.look().settings.sound === "on") beep();
    } catch {
      // The list of what fired has it; the next firing is asked for again.
    } finally {
      this.#asking = false;
    }
  }

  #say(text: string): void {
    const close = element("button", { type: "button", "aria-label": "Dismiss" }, "×");
    const note = element("div", { class: "alert-note" }, element("span", {}, text), close);
    close.addEventListener("click", () => note.remove());
    this.notes.append(note);
    while (this.notes.childElementCount > MOST_NOTES) this.notes.firstElementChild!.remove();
    setTimeout(() => note.remove(), NOTE_MS);
  }

  /** Where no number is pointed at: the leg chosen, else the chain. */
  #present(): AlertMetric | null {
    const place = this.place();
    const { product, expiry } = place;
    if (product === null) return null;
    if (expiry === null) return { room: `product:${product}`, column: "spot" };
    const room = `chain:${product}:${expiry}`;
    const leg = chosenLeg(place);
    return leg === null ? { room, column: "spot" } : { room, column: "last", strike: leg.strike, right: leg.side };
  }

  /** The cell behind what is shown at a place of the page; null where that is none a rule can watch. */
  #metricAt(target: Element): AlertMetric | null {
    const { product, expiry } = this.place();
    const room = expiry === null ? null : `chain:${product}:${expiry}`;
    const cell = target.closest<HTMLElement>("tbody td[data-column]");
    const strike = Number(cell?.closest<HTMLElement>("tr")?.dataset["strike"]);
    if (room !== null && cell !== null && strike > 0) return this.#known({ room, column: cell.dataset["column"]!, strike, right: cell.dataset["side"] as "call" | "put" });
    // The key for a context menu reaches the chain as a whole.
    if (target.classList.contains("chain-scroller")) return this.#present();
    const expiryButton = target.closest<HTMLElement>("nav.expiries [data-expiry]");
    if (expiryButton !== null) return this.#known({ room: `product:${product}`, column: "atmIv", expiry: expiryButton.dataset["expiry"]! });
    const named = target.closest<HTMLElement>("[data-value]") ?? target.closest(".metrics > div, .range > div, .figures dl > div, .quote")?.querySelector<HTMLElement>("[data-value]");
    const name = named?.dataset["value"] ?? target.closest<HTMLElement>("[data-total]")?.dataset["total"];
    if (name === undefined) return null;
    if (target.closest("header.top") !== null) return this.#known({ room: `product:${product}`, column: name });
    if (name === "volatilityIndex") return this.#known({ room: `volatility-index:${product}`, column: "index" });
    if (name === "ivRank") return this.#known({ room: `volatility-index:${product}`, column: name });
    const shown = target.closest<HTMLElement>("[data-view][data-room]")?.dataset["room"] ?? room;
    return shown === null ? null : this.#known({ room: shown, column: name });
  }

  /** Only what a table holds, and as a number, can be watched. */
  #known(metric: AlertMetric): AlertMetric | null {
    const table = this.table(metric.room);
    const row = table === null ? undefined : rowOfMetric(table, metric);
    if (numberOf(row, metric.column) !== null) return metric;
    const other = metric.strike != null && numberOf(row, "last") !== null;
    if (other) this.#say(`${columnWords(metric.column)} has no value to watch here, or is worked out by this page: choose another column.`);
    return other ? { ...metric, column: "last" } : null;
  }
}

/** By the browser, where the user has allowed it and looks elsewhere. */
function notify(text: string): void {
  if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
  try {
    new Notification("TradingAnalytics", { body: text, icon: "/favicon.svg" });
  } catch {
    // Some browsers of phones allow it to service workers alone: the note on the page remains.
  }
}

function beep(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.08;
  tone.frequency.value = 880;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.15);
  tone.onended = () => void context.close();
}
