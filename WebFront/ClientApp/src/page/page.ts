import type { LiveTable, MarketConnection, ProductSummary, RestClient, RoomOptions, WireTable } from "../connection";
import { ChangeSet } from "../model/changeSet";
import { noRank } from "../model/ivRank";
import { type Look, lookOf } from "../model/look";
import { Openings } from "../model/openings";
import { FIRST_VIEW, formatPlace, parsePlace, type Place } from "../model/place";
import { productToShow } from "../model/products";
import { TimeTravel } from "../model/timeTravel";
import { layoutParams, saveSettings, type Settings, settingsInParams } from "../model/settings";
import { ColumnChooser } from "../views/columnChooser";
import { CompareDialog } from "../views/compareDialog";
import { Controls } from "../views/controls";
import { element, setAttribute } from "../views/dom";
import { Explanations } from "../views/explain";
import { ExpiryBar } from "../views/expiryBar";
import { FrameScheduler, type Occasion } from "../views/frame";
import { Help } from "../views/help";
import { MetricStrip } from "../views/metricStrip";
import { Notice } from "../views/notice";
import { ProductHeader } from "../views/productHeader";
import { Search, type SearchEntry } from "../views/search";
import { VIEWS } from "../views/registry";
import { StatusBar } from "../views/statusBar";
import { TimeBar } from "../views/timeBar";
import { ViewTabs } from "../views/viewTabs";
import { Welcome } from "../views/welcome";
import { AccountDialogs } from "./accountDialogs";
import { AlertCenter } from "./alertCenter";
import { IndexRank } from "./indexRank";
import { Keyboard } from "./keyboard";
import { MarketSource } from "./marketSource";
import { noticeText } from "./noticeText";
import type { OpenRoom } from "./openRoom";
import { Tables } from "./tables";
import { ViewDeck } from "./viewDeck";
import { Vitals } from "./vitals";

const NOTHING = new ChangeSet();

/** How often what stands around the rows is drawn while more of them change than a frame can hold, in milliseconds. */
const AROUND_EVERY_MS = 250;

/** A table asked for while the page connects is old when that takes longer. */
const CONNECTS_WITHIN_MS = 3_000;

/** Watched whatever is shown: an alert may fire at any time. */
const ALERTS_ROOM = "alerts";

/** The page: holds what is chosen, subscribes to the rooms that belong to it, and draws once per frame. */
export class Page {
  readonly #frame = new FrameScheduler((occasion) => this.#draw(occasion));
  readonly #rooms: Tables;
  readonly #source: MarketSource;
  readonly #vitals: Vitals;
  readonly #header = new ProductHeader((product) => this.#go({ ...this.#place, product, expiry: null }));
  readonly #expiries = new ExpiryBar((expiry) => this.#go({ ...this.#place, expiry }));
  readonly #tabs = new ViewTabs(VIEWS, (view) => this.#show(view));
  readonly #metrics = new MetricStrip();
  readonly #notice = new Notice();
  readonly #status = new StatusBar();
  readonly #help = new Help(VIEWS);
  readonly #welcome = new Welcome(() => this.#help.dialog.show());
  readonly #columns = new ColumnChooser((change) => this.#change(change));
  readonly #search = new Search(() => this.#destinations());
  readonly #account: AccountDialogs;
  readonly #alerts: AlertCenter;
  readonly #travel: TimeTravel;
  readonly #time: TimeBar;
  readonly #compare: CompareDialog;
  readonly #rank: IndexRank;
  readonly #controls: Controls;
  readonly #deck: ViewDeck;
  readonly #main: HTMLElement;
  readonly #wide = matchMedia("(min-width: 1000px)");
  readonly #prefersDark = matchMedia("(prefers-color-scheme: dark)");
  #place: Place;
  #look: Look;
  /** When what stands above and below the rows was drawn last, and whether it was passed over since. */
  #aboveAt = 0;
  #belowAt = 0;
  #aroundDue = false;

