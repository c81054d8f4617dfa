import type { NumberFormat } from "../model/format";
import type { LiveTable, Row } from "../model/liveTable";
import { numberOf } from "../model/profile";
import { element, setAttribute, setHidden, setText } from "./dom";
import { Figures } from "./figures";
import { emptyRow, type Heading, listTable } from "./listTable";
import type { MarketView, ViewContext, ViewHost } from "./marketView";
import type { ViewDefinition } from "./viewDefinition";

interface SystemFigure {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  readonly text: (value: number | null, format: NumberFormat, row: Row) => string;
}

const count = (name: string, label: string, explanation: string): SystemFigure => ({ name, label, explanation, text: (value, format) => format.grouped(value, 0) });
const milliseconds = (name: string, label: string, explanation: string): SystemFigure => ({
  name, label, explanation, text: (value, format) => (value === null ? format.plain(null, 0) : `${format.grouped(value * 1000, 1)} ms`),
});
const words = (name: string, label: string, explanation: string): SystemFigure => ({ name, label, explanation, text: (_, format, row) => (typeof row[name] === "string" && row[name] !== "" ? row[name] : format.plain(null, 0)) });

const GROUPS: readonly (readonly [string, readonly SystemFigure[]])[] = [
  ["Feed and ingress", [
    words("feed", "Feed", "Where ticks come from"),
    words("feedState", "State", "What the feed is doing"),
    { name: "feedLag", label: "Newest tick", explanation: "Seconds since ingress took the newest tick seen here", text: (value, format) => (value === null ? format.plain(null, 0) : `${format.plain(value, 1)} s ago`) },
    { name: "ticksPerSecond", label: "Ticks a second", explanation: "Accepted ticks per second", text: (value, format) => format.grouped(value, 1) },
    count("accepted", "Accepted", "Ticks journalled since start"),
    count("duplicated", "Seen before", "Ticks dropped because they had come already"),
    count("refused", "Refused", "Ticks in the dead letters, below with their reasons"),
    count("queuedTicks", "Queued", "Submitted and not journalled yet"),
    count("undeliveredTicks", "Undelivered", "Journalled and not yet applied by the books"),
    count("journalSequence", "Journal", "The journal's last frame"),
  ]],
  ["From tick to browser", [
    milliseconds("publishP50", "To the web front, half", "From ingress to this process having what was published, half of the updates of the last 10 to 20 s are quicker"),
    milliseconds("publishP99", "To the web front, 99 %", "99 % of the updates are quicker"),
    milliseconds("socketP50", "To the socket, half", "From ingress to a client's socket, half of the deltas are quicker"),
    milliseconds("socketP99", "To the socket, 99 %", "99 % of the deltas are quicker"),
    count("connections", "Connections", "Connected clients"),
    count("rooms", "Rooms", "Rooms watched"),
    { name: "interval", label: "Interval", explanation: "Between two deltas of a room to a client that asks for nothing else; longer in a crowd", text: (value, format) => (value === null ? format.plain(null, 0) : `${format.grouped(value, 0)} ms`) },
    count("deltas", "Deltas", "Sent since start"),
    count("merged", "Merged", "Publications that went out inside a later, larger delta"),
    count("waits", "Waits", "Messages a client did not take at once"),
    count("stalled", "Dropped clients", "Disconnected because they took nothing for too long"),
    count("heals", "Healed rooms", "Times a room had missed something and fetched a snapshot"),
  ]],
  ["The whole", [
    words("version", "Version", "Of the executable"),
    { name: "uptime", label: "Up", explanation: "Since the process started", text: (value, format) => (value === null ? format.plain(null, 0) : value < 7_200 ? `${Math.floor(value / 60)} min` : `${format.plain(value / 3_600, 1)} h`) },
    { name: "memory", label: "Memory", explanation: "Resident, of the process asked", text: (value, format) => (value === null ? format.plain(null, 0) : `${format.grouped(value / 1e6, 0)} MB`) },
    count("products", "Products with ticks", "Products that have a live market in the cluster, each counted once"),
    count("chains", "Chains with ticks", "Chains that are live in the cluster, each counted once"),
  ]],
];

interface Letter {
  readonly id: number;
  readonly at: string;
  readonly origin: string;
  readonly reason: string;
  readonly detail: string;
  readonly tick: Readonly<Record<string, unknown>> | null;
  readonly replay?: { readonly outcome: string; readonly detail?: string } | null;
}

