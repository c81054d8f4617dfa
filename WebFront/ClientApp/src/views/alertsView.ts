import { type AlertFired, type AlertRule, conditionWords, metricWords, valueWords } from "../model/alerts";
import type { LiveTable } from "../model/liveTable";
import { element, setAttribute, setHidden, setText } from "./dom";
import { emptyRow, listTable, placeRows } from "./listTable";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";

const STATES: Readonly<Record<AlertRule["state"], string>> = { armed: "● at work", off: "○ off", done: "✓ done", expired: "– expired" };

/** The user's alert rules with what became of them, and what fired. */
class AlertsView implements MarketView {
  readonly element: HTMLElement;
  readonly #rules = element("tbody");
  readonly #fired = element("tbody");
  readonly #said = element("p", { class: "words", role: "status" });
  readonly #sound = element("button", { type: "button", "data-control": "alert-sound" });
  readonly #allow = element("button", { type: "button", "data-control": "allow-notifications" }, "Notify in the browser");
  #known: readonly AlertRule[] = [];
  #history: readonly AlertFired[] = [];
  #context: ViewContext | null = null;
  #loading = false;
  #asked = "";

  constructor(readonly host: ViewHost) {
    const make = element("button", { type: "button", "data-control": "new-alert" }, "New alert ( A )");
    make.addEventListener("click", () => host.editAlert(null));
    this.#sound.addEventListener("click", () => host.change({ sound: this.#context?.settings.sound === "on" ? "off" : "on" }));
    this.#allow.addEventListener("click", () => void Notification.requestPermission().then(() => this.#drawTools()));
    this.element = element(
      "section",
      { class: "page-view alerts", "data-view": "alerts", "aria-label": "Alerts", hidden: "" },
      element("div", { class: "view-head" }, element("h1", {}, "Alerts"), element("div", { class: "view-tools chips" }, make, this.#sound, this.#allow)),
      element("p", { class: "words" }, "Right-click any number of the page (or choose a leg and press A) to be told when it moves. Rules are evaluated on the server with every tick, also while no page is open."),
      this.#said,
      listTable("Rules", ["Watches", "Fires when it", "State", "Now fired", "Last fired", "Note", "Change"], this.#rules),
      listTable("What fired", ["At", "Watched", "Fired because it", "Value", "Note"], this.#fired),
    );
  }

  rooms(): readonly string[] {
    return ["alerts"];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const table = context.table("alerts");
    setAttribute(this.element, "data-sequence", table === null ? null : String(table.sequence));
    this.#drawTools();
    const refusal = context.refusal("alerts");
    if (refusal !== null) this.#said.textContent = refusal;
    if (table === null) return;
    const about = `${table.epoch} ${table.rows.size} ${table.header["fired"]} ${[...table.rows.values()].map((row) => `${row["id"]}/${row["version"]}`).join()}`;
    if (context.opened || about !== this.#asked) {
      this.#asked = about;
      void this.#load();
    } else this.#drawRules(table);
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    const asked = this.#asked;
    try {
      [this.#known, this.#history] = await Promise.all([this.host.rest.get<readonly AlertRule[]>("/api/alerts"), this.host.rest.get<readonly AlertFired[]>("/api/alerts/fired")]);
      this.#said.textContent = "";
    } catch (error) {
      this.#said.textContent = (error as Error).message;
    } finally {
      this.#loading = false;
    }

    this.#drawRules(this.#context?.table("alerts") ?? null);
    this.#drawFired();
    // What came meanwhile is asked for too.
    if (asked !== this.#asked) void this.#load();
  }

  #drawTools(): void {
    const on = this.#context?.settings.sound === "on";
    setText(this.#sound, on ? "Sound on" : "Sound off");
    setAttribute(this.#sound, "aria-pressed", String(on));
    setHidden(this.#allow, !("Notification" in window) || Notification.permission !== "default");
  }

  #drawRules(table: LiveTable | null): void {
    const { format, clock } = this.#context!;
    if (this.#known.length === 0) {
      this.#rules.replaceChildren(emptyRow(7, "No rules yet. Right-click a number, or press A."));
      return;
    }

    // A row is made anew only where it says something else: what is pointed at or focused stays.
    const rows = this.#known.map((rule) => {
      const live = table?.rows.get(String(rule.id));
      const fired = typeof live?.["fired"] === "number" ? live["fired"] : rule.fired;
      const last = clock.parts(live?.["lastFired"] ?? rule.lastFired);
      const state = (typeof live?.["state"] === "string" ? live["state"] : rule.state) as AlertRule["state"];
      const texts = [metricWords(rule.metric), conditionWords(rule.condition, rule.metric.column, format), STATES[state] ?? state, String(fired), last === null ? "never" : `${last.date} ${last.time}`, rule.note];
      const key = JSON.stringify([rule.version, rule.enabled, texts]);
      const there = this.#rules.querySelector<HTMLElement>(`[data-alert="${rule.id}"]`);
      return there?.dataset["key"] === key ? there : this.#row(rule, state, texts, key);
    });
    placeRows(this.#rules, rows);
  }

  #row(rule: AlertRule, state: string, texts: readonly string[], key: string): HTMLElement {
    const names = ["metric", "condition", "state", "fired", "lastFired", "note"];
    const cells = texts.map((text, i) => element("td", { "data-cell": names[i]! }, text));
    const words = texts[0]!;
    const on = state === "armed";
    const tools = element(
      "td",
      { class: "chips" },
      this.#tool("Edit", `Edit ${words}`, "edit-alert", async () => this.host.editAlert(rule)),
      this.#tool(on ? "Switch off" : "Switch on", `${on ? "Switch off" : "Switch on"} ${words}`, "toggle-alert", async () => {
        await this.host.rest.send("PUT", `/api/alerts/${rule.id}`, { ...requestOf(rule), enabled: !on });
        await this.#load();
      }),
      this.#tool("Delete", `Delete ${words}`, "delete-alert", async () => {
        await this.host.rest.send("DELETE", `/api/alerts/${rule.id}`);
        await this.#load();
      }),
    );
    return element("tr", { "data-alert": String(rule.id), "data-key": key, "data-state": state }, ...cells, tools);
  }

  #tool(label: string, title: string, control: string, action: () => Promise<void>): HTMLElement {
    const button = element("button", { type: "button", "data-control": control, "aria-label": title }, label);
    button.addEventListener("click", () => void action().catch((error: Error) => (this.#said.textContent = error.message)));
    return button;
  }

  #drawFired(): void {
    const { format, clock } = this.#context!;
    if (this.#history.length === 0) {
      this.#fired.replaceChildren(emptyRow(5, "Nothing has fired yet."));
      return;
    }

    this.#fired.replaceChildren(
      ...this.#history.map(({ number, at, metric, condition, value, note }) => {
        const time = clock.parts(at);
        const texts = [time === null ? at : `${time.date} ${time.time}`, metricWords(metric), conditionWords(condition, metric.column, format), valueWords(metric.column, value, format), note];
        return element("tr", { "data-fired": String(number) }, ...texts.map((text) => element("td", {}, text)));
      }),
    );
  }
}

/** A rule as the server takes it, without what it says of its own accord. */
function requestOf({ metric, condition, cooldownSeconds, repeat, enabled, expires, note, webhook }: AlertRule): object {
  return { metric, condition, cooldownSeconds, repeat, enabled, expires, note, webhook };
}

export const ALERTS: ViewDefinition = {
  name: "alerts",
  label: "Alerts",
  key: "a",
  explanation: "Rules on any number, and what fired",
  controls: [],
  timeless: true,
  create: (host) => new AlertsView(host),
};