  constructor(
    readonly root: HTMLElement,
    readonly connection: MarketConnection,
    rest: RestClient,
    readonly settings: Settings,
  ) {
    this.#place = this.#addressed();
    this.#look = lookOf(settings, null, this.#wide.matches, this.#prefersDark.matches);
    this.#rooms = new Tables(connection, rest, (awaited) => (awaited ? this.#frame.request() : this.#frame.requestWhenFree()));
    this.#source = new MarketSource(rest, () => this.#go(this.#place), (product) => this.#onContract(product), () => this.#frame.requestWhenFree());
    this.#vitals = new Vitals(this.#source);
    this.#rank = new IndexRank(rest, () => this.#frame.request());
    this.#account = new AccountDialogs(root, rest, () => this.#look.clock, (change) => this.#change(change), () => this.#link());
    this.#alerts = new AlertCenter(root, rest, () => this.#look, () => this.#place, (room) => this.#rooms.get(room)?.table ?? null, () => {
      this.#deck.stale();
      this.#frame.request();
    });
    this.#travel = new TimeTravel(rest, () => this.#place, () => this.#rooms.loading, (at) => this.#go({ ...this.#place, at }), () => this.#frame.request());
    this.#time = new TimeBar(this.#travel, () => this.#look, () => void this.#showChanges(), () => this.#frame.request());
    this.#compare = new CompareDialog(rest);
    this.#controls = new Controls(settings, (change) => this.#change(change), () => this.#columns.dialog.show(), () => this.#time.toggle(), () => this.#account.settings.show(), () => this.#help.dialog.toggle());
    this.#main = element("main", {}, this.#metrics.element);
    this.#deck = new ViewDeck(VIEWS, this.#main, {
      rest,
      openings: new Openings(rest, () => this.#source.server.recording, () => {
        this.#deck.stale();
        this.#frame.request();
      }),
      go: (change) => this.#go({ ...this.#place, params: change.view === undefined || change.view === this.#place.view ? this.#place.params : {}, ...change }),
      refresh: () => {
        this.#deck.stale();
        this.#go(this.#place);
      },
      change: (settings) => this.#change(settings),
      toggleAllStrikes: () => this.#controls.toggleAllStrikes(),
      editAlert: (what) => void this.#alerts.edit(what),
      watched: () => this.#rooms.watched(),
    });
    this.#main.append(this.#notice.element);
    root.replaceChildren(
      element("header", { class: "top" }, element("img", { src: "/favicon.svg", class: "mark", alt: "TradingAnalytics", width: "26", height: "26" }), ...this.#header.parts, this.#tabs.element, this.#controls.tools),
      this.#welcome.element,
      element("div", { class: "chooser" }, this.#expiries.element, this.#controls.view),
      this.#time.element,
      this.#main,
      this.#status.element,
      this.#alerts.notes,
      new Explanations(root).element,
      ...[this.#help, this.#columns, this.#search, this.#account.settings, this.#compare].map(({ dialog }) => dialog.element),
    );
  }

  start(): void {
    this.connection.watch(() => this.#frame.request());
    addEventListener("hashchange", () => {
      this.#go(this.#addressed());
      this.#relook();
    });
    this.#keyboard().start();
    this.#alerts.start();
    this.#wide.addEventListener("change", () => this.#relook());
    this.#prefersDark.addEventListener("change", () => this.#relook());
    this.#relook();
    this.connection.start();
    this.#source.start();
    this.#go(this.#place);
    setInterval(() => this.#frame.requestWhenFree(), 1_000);
  }

  /** What the address says. A layout in it is in force until another is chosen; it is kept only then. */
  #addressed(): Place {
    const place = parsePlace(location.hash);
    const { settings, rest } = settingsInParams(place.params);
    Object.assign(this.settings, settings);
    return { ...place, params: rest };
  }

  /** Goes to a product, expiry and view, or to the nearest that exist. */
  #go(place: Place): void {
    const view = this.#deck.has(place.view) ? place.view : FIRST_VIEW;
    const { products } = this.#source;
    if (products === null) {
      this.#place = { ...place, view };
      // What the address names is asked for at once: whether it is there shows by the time the list is.
      this.#source.follow(place.product);
      if (place.product !== null && place.expiry !== null) this.#rooms.want(this.#wantedRooms(), place.at);
      return;
    }

    const product = productToShow(products, place.product);
    const known = product === undefined ? [] : this.#knownExpiries(product);
    const expiry = product?.product === place.product && place.expiry !== null && known.includes(place.expiry) ? place.expiry : (known[0] ?? null);
    this.#place = { product: product?.product ?? null, expiry, view, params: place.params, at: place.at };
    const hash = formatPlace(this.#place);
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
    document.title = product === undefined ? "TradingAnalytics" : place.at !== null ? `PAST ${product.product} ${place.at} · TradingAnalytics` : `${product.product} ${expiry ?? ""} · TradingAnalytics`;
    this.#header.setProducts(products, this.#place.product);
    this.#rooms.want(this.#wantedRooms(), place.at);
    this.#source.follow(this.#place.product);
    this.#frame.request();
  }

  #show(view: string): void {
    this.#go({ ...this.#place, view, params: view === this.#place.view ? this.#place.params : {} });
  }

  #wantedRooms(): ReadonlyMap<string, RoomOptions> {
    const { product } = this.#place;
    const names = [this.#productRoom, this.#chainRoom, product === null ? null : `volatility-index:${product}`, ALERTS_ROOM, ...this.#deck.rooms(this.#place)];
    const chain = this.#deck.options(this.#place, this.settings);
    return new Map(names.filter((name) => name !== null).map((name) => [name, name === this.#chainRoom ? chain : {}]));
  }

  get #productRoom(): string | null {
    return this.#place.product === null ? null : `product:${this.#place.product}`;
  }

  get #chainRoom(): string | null {
    return this.#place.expiry === null ? null : `chain:${this.#place.product}:${this.#place.expiry}`;
  }

  /** The expiries the product's room shows once it is there, else those of the product list. */
  #knownExpiries(product: ProductSummary): readonly string[] {
    const live = this.#rooms.get(`product:${product.product}`)?.table?.rows.keys() ?? [];
    const expiries = [...live].sort();
    return expiries.length > 0 ? expiries : [...product.expiries].sort();
  }

  #change(change: Partial<Settings>): void {
    Object.assign(this.settings, change);
    saveSettings(this.settings);
    this.#relook();
    // Other columns may need other Greeks.
    this.#go(this.#place);
  }

  #onContract(product: WireTable): void {
    this.#rooms.offer(product);
    this.#relook();
  }

  /** Settings, contract or screen are others. */
  #relook(): void {
    this.#look = lookOf(this.settings, this.#source.contract, this.#wide.matches, this.#prefersDark.matches);
    document.documentElement.style.colorScheme = this.#look.dark ? "dark" : "light";
    this.#deck.stale();
    this.#frame.request();
  }

  #draw(occasion: Occasion): void {
    if (occasion !== "asked" && this.#drewAround(occasion)) return;
    if (occasion === "rest") {
      this.#deck.goOn();
      this.#version(this.#rooms.get(this.#chainRoom)?.table ?? null);
      return;
    }

    const product = this.#rooms.get(this.#productRoom);
    this.#followExpiries(product);
    const chain = this.#rooms.get(this.#chainRoom);
    // What is not shown has no size, and a chain is brought to its middle as it opens.
    const past = this.#place.at !== null;
    const notice = noticeText(this.#source, this.#place, this.#deck.definition(this.#place.view), product, chain);
    this.#notice.show(notice);
    this.#tabs.draw(this.#place.view);
    this.#time.draw(this.#place.at);
    this.#controls.draw(this.#look, this.#deck.definition(this.#place.view));
    this.#columns.draw(this.#look);
    this.#account.settings.draw(this.#look);
    this.#welcome.draw(this.#source.server.feed);
    const around = occasion === "asked" || this.#deck.settled;
    this.#aroundDue = !around;
    setAttribute(this.root, "data-empty", this.#place.expiry === null && product?.table == null ? "" : null);
    if (around) this.#drawAbove(product?.table ?? null, chain?.table ?? null);
    setAttribute(this.root, "data-past", past ? "" : null);
    setAttribute(this.#main, "data-stale", (past || this.#follows(chain)) && chain?.synchronised !== false ? null : "");
    this.#deck.draw(notice === null ? this.#place.view : null, this.#rooms, {
      ...this.#look,
      place: this.#place,
      table: (name) => this.#rooms.get(name)?.table ?? null,
      changes: (name) => this.#rooms.get(name)?.changes ?? NOTHING,
      refusal: (name) => this.#rooms.get(name)?.refusal ?? null,
      expiries: this.#expiries.expiries,
    });
    this.#version(chain?.table ?? null);
    this.#alerts.follow(this.#rooms.get(ALERTS_ROOM)?.table ?? null);
    if (chain?.table && !past) this.#vitals.drawn(chain);
    this.#rooms.drawn();
    if (around) this.#drawBelow(chain);
  }

  /**
   * In a wall of changes what stands above the rows and what stands below them has frames of its own, a few times a second: the browser puts the screen together anew for all that lies between two things that changed.
   * False when this is not such a frame.
   */
  #drewAround(occasion: Occasion): boolean {
    if (this.#deck.settled) return false;
    const now = performance.now();
    const above = now - this.#aboveAt >= AROUND_EVERY_MS;
    if (!above && now - this.#belowAt < AROUND_EVERY_MS) return false;
    const chain = this.#rooms.get(this.#chainRoom);
    if (above) this.#drawAbove(this.#rooms.get(this.#productRoom)?.table ?? null, chain?.table ?? null);
    else this.#drawBelow(chain);
    if (occasion === "news") this.#frame.requestWhenFree();
    else this.#frame.goOnWhenFree();
    return true;
  }

  /** Whether news come as they are: what the first connection is waited for with is of this moment. */
  #follows(chain: OpenRoom | null): boolean {
    const { state } = this.connection;
    return state === "connected" || (state === "connecting" && performance.now() - (chain?.changedAt ?? -Infinity) < CONNECTS_WITHIN_MS);
  }

  /** The figures of product, expiries and chain. */
  #drawAbove(product: LiveTable | null, chain: LiveTable | null): void {
    this.#aboveAt = performance.now();
    const { format, clock } = this.#look;
    this.#header.draw(product, format);
    this.#expiries.draw(product, this.#place.expiry, format);
    const index = this.#rooms.get(`volatility-index:${this.#place.product}`)?.table ?? null;
    const rank = this.#place.at !== null ? noRank("the rank is of now") : this.#rank.of(this.#place.product, index, this.#source.server.recording);
    this.#metrics.draw(chain, index, rank, format, clock);
  }

  /** How live it is. */
  #drawBelow(chain: OpenRoom | null): void {
    this.#belowAt = performance.now();
    this.#status.draw(this.#vitals.facts(this.connection.state, this.#place.at !== null, chain, this.#look));
  }

  /** Says which version of the chain is shown; none while what is shown is of several: what was left out is drawn as soon as there is time. */
  #version(chain: LiveTable | null): void {
    if (!this.#deck.settled || this.#aroundDue) {
      setAttribute(this.#main, "data-sequence", null);
      if (this.#deck.settled) this.#frame.requestWhenFree();
      else this.#frame.goOnWhenFree();
      return;
    }

    setAttribute(this.#main, "data-room", chain?.room ?? null);
    setAttribute(this.#main, "data-epoch", chain === null ? null : String(chain.epoch));
    setAttribute(this.#main, "data-sequence", chain === null ? null : String(chain.sequence));
  }

  /** A product's first expiry may come, and its nearest go, while the page is open. */
  #followExpiries(product: OpenRoom | null): void {
    if (product?.table == null || !product.synchronised || product.table.rows.size === 0) return;
    const { expiry } = this.#place;
    if (expiry === null || !product.table.rows.has(expiry)) this.#go(this.#place);
  }

  #keyboard(): Keyboard {
    const actions = {
      "/": () => this.#search.show(),
      e: () => this.#stepExpiry(1),
      E: () => this.#stepExpiry(-1),
      a: () => this.#controls.toggleAllStrikes(),
      A: () => void this.#alerts.edit(null),
      f: () => this.#columns.dialog.show(),
      d: () => this.#controls.toggleDigits(),
      t: () => this.#controls.toggleTheme(),
      h: () => this.#time.toggle(),
      "[": () => void this.#travel.step(-60),
      "]": () => void this.#travel.step(60),
      ",": () => void this.#travel.step(-5),
      ".": () => void this.#travel.step(5),
      p: () => void this.#travel.toggle(),
      l: () => this.#travel.live(),
      m: () => void this.#showChanges(),
      s: () => this.#account.settings.show(),
      "?": () => this.#help.dialog.toggle(),
    };
    const afterG = Object.fromEntries(VIEWS.map(({ key, name }) => [key, () => this.#show(name)]));
    return new Keyboard(actions, afterG, (event) => this.#deck.onKey(this.#place.view, event), () => this.root.querySelector("dialog[open]") !== null);
  }

  #destinations(): SearchEntry[] {
    const products = (this.#source.products ?? []).map(({ product, name, venue, expiries }) => ({
      label: product,
      detail: `${name} · ${venue}${expiries.length > 0 ? "" : " · no ticks yet"}`,
      go: () => this.#go({ ...this.#place, product, expiry: null }),
    }));
    return [...products, ...VIEWS.map(({ name, label, explanation }) => ({ label, detail: explanation, go: () => this.#show(name) }))];
  }

  /** The address of what is shown, with the layout. */
  #link(): string {
    return location.origin + location.pathname + formatPlace({ ...this.#place, params: { ...this.#place.params, ...layoutParams(this.settings) } });
  }

  async #showChanges(): Promise<void> {
    await this.#travel.refresh();
    const { product, expiry, at } = this.#place;
    const { day } = this.#travel;
    if (product === null || expiry === null) return;
    if (day === null) {
      // The bar says why there is nothing to compare.
      this.#time.toggle();
      return;
    }

    this.#compare.show({ product, expiry, strikes: this.settings.strikes, range: [day.from, day.to], at: at === null ? day.to : Date.parse(at) }, this.#look);
  }

  #stepExpiry(step: number): void {
    const shown = this.#source.products?.find(({ product }) => product === this.#place.product);
    const expiries = shown === undefined ? [] : this.#knownExpiries(shown);
    const next = expiries[expiries.indexOf(this.#place.expiry ?? "") + step];
    if (next !== undefined) this.#go({ ...this.#place, expiry: next });
  }
}
