import { LinearScale, niceTicks } from "../model/scale";
import { nearestStrike } from "../model/strikes";
import type { Candle, ChartMark, ChartPanel, ChartSpec, Series } from "./chartSpec";
import { element } from "./dom";
import { SvgPool } from "./svgPool";

const LEFT = 58;
const RIGHT = 12;
const BOTTOM = 24;
const LINE = 13;
const PANEL_GAP = 26;
const CHARACTER = 6.2;

/** Panels over one x, drawn as few SVG paths; a strike is pointed at by pointer, arrows or `j` and `k`. */
export class Chart {
  readonly element: HTMLElement;
  readonly #svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  readonly #pool = new SvgPool(this.#svg);
  #spec: ChartSpec | null = null;
  #x = new LinearScale([0, 1], [0, 1]);
  #stop: number | null = null;

  constructor(
    label: string,
    /** A strike is pointed at, or none any more. */
    readonly onStop: (stop: number | null) => void,
  ) {
    this.#svg.setAttribute("aria-hidden", "true");
    this.element = element("div", { class: "chart", tabindex: "0", role: "group", "aria-label": `${label}. Left and right arrows go from strike to strike.` }, this.#svg);
    this.element.addEventListener("pointermove", (event) => this.#point(event.offsetX));
    this.element.addEventListener("pointerdown", (event) => this.#point(event.offsetX));
    this.element.addEventListener("pointerleave", () => this.#set(null));
    this.element.addEventListener("blur", () => this.#set(null));
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  get stop(): number | null {
    return this.#stop;
  }

  draw(spec: ChartSpec): void {
    this.#spec = spec;
    if (this.#stop !== null && !spec.stops.includes(this.#stop)) this.#set(null);
    this.#draw();
  }

  #draw(): void {
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    const spec = this.#spec;
    if (spec === null || width < 80 || height < 80) return;
    this.#svg.setAttribute("width", String(width));
    this.#svg.setAttribute("height", String(height));
    this.#pool.begin();
    this.#x = new LinearScale(spec.domain, [LEFT, width - RIGHT]);
    const top = LINE * this.#marks(spec, height) + 6;
    const weights = spec.panels.reduce((sum, panel) => sum + panel.weight, 0);
    const room = height - BOTTOM - top - PANEL_GAP * spec.panels.length;
    let at = top;
    spec.panels.forEach((panel, i) => {
      const size = (room * panel.weight) / weights;
      this.#panel(panel, i, at + PANEL_GAP - 8, at + PANEL_GAP - 8 + size);
      at += size + PANEL_GAP;
    });
    for (const tick of spec.xTicks ?? niceTicks(...spec.domain, Math.max(2, (width - LEFT) / 90))) {
      this.#pool.text(`x${tick}`, "tick", this.#x.at(tick), height - 7, spec.xText(tick), "middle");
    }

    if (this.#stop !== null) this.#pool.path("stop", "stop", `M${round(this.#x.at(this.#stop))} ${top}V${height - BOTTOM}`);
    this.#pool.end();
  }

  /** The levels with their names on as few lines as keep them apart; returns how many lines. */
  #marks(spec: ChartSpec, height: number): number {
    const ends: number[] = [];
    const shown = merged(spec.marks.filter(({ x }) => x >= spec.domain[0] && x <= spec.domain[1]));
    for (const mark of shown) {
      const x = this.#x.at(mark.x);
      const label = `${mark.label} ${spec.xText(mark.x)}`;
      const half = (label.length * CHARACTER) / 2;
      const middle = Math.min(Math.max(x, LEFT + half), this.#x.range[1] - half);
      let line = ends.findIndex((end) => end + 8 < middle - half);
      if (line < 0) line = ends.length;
      ends[line] = middle + half;
      this.#pool.path(`level ${mark.name}`, `level ${mark.name}`, `M${round(x)} ${LINE * (line + 1) + 3}V${height - BOTTOM}`);
      this.#pool.text(`level text ${mark.name}`, `level-text ${mark.name}`, middle, LINE * (line + 1), label, "middle");
    }

    return ends.length;
  }

  #panel(panel: ChartPanel, index: number, top: number, bottom: number): void {
    const y = new LinearScale(panel.domain, [bottom, top]);
    const right = this.#x.range[1];
    this.#pool.text(`label${index}`, "panel-label", LEFT, top - 6, panel.label, "start");
    for (const tick of niceTicks(...panel.domain, Math.max(2, (bottom - top) / 36))) {
      const at = y.at(tick);
      this.#pool.path(`grid${index} ${tick}`, tick === 0 ? "zero" : "grid", `M${LEFT} ${round(at)}H${right}`);
      this.#pool.text(`y${index} ${tick}`, "tick", LEFT - 6, at + 4, panel.text(tick), "end");
    }

    this.#levels(panel, index, y);
    for (const series of panel.series) {
      if (series.kind === "candles") for (const rising of [true, false]) this.#pool.path(`series${index} ${series.name} ${rising}`, rising ? "candles rising" : "candles falling", this.#candles(series.points, series.width, rising, y));
      else this.#pool.path(`series${index} ${series.kind} ${series.name}`, `${series.kind} ${series.name}`, this.#path(series, y));
    }
  }

  /** Levels of y, their names at the right, moved apart where they would cover each other. */
  #levels(panel: ChartPanel, index: number, y: LinearScale): void {
    const right = this.#x.range[1];
    const [bottom, top] = y.range;
    let free = top;
    for (const { y: value, label, name } of (panel.levels ?? []).toSorted((a, b) => b.y - a.y)) {
      const at = y.at(value);
      if (at < top || at > bottom) continue;
      free = Math.max(free + LINE, at - 3);
      this.#pool.path(`y-level${index} ${name}`, `level ${name}`, `M${LEFT} ${round(at)}H${right}`);
      this.#pool.text(`y-level-text${index} ${name}`, `level-text ${name}`, right - 4, free, `${label} ${panel.text(value)}`, "end");
    }
  }

  #candles(points: readonly Candle[], width: number, rising: boolean, y: LinearScale): string {
    const x = this.#x;
    let path = "";
    for (const [at, open, high, low, close] of points) {
      if (close >= open !== rising || at < x.domain[0] || at > x.domain[1]) continue;
      const [left, middle, right] = [round(x.at(at - width / 2)), round(x.at(at)), round(x.at(at + width / 2))];
      const [upper, lower] = [round(y.at(Math.max(open, close))), round(y.at(Math.min(open, close)))];
      path += `M${middle} ${round(y.at(high))}V${upper}M${middle} ${lower}V${round(y.at(low))}M${left} ${upper}H${right}V${lower}H${left}Z`;
    }

    return path;
  }

  #path(series: Exclude<Series, { kind: "candles" }>, y: LinearScale): string {
    const x = this.#x;
    const [left, right] = x.domain;
    const seen = (value: number): boolean => value >= left && value <= right;
    switch (series.kind) {
      case "line": {
        let pen = "M";
        let path = "";
        for (const [at, value] of series.points) {
          if (!seen(at)) continue;
          path += `${pen}${round(x.at(at))} ${round(y.at(value))}`;
          pen = "L";
        }

        return path;
      }
      case "area": {
        const points = series.points.filter(([at]) => seen(at));
        if (points.length < 2) return "";
        const zero = round(y.at(0));
        return `M${round(x.at(points[0]![0]))} ${zero}${points.map(([at, value]) => `L${round(x.at(at))} ${round(y.at(value))}`).join("")}L${round(x.at(points.at(-1)![0]))} ${zero}Z`;
      }
      case "dots":
        return series.points.reduce((path, [at, value]) => (seen(at) ? `${path}M${round(x.at(at) - 2.5)} ${round(y.at(value))}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0` : path), "");
      case "bars": {
        const zero = round(y.at(0));
        return series.points.reduce((path, [at, value]) => {
          if (!seen(at) || value === 0) return path;
          const from = round(x.at(at + series.offset - series.width / 2));
          const to = round(x.at(at + series.offset + series.width / 2));
          return `${path}M${from} ${zero}V${round(y.at(value))}H${to}V${zero}Z`;
        }, "");
      }
      case "ranges":
        return series.points.reduce((path, [at, low, high]) => {
          if (!seen(at)) return path;
          const middle = round(x.at(at));
          const [from, to] = [round(y.at(low)), round(y.at(high))];
          return `${path}M${middle} ${from}V${to}M${middle - 3} ${from}h6M${middle - 3} ${to}h6`;
        }, "");
    }
  }

  #point(pixel: number): void {
    const stops = this.#spec?.stops ?? [];
    if (stops.length > 0) this.#set(stops[nearestStrike(stops, this.#x.invert(pixel))]!);
  }

  #set(stop: number | null): void {
    if (stop === this.#stop) return;
    this.#stop = stop;
    this.onStop(stop);
    this.#draw();
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, j: 1, ArrowLeft: -1, k: -1 }[event.key];
    const stops = this.#spec?.stops ?? [];
    if (step === undefined || stops.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = this.#stop === null ? stops.length >> 1 : stops.indexOf(this.#stop) + step;
    this.#set(stops[Math.min(Math.max(0, at), stops.length - 1)]!);
  }
}

/** Levels from left to right; those at the same place share a line. */
function merged(marks: readonly ChartMark[]): ChartMark[] {
  const at = new Map<number, ChartMark>();
  for (const mark of marks) {
    const there = at.get(mark.x);
    at.set(mark.x, there === undefined ? mark : { ...there, label: `${there.label} · ${mark.label}` });
  }

  return [...at.values()].sort((a, b) => a.x - b.x);
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
