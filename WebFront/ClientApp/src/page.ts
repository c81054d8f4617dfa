import { MarketConnection, type Contract, type LiveTable, type ProductSummary, RestClient, RestError } from "./connection";
import { ChangeSet } from "./model/changeSet";
import { ClockOffset } from "./model/clockOffset";
import { NumberFormat } from "./model/format";
import { KeySequence } from "./model/keySequence";
import { LatencyWindow } from "./model/latency";
import { formatPlace, parsePlace, type Place, type View } from "./model/place";
import { NO_STATUS, readStatus, type ServerStatus } from "./model/serverStatus";
import { saveSettings, type Settings } from "./model/settings";
import { VenueClock } from "./model/time";
import type { Side } from "./views/chainColumns";
import { ChainTable } from "./views/chainTable";
import { Controls } from "./views/controls";
import { element, setAttribute } from "./views/dom";
import { ExpiryBar } from "./views/expiryBar";
import { ExposuresView } from "./views/exposuresView";
import { FrameScheduler } from "./views/frame";
import { Help } from "./views/help";
import type { MarketView } from "./views/marketView";
import { MetricStrip } from "./views/metricStrip";
import { Notice, type NoticeText } from "./views/notice";
import { OpenInterestView } from "./views/openInterestView";
import { ProductHeader } from "./views/productHeader";
import { SmileView } from "./views/smileView";
import { StatusBar } from "./views/statusBar";
import { Tooltip } from "./views/tooltip";
import { viewOfKey, ViewTabs } from "./views/viewTabs";

const POLL_MS = 2_000;
const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

/** Once there is a market the list of products is asked for at every so many polls only. */
const POLLS_PER_LIST = 8;

/** A subscribed room: its copy, what of it is not drawn yet, and how to leave it. */
interface OpenRoom {
  readonly name: string;
  table: LiveTable | null;
  readonly changes: ChangeSet;
  synchronised: boolean;
  refusal: string | null;
  leave: () => void;
}

