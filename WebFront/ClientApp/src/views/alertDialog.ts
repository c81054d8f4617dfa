import type { RestClient } from "../connection";
import { type AlertCondition, type AlertMetric, type AlertRule, columnWords, CONDITIONS, type ConditionNumber, isFraction, metricWords, rowOfMetric, valueWords } from "../model/alerts";
import type { LiveTable } from "../model/liveTable";
import type { Look } from "../model/look";
import { numberOf } from "../model/profile";
import { Dialog } from "./dialog";
import { element } from "./dom";

const NUMBERS: readonly (readonly [ConditionNumber, string, string])[] = [
  ["level", "Level", "any"],
  ["percent", "Per cent", "any"],
  ["times", "Times its mean step", "any"],
  ["withinSeconds", "Within seconds", "1"],
  ["forSeconds", "For seconds", "1"],
];

const DEFAULTS: Readonly<Record<ConditionNumber, number>> = { level: 0, percent: 1, times: 5, withinSeconds: 300, forSeconds: 0 };

/** Makes an alert out of any number of the page, or changes one. */
export class AlertDialog {
  readonly dialog = new Dialog("alert", "Alert");
  readonly #what = element("p", { class: "words", "data-value": "alert-metric" });
  readonly #column = element("select", { id: "alert-column" });
  readonly #type = element("select", { id: "alert-type" });
  readonly #direction = element("select", { id: "alert-direction" });
  readonly #numbers = new Map<ConditionNumber, HTMLInputElement>();
  readonly #labels = new Map<string, HTMLElement>();
  readonly #meaning = element("p", { class: "words", id: "alert-meaning" });
  readonly #repeat = element("input", { type: "checkbox", id: "alert-repeat" });
  readonly #enabled = element("input", { type: "checkbox", id: "alert-enabled" });
  readonly #cooldown = element("input", { type: "number", id: "alert-cooldown", min: "0", step: "1" });
  readonly #note = element("input", { type: "text", id: "alert-note", maxlength: "200", placeholder: "what it means to you" });
  readonly #webhook = element("input", { type: "url", id: "alert-webhook", placeholder: "https://…, or nothing" });
  readonly #said = element("p", { class: "trouble", role: "alert", hidden: "" });
  #metric: AlertMetric = { room: "", column: "" };
  #rule: AlertRule | null = null;
  #look: Look | null = null;
  #table: LiveTable | null = null;

