/** A series of a chart. Positions are values of x and y; `name` is also its class, which gives it its colour. */
export type Series =
  | { readonly kind: "line"; readonly name: string; readonly points: readonly (readonly [number, number])[] }
  | { readonly kind: "dots"; readonly name: string; readonly points: readonly (readonly [number, number])[]; readonly hollow?: boolean }
  /** Between nought and y, filled. */
  | { readonly kind: "area"; readonly name: string; readonly points: readonly (readonly [number, number])[] }
  /** From nought to y; `offset` and `width` in units of x. */
  | { readonly kind: "bars"; readonly name: string; readonly points: readonly (readonly [number, number])[]; readonly offset: number; readonly width: number }
  /** From open to close, with wicks to high and low; `width` in units of x. Rising ones are hollow. */
  | { readonly kind: "candles"; readonly name: string; readonly points: readonly Candle[]; readonly width: number }
  /** From one y to another, with caps. */
  | { readonly kind: "ranges"; readonly name: string; readonly points: readonly (readonly [number, number, number])[] };

export type Candle = readonly [x: number, open: number, high: number, low: number, close: number];

/** A level of y with its name, through its panel. */
export interface PanelLevel {
  readonly y: number;
  readonly label: string;
  readonly name: string;
}

export interface ChartPanel {
  readonly label: string;
  /** Its share of the height. */
  readonly weight: number;
  readonly domain: readonly [number, number];
  readonly text: (value: number) => string;
  readonly series: readonly Series[];
  readonly levels?: readonly PanelLevel[];
}

/** A level of x with its name, through all panels; the level itself is written behind the name. */
export interface ChartMark {
  readonly x: number;
  readonly label: string;
  readonly name: string;
}

/** Everything a chart shows: panels above one another over one x. */
export interface ChartSpec {
  readonly domain: readonly [number, number];
  readonly xText: (value: number) => string;
  /** Where x is written; round numbers without. */
  readonly xTicks?: readonly number[];
  readonly panels: readonly ChartPanel[];
  readonly marks: readonly ChartMark[];
  /** The values of x that can be pointed at, ascending. */
  readonly stops: readonly number[];
}