/** The page: holds what is chosen, feeds the views from the two rooms that belong to it, draws once per frame. */
export class Page {
  readonly #header: ProductHeader;
  readonly #expiries: ExpiryBar;
  readonly #metrics = new MetricStrip();
  readonly #chain = new ChainTable();
  readonly #status = new StatusBar();
  readonly #notice = new Notice();
  readonly #help = new Help();
  readonly #controls: Controls;
  readonly #tooltip: Tooltip;
  readonly #tabs = new ViewTabs((view) => this.#show(view));
  readonly #keys = new KeySequence("g");
  readonly #views: Readonly<Partial<Record<View, MarketView>>> = {
    smile: new SmileView(
      () => this.#go(this.#place),
      () => this.#controls.toggleAllStrikes(),
    ),
    "open-interest": new OpenInterestView(),
    exposures: new ExposuresView(),
  };
  readonly #frame = new FrameScheduler(() => this.#draw());
  readonly #latency = new LatencyWindow();
  readonly #offset = new ClockOffset();
  readonly #main: HTMLElement;
  readonly #wide = matchMedia("(min-width: 1000px)");
  readonly #prefersDark = matchMedia("(prefers-color-scheme: dark)");

  #products: readonly ProductSummary[] | null = null;
  #unreachable = false;
  #polls = 0;
  #place: Place;
  #contract: Contract | null = null;
  #clock = new VenueClock("UTC");
  #format = new NumberFormat("international");
  #server: ServerStatus = NO_STATUS;
  #productRoom: OpenRoom | null = null;
  #chainRoom: OpenRoom | null = null;
  /** The rooms that the view and the header need besides. */
  #otherRooms: ReadonlyMap<string, OpenRoom> = new Map();
  #lastChange: number | null = null;
  #lastReceived: unknown = null;
  #chainBehind = false;
  #viewBehind = true;
  #viewAbout = "";

  constructor(
    readonly root: HTMLElement,
    readonly connection: MarketConnection,
    readonly rest: RestClient,
    readonly settings: Settings,
  ) {
    this.#place = parsePlace(location.hash);
    this.#header = new ProductHeader((product) => this.#go({ ...this.#place, product, expiry: null }));
    this.#expiries = new ExpiryBar((expiry) => this.#go({ ...this.#place, expiry }));
    this.#controls = new Controls(settings, () => this.#applySettings(), () => this.#help.toggle());
    this.#tooltip = new Tooltip(this.#chain.scroller, () => ({ table: this.#chain.table, format: this.#format, clock: this.#clock }));
    this.#main = element("main", {}, this.#metrics.element, this.#chain.scroller, ...this.#marketViews().map((view) => view.element), this.#notice.element);
    root.replaceChildren(
      element("header", { class: "top" }, element("img", { src: "/favicon.svg", class: "mark", alt: "TradingAnalytics", width: "26", height: "26" }), ...this.#header.parts, this.#tabs.element, this.#controls.tools),
      element("div", { class: "bar" }, this.#expiries.element, this.#controls.view),
      this.#main,
      this.#status.element,
      this.#help.element,
      this.#tooltip.element,
    );
  }

  start(): void {
    this.connection.watch(() => this.#frame.request());
    addEventListener("hashchange", () => this.#go(parsePlace(location.hash)));
    addEventListener("keydown", (event) => this.#onKey(event));
    this.#wide.addEventListener("change", () => this.#applySettings());
    this.#prefersDark.addEventListener("change", () => this.#applySettings());
    document.addEventListener("visibilitychange", () => this.#latency.clear());
    this.#applySettings();
    this.connection.start();
    void this.#poll();
    setInterval(() => this.#frame.request(), 1_000);
  }

  async #poll(): Promise<void> {
    if (!document.hidden || this.#products === null) {
      try {
        const asked = Date.now();
        this.#server = readStatus(await this.rest.get("/api/status"));
        if (this.#server.now !== null) this.#offset.add(this.#server.now, asked, Date.now());
        if (this.#polls++ % POLLS_PER_LIST === 0 || !this.#products?.some(hasExpiries)) this.#onProducts(await this.rest.products());
        if (this.#contract === null && this.#place.product !== null) await this.#loadContract(this.#place.product);
        this.#unreachable = false;
      } catch (error) {
        const status = error instanceof RestError ? error.status : 0;
        if (status === UNAUTHORIZED) location.assign("/login");
        this.#unreachable = status !== TOO_MANY_REQUESTS;
      }

      this.#frame.request();
    }

    setTimeout(() => void this.#poll(), POLL_MS);
  }

  #onProducts(products: ProductSummary[]): void {
    this.#products = products;
    this.#go(this.#place);
  }

  async #loadContract(product: string): Promise<void> {
    const contract = await this.rest.contract(product);
    if (this.#place.product !== product) return;
    this.#contract = contract;
    this.#clock = new VenueClock(contract.zone);
    this.#applySettings();
  }

  /** Goes to a product and expiry, or to the nearest that exist. */
  #go(place: Place): void {
    if (this.#products === null) {
      this.#place = place;
      return;
    }

    const wanted = this.#products.find(({ product }) => product === place.product);
    const product = wanted ?? busiest(this.#products);
    const known = product === undefined ? [] : this.#knownExpiries(product);
    const expiry = wanted !== undefined && place.expiry !== null && known.includes(place.expiry) ? place.expiry : (known[0] ?? null);
    if (product?.product !== this.#place.product) this.#contract = null;
    this.#place = { product: product?.product ?? null, expiry, view: place.view };
    const hash = formatPlace(this.#place);
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
    document.title = product === undefined ? "TradingAnalytics" : `${product.product} ${expiry ?? ""} · TradingAnalytics`;
    this.#header.setProducts(this.#products, this.#place.product);
    this.#productRoom = this.#enter(this.#productRoom, product === undefined ? null : `product:${product.product}`);
    this.#chainRoom = this.#enter(this.#chainRoom, expiry === null ? null : `chain:${product!.product}:${expiry}`);
    this.#enterOthers();
    if (this.#contract === null && product !== undefined) void this.#loadContract(product.product).catch(() => undefined);
    this.#frame.request();
  }

  #show(view: View): void {
    this.#go({ ...this.#place, view });
    if (view === "chain") this.#chain.scroller.focus({ preventScroll: true });
  }

  #marketViews(): MarketView[] {
    return Object.values(this.#views);
  }

  #enterOthers(): void {
    const { product, view } = this.#place;
    const wanted = new Set(product === null ? [] : [`volatility-index:${product}`, ...(this.#views[view]?.rooms(this.#place) ?? [])]);
    for (const [name, room] of this.#otherRooms) if (!wanted.has(name)) room.leave();
    this.#otherRooms = new Map(Array.from(wanted, (name) => [name, this.#enter(this.#otherRooms.get(name) ?? null, name)!]));
  }

  #room(name: string): OpenRoom | null {
    if (this.#chainRoom?.name === name) return this.#chainRoom;
    return this.#otherRooms.get(name) ?? null;
  }

  /** The expiries the product's room shows once it is there, else those of the product list. */
  #knownExpiries(product: ProductSummary): readonly string[] {
    const room = this.#productRoom;
    const live = room?.name === `product:${product.product}` && room.table !== null ? [...room.table.rows.keys()].sort() : [];
    return live.length > 0 ? live : [...product.expiries].sort();
  }

  #enter(current: OpenRoom | null, name: string | null): OpenRoom | null {
    if (current?.name === name) return current;
    current?.leave();
    if (name === null) return null;
    const room: OpenRoom = { name, table: null, changes: new ChangeSet(), synchronised: false, refusal: null, leave: () => undefined };
    room.leave = this.connection.subscribe(name, {
      changed: (table, change) => {
        room.table = table;
        room.synchronised = true;
        room.refusal = null;
        room.changes.add(change);
        if (name.startsWith("chain:")) this.#lastChange = performance.now();
        this.#frame.request();
      },
      lost: () => {
        room.synchronised = false;
        this.#frame.request();
      },
      refused: (message) => {
        room.refusal = message;
        this.#frame.request();
      },
    });
    if (name.startsWith("chain:")) {
      this.#latency.clear();
      this.#lastChange = null;
    }

    return room;
  }

  #applySettings(): void {
    const { settings } = this;
    saveSettings(settings);
    const wide = this.#wide.matches;
    const full = settings.columns === "auto" ? wide : settings.columns === "full";
    const currency = this.#contract?.currency ?? "INR";
    const indian = settings.digits === "auto" ? currency === "INR" : settings.digits === "indian";
    const dark = settings.theme === "system" ? this.#prefersDark.matches : settings.theme === "dark";
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    this.#format = new NumberFormat(indian ? "indian" : "international");
    const sides: readonly Side[] = wide ? ["call", "put"] : [settings.side];
    this.#controls.draw(full, indian, dark, wide);
    const priceDigits = decimals(this.#contract?.tickSize ?? 0.05);
    this.#viewBehind = true;
    this.#chain.configure({ format: this.#format, priceDigits, strikes: settings.strikes, layout: { sides, full } });
    this.#frame.request();
  }

  #draw(): void {
    const product = this.#productRoom;
    this.#followExpiries(product);
    const chain = this.#chainRoom;
    // What is not shown has no size, and a chain is brought to its middle as it opens.
    const notice = this.#noticeText();
    this.#notice.show(notice);
    const { view } = this.#place;
    this.#tabs.draw(view);
    this.#controls.drawView(view);
    this.#chain.scroller.hidden = notice !== null || view !== "chain";
    for (const [name, shown] of Object.entries(this.#views)) shown.element.hidden = notice !== null || view !== name;
    setAttribute(this.root, "data-empty", this.#place.expiry === null && this.#productRoom?.table == null ? "" : null);
    this.#header.draw(product?.table ?? null, this.#format);
    this.#expiries.draw(product?.table ?? null, this.#place.expiry, this.#format);
    product?.changes.clear();
    const index = this.#otherRooms.get(`volatility-index:${this.#place.product}`);
    this.#metrics.draw(chain?.table ?? null, index?.table ?? null, this.#format, this.#clock);
    if (notice === null) this.#drawView();
    if (chain?.table) {
      if (view !== "chain") this.#chainBehind = true;
      else if (this.#chainBehind) this.#catchUp(chain.table);
      else if (!chain.changes.empty || this.#chain.table !== chain.table) this.#chain.draw(chain.table, chain.changes);
      this.#measure(chain.table);
    } else {
      this.#chain.clear();
    }

    chain?.changes.clear();
    for (const room of this.#otherRooms.values()) room.changes.clear();
    setAttribute(this.#main, "data-room", chain?.table?.room ?? null);
    setAttribute(this.#main, "data-epoch", chain?.table ? String(chain.table.epoch) : null);
    setAttribute(this.#main, "data-sequence", chain?.table ? String(chain.table.sequence) : null);
    setAttribute(this.#main, "data-stale", this.connection.state === "connected" && chain?.synchronised !== false ? null : "");
    this.#drawStatus(chain);
  }

  /** Draws the view in force from its rooms, when something in them or about it changed. */
  #drawView(): void {
    const view = this.#views[this.#place.view];
    if (view === undefined) return;
    const rooms = [...this.#otherRooms.values(), ...(this.#place.view === "open-interest" && this.#chainRoom !== null ? [this.#chainRoom] : [])];
    const about = `${formatPlace(this.#place)} ${this.#expiries.expiries.join()} ${rooms.map(({ name, refusal }) => name + refusal).join()}`;
    if (!this.#viewBehind && about === this.#viewAbout && rooms.every(({ changes }) => changes.empty)) return;
    this.#viewBehind = false;
    this.#viewAbout = about;
    view.draw({
      place: this.#place,
      table: (name) => this.#room(name)?.table ?? null,
      refusal: (name) => this.#room(name)?.refusal ?? null,
      expiries: this.#expiries.expiries,
      format: this.#format,
      currency: this.#contract?.currency ?? "currency of the product",
      strikes: this.settings.strikes,
    });
  }

  /** The chain was not drawn while another view was shown. */
  #catchUp(table: LiveTable): void {
    this.#chainBehind = false;
    const all = new ChangeSet();
    all.add({ whole: true, header: [], rows: new Map() });
    const opened = this.#chain.table !== table;
    this.#chain.draw(table, all);
    if (!opened) this.#chain.centre();
  }

  /** A product's first expiry may come, and its nearest go, while the page is open. */
  #followExpiries(product: OpenRoom | null): void {
    if (product?.table == null || !product.synchronised) return;
    const expiry = this.#place.expiry;
    if (expiry === null || !product.table.rows.has(expiry)) if (product.table.rows.size > 0) this.#go(this.#place);
  }

  #measure(table: LiveTable): void {
    const received = table.header["received"];
    if (received === this.#lastReceived) return;
    this.#lastReceived = received;
    if (typeof received === "string" && !document.hidden) this.#latency.add(Date.now() + this.#offset.milliseconds - Date.parse(received));
  }

  #drawStatus(chain: OpenRoom | null): void {
    const live = this.connection.state === "connected";
    const latency = live ? this.#latency.median() : null;
    const rate = live ? this.#server.ticksPerSecond : null;
    const at = this.#clock.parts(chain?.table?.header["asOf"]);
    this.#status.draw({
      connection: this.connection.state,
      synchronised: chain === null || chain.synchronised,
      quietSeconds: this.#lastChange === null ? null : (performance.now() - this.#lastChange) / 1000,
      dataTime: at === null ? "" : `${at.time} ${at.zone}`,
      feed: this.#server.feed,
      feedState: this.#server.feedState,
      ticksPerSecond: rate === null ? "" : `${this.#format.grouped(rate, rate < 10 ? 1 : 0)} ticks/s`,
      latency: latency === null ? "" : `${this.#format.grouped(latency, 0)} ms to screen`,
      version: chain?.table ? `#${chain.table.sequence}` : "",
    });
  }

  #noticeText(): NoticeText | null {
    if (this.#products === null) {
      return this.#unreachable
        ? { title: "The server cannot be reached", detail: "The page keeps trying. Start the product with", commands: ["./run simulate"] }
        : { title: "Loading …", detail: "Asking the server for its products." };
    }

    if (this.#place.expiry === null && this.#place.product !== null && this.#productRoom?.table == null) {
      return { title: "Loading …", detail: `Waiting for ${this.#place.product}.` };
    }

    if (this.#place.expiry === null) {
      return {
        title: this.#place.product === null ? "No ticks yet" : `No ticks of ${this.#place.product} yet`,
        detail: "As soon as an option trades or is quoted its chain appears here. Start the simulated market, or push your own ticks to the server:",
        commands: ["./run simulate", "POST /api/ingest/ticks"],
      };
    }

    const chain = this.#chainRoom;
    if (chain?.table == null) {
      return chain?.refusal == null
        ? { title: "Loading …", detail: `Waiting for the chain of ${this.#place.expiry}.` }
        : { title: "This chain is not available", detail: chain.refusal };
    }

    return null;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement || this.#help.element.open) return;
    const key = this.#keys.press(event.key, event.timeStamp);
    if (key === "first") return;
    if (key !== null) {
      const view = viewOfKey(key.second);
      if (view !== null) {
        event.preventDefault();
        this.#show(view);
        return;
      }
    }

    const action = {
      "/": () => this.#header.picker.focus(),
      e: () => this.#stepExpiry(1),
      E: () => this.#stepExpiry(-1),
      c: () => this.#chain.centre(),
      a: () => this.#controls.toggleAllStrikes(),
      f: () => this.#controls.toggleColumns(),
      d: () => this.#controls.toggleDigits(),
      t: () => this.#controls.toggleTheme(),
      "?": () => this.#help.toggle(),
    }[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  #stepExpiry(step: number): void {
    const { expiries } = this.#expiries;
    const next = expiries[expiries.indexOf(this.#place.expiry ?? "") + step];
    if (next !== undefined) this.#go({ ...this.#place, expiry: next });
  }
}

/** Where no product is asked for: the one with the most chains. */
function busiest(products: readonly ProductSummary[]): ProductSummary | undefined {
  return products.reduce<ProductSummary | undefined>((best, next) => (best !== undefined && best.expiries.length >= next.expiries.length ? best : next), undefined);
}

function hasExpiries(product: ProductSummary): boolean {
  return product.expiries.length > 0;
}

/** Decimals that prices on this grid need: 2 for 0.05, 0 for 1. */
function decimals(tickSize: number): number {
  const text = String(tickSize);
  const point = text.indexOf(".");
  return point < 0 ? (tickSize >= 1 ? 0 : 2) : Math.min(8, text.length - point - 1);
}