  constructor(
    readonly rest: RestClient,
    readonly onStored: (rule: AlertRule) => void,
  ) {
    this.#type.append(...CONDITIONS.map(({ type, label }) => element("option", { value: type }, label)));
    this.#direction.append(...[["either", "either way"], ["up", "upwards"], ["down", "downwards"]].map(([value, label]) => element("option", { value: value! }, label!)));
    for (const [name, , step] of NUMBERS) this.#numbers.set(name, element("input", { type: "number", id: `alert-${name}`, step }));
    const store = element("button", { type: "submit", "data-control": "store-alert" }, "Set the alert");
    const form = element(
      "form",
      { class: "alert-form" },
      this.#field("alert-column", "Watches", this.#column),
      this.#field("alert-type", "Fires when it", this.#type),
      this.#field("alert-direction", "Direction", this.#direction),
      ...NUMBERS.map(([name, label]) => this.#field(`alert-${name}`, label, this.#numbers.get(name)!)),
      this.#meaning,
      this.#field("alert-cooldown", "Quiet afterwards, seconds", this.#cooldown),
      this.#field("alert-note", "Note", this.#note),
      this.#field("alert-webhook", "Webhook", this.#webhook),
      element("div", { class: "alert-checks" }, element("label", { for: "alert-repeat" }, this.#repeat, " again and again"), element("label", { for: "alert-enabled" }, this.#enabled, " at work")),
      this.#said,
      store,
    );
    this.#type.addEventListener("change", () => this.#arrange());
    this.#column.addEventListener("change", () => {
      this.#metric = { ...this.#metric, column: this.#column.value };
      this.#prefill();
      this.#arrange();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#store();
    });
    this.dialog.body.append(this.#what, form);
  }

  /** Begins with a cell, or with a rule that is there; `table` tells what its columns are and how they stand. */
  show(what: AlertMetric | AlertRule, table: LiveTable | null, look: Look): void {
    this.#look = look;
    this.#table = table;
    this.#rule = "id" in what ? what : null;
    this.#metric = "id" in what ? what.metric : what;
    this.#said.hidden = true;
    const row = table === null ? undefined : rowOfMetric(table, this.#metric);
    const columns = new Set(Object.entries(row ?? {}).flatMap(([name, value]) => (typeof value === "number" && name !== "strike" && name !== "id" ? [name] : [])).concat(this.#metric.column));
    this.#column.replaceChildren(...[...columns].map((name) => element("option", { value: name }, columnWords(name))));
    this.#column.value = this.#metric.column;
    const rule = this.#rule;
    this.#type.value = rule?.condition.type ?? "crosses";
    this.#direction.value = rule?.condition.direction ?? "either";
    this.#prefill();
    this.#repeat.checked = rule?.repeat ?? true;
    this.#enabled.checked = rule?.enabled ?? true;
    this.#cooldown.value = String(rule?.cooldownSeconds ?? 60);
    this.#note.value = rule?.note ?? "";
    this.#webhook.value = rule?.webhook ?? "";
    this.#arrange();
    this.dialog.show();
    const level = this.#numbers.get("level")!;
    if (this.#type.value === "crosses") level.select();
    level.focus();
  }

  #field(id: string, label: string, input: HTMLElement): HTMLElement {
    const field = element("label", { for: id }, `${label} `, input);
    this.#labels.set(id, field);
    return field;
  }

  /** A level begins where the number stands now. */
  #prefill(): void {
    const { column } = this.#metric;
    const now = this.#table === null ? null : numberOf(rowOfMetric(this.#table, this.#metric), column);
    const condition = this.#rule?.metric.column === column ? this.#rule.condition : null;
    for (const [name, input] of this.#numbers) {
      const value = condition?.[name] ?? (name === "level" ? now : DEFAULTS[name]) ?? 0;
      const scaled = name === "level" && isFraction(column) && condition?.type !== "rank" ? value * 100 : value;
      input.value = String(Number(scaled.toPrecision(8)));
    }

    this.#what.textContent = `${metricWords(this.#metric)}, now ${valueWords(column, now, this.#look!.format)}.`;
  }

  #arrange(): void {
    const condition = CONDITIONS.find(({ type }) => type === this.#type.value)!;
    this.#labels.get("alert-direction")!.hidden = !condition.directed;
    for (const [name] of NUMBERS) this.#labels.get(`alert-${name}`)!.hidden = !condition.needs.includes(name);
    const unit = isFraction(this.#metric.column) && condition.type !== "rank" && condition.needs.includes("level") ? " The level is in per cent." : "";
    this.#meaning.textContent = `Fires when it ${condition.explanation}, in market time.${unit}`;
  }

  async #store(): Promise<void> {
    const { needs, directed, type } = CONDITIONS.find((each) => each.type === this.#type.value)!;
    const condition: Record<string, unknown> = { type, ...(directed && { direction: this.#direction.value }) };
    for (const name of needs) {
      const value = this.#numbers.get(name)!.valueAsNumber;
      condition[name] = name === "level" && type !== "rank" && isFraction(this.#metric.column) ? Number((value / 100).toPrecision(10)) : value;
    }

    const body = {
      metric: { ...this.#metric, column: this.#column.value },
      condition: condition as unknown as AlertCondition,
      cooldownSeconds: this.#cooldown.valueAsNumber || 0,
      repeat: this.#repeat.checked,
      enabled: this.#enabled.checked,
      expires: this.#rule?.expires ?? null,
      note: this.#note.value,
      webhook: this.#webhook.value === "" ? null : this.#webhook.value,
    };
    try {
      const stored = await (this.#rule === null ? this.rest.send<AlertRule>("POST", "/api/alerts", body) : this.rest.send<AlertRule>("PUT", `/api/alerts/${this.#rule.id}`, body));
      this.dialog.element.close();
      this.onStored(stored);
    } catch (error) {
      this.#said.textContent = (error as Error).message;
      this.#said.hidden = false;
    }
  }
}