const LETTERS = 50;

const SILO_HEADINGS: readonly Heading[] = [
  "Silo",
  "Address",
  "Status",
  ["Chain grains", "Grains of chains that live in this silo"],
  ["Product grains", "Grains of products and grains of their analytics that live in this silo: two for each product that was asked for, with or without ticks"],
  ["All grains", "Whatever lives in this silo, the product's own and those of the runtime"],
  "Started",
];

/** How the whole is doing: silos, feed, queues, delays, refused ticks, and how this page is served. */
class SystemView implements MarketView {
  readonly element: HTMLElement;
  readonly #figures: readonly (readonly [readonly SystemFigure[], Figures])[] = GROUPS.map(([title, figures]) => [figures, new Figures(title, figures.map(({ name, label, explanation }) => ({ name: `system-${name}`, label, explanation })))] as const);
  readonly #silos = element("tbody");
  readonly #rooms = element("tbody");
  readonly #letters = element("tbody");
  readonly #reason = element("select", { id: "letter-reason", "aria-label": "Reason" });
  readonly #replay = element("button", { type: "button", "data-control": "replay-reason" }, "Bring all of this reason in again");
  readonly #fault = element("p", { class: "trouble", role: "status", hidden: "" });
  readonly #said = element("p", { class: "words", role: "status", "data-value": "replayed" });
  #context: ViewContext | null = null;
  #refused = -1;
  #loading = false;

  constructor(readonly host: ViewHost) {
    this.#reason.addEventListener("change", () => void this.#load());
    this.#replay.addEventListener("click", () => void this.#bring({ reason: this.#reason.value, limit: 1_000 }));
    this.element = element(
      "section",
      { class: "page-view system", "data-view": "system", "aria-label": "System", hidden: "" },
      element("h1", {}, "System"),
      this.#fault,
      element("div", { class: "system-figures" }, ...this.#figures.map(([, figures]) => figures.element)),
      listTable("Silos", SILO_HEADINGS, this.#silos),
      listTable("How this page is served", ["Room", "State", "At most every", "Because", "Merged updates"], this.#rooms),
      listTable("Refused ticks", ["At", "Origin", "Reason", "Detail", "Tick", "Bring in again"], this.#letters, element("div", { class: "view-tools" }, this.#reason, this.#replay)),
      this.#said,
    );
  }

  rooms(): readonly string[] {
    return ["system"];
  }

  draw(context: ViewContext): void {
    this.#context = context;
    const table = context.table("system");
    setAttribute(this.element, "data-epoch", table === null ? null : String(table.epoch));
    setAttribute(this.element, "data-sequence", table === null ? null : String(table.sequence));
    const fault = context.refusal("system") ?? (typeof table?.header["clusterFault"] === "string" ? table.header["clusterFault"] : "");
    setText(this.#fault, fault);
    setHidden(this.#fault, fault === "");
    if (table === null) return;
    for (const [figures, list] of this.#figures) for (const { name, text } of figures) list.set(`system-${name}`, text(numberOf(table.header, name), context.format, table.header));
    this.#drawSilos(table, context);
    this.#drawRooms(context);
    const refused = numberOf(table.header, "refused") ?? 0;
    if (refused !== this.#refused || context.opened) {
      this.#refused = refused;
      this.#drawReasons(table);
      void this.#load();
    }
  }

  #drawSilos(table: LiveTable, { format, clock }: ViewContext): void {
    const rows = [...table.rows.values()].map((row) => {
      const text = (name: string): string => (typeof row[name] === "string" ? row[name] : format.plain(null, 0));
      const started = clock.parts(row["started"]);
      const texts = [text("name"), text("address"), text("status"), ...["chains", "products", "activations"].map((name) => format.grouped(numberOf(row, name), 0)), started === null ? "" : `${started.date} ${started.time}`];
      return texts;
    });
    fill(this.#silos, rows, "data-silo");
  }

  #drawRooms({ format }: ViewContext): void {
    const reasons = { asked: "as asked", crowd: "many clients", slow: "this browser is slow" } as const;
    const rows = this.host.watched().map(({ name, synchronised, interval, reason, merged }) => [name, synchronised ? "in step" : "waiting", interval === null ? format.plain(null, 0) : `${format.grouped(interval, 0)} ms`, reasons[reason], format.grouped(merged, 0)]);
    fill(this.#rooms, rows, "data-watched");
  }

  /** The reasons for which ticks were refused, with how many of each. */
  #drawReasons(table: LiveTable): void {
    const chosen = this.#reason.value;
    const options = Object.entries(table.header).flatMap(([name, value]) => (/^refused[A-Z]/.test(name) && typeof value === "number" && value > 0 ? [[name[7]!.toLowerCase() + name.slice(8), value] as const] : []));
    this.#reason.replaceChildren(element("option", { value: "" }, "All reasons"), ...options.map(([name, value]) => element("option", { value: name }, `${name} (${this.#context!.format.grouped(value, 0)})`)));
    this.#reason.value = options.some(([name]) => name === chosen) ? chosen : "";
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    const reason = this.#reason.value;
    setHidden(this.#replay, reason === "");
    try {
      const { letters } = await this.host.rest.get<{ letters: readonly Letter[] }>(`/api/admin/dead-letters?limit=${LETTERS}${reason === "" ? "" : `&reason=${reason}`}`);
      this.#letters.replaceChildren(...(letters.length === 0 ? [emptyRow(6, "Every tick was taken.")] : letters.map((letter) => this.#letter(letter))));
    } catch (error) {
      this.#letters.replaceChildren(emptyRow(6, (error as Error).message));
    } finally {
      this.#loading = false;
    }

    if (reason !== this.#reason.value) void this.#load();
  }

  #letter({ id, at, origin, reason, detail, tick, replay }: Letter): HTMLElement {
    const time = this.#context!.clock.parts(at);
    const texts = [time === null ? at : `${time.date} ${time.time}`, origin, reason, detail, tick === null ? "could not be read" : tickWords(tick)];
    const again = element("button", { type: "button", "data-control": "replay-letter", "aria-label": `Bring letter ${id} in again` }, "Again");
    again.addEventListener("click", () => void this.#bring({ letters: [{ id }] }));
    // What was refused once more may still be brought in, after what it was refused for is mended.
    const last = element("td", {}, ...(replay == null ? [] : [`${replay.outcome} `]), ...(tick === null || (replay != null && replay.outcome !== "refused") ? [] : [again]));
    return element("tr", { "data-letter": String(id) }, ...texts.map((text) => element("td", {}, text)), last);
  }

  async #bring(what: object): Promise<void> {
    try {
      const answer = await this.host.rest.send<{ accepted: number; duplicated: number; refused: number; notReplayed: number; letters: readonly { detail?: string | null }[] }>("POST", "/api/admin/dead-letters/replay", what);
      const detail = answer.letters.length === 1 ? answer.letters[0]!.detail : null;
      this.#said.textContent = `Brought in again: ${answer.accepted} accepted, ${answer.duplicated} seen before, ${answer.refused} refused once more, ${answer.notReplayed} not tried.${detail ? ` ${detail}` : ""}`;
      await this.#load();
    } catch (error) {
      this.#said.textContent = (error as Error).message;
    }
  }
}

/** Writes texts into rows, making only as many as there are. */
function fill(body: HTMLElement, rows: readonly (readonly string[])[], name: string): void {
  while (body.childElementCount > rows.length) body.lastElementChild!.remove();
  rows.forEach((texts, i) => {
    const row = (body.children[i] as HTMLElement | undefined) ?? body.appendChild(element("tr", {}, ...texts.map(() => element("td"))));
    setAttribute(row, name, texts[0]!);
    texts.forEach((text, column) => {
      const cell = row.children[column]!;
      setText(cell, text);
    });
  });
}

function tickWords(tick: Readonly<Record<string, unknown>>): string {
  const { product, expiry, strike, right, kind, ...rest } = tick;
  const what = [product, expiry, strike, right ?? kind].filter((part) => part != null).join(" ");
  const said = Object.entries(rest).flatMap(([name, value]) => (value == null || name === "time" || name === "id" ? [] : [`${name} ${value}`]));
  return `${what}: ${said.join(", ")}`;
}

export const SYSTEM: ViewDefinition = {
  name: "system",
  label: "System",
  key: "y",
  explanation: "Silos, feed, queues, delays, refused ticks, and how this page is served",
  controls: [],
  timeless: true,
  create: (host) => new SystemView(host),
};
