import { type ChainColumn, type ChainLayout, columnsOfSide, type Side, STRIKE_WIDTH } from "./chainColumns";

/** A column as it stands in every row of the chain: the widths add up to the row's. */
export interface ColumnPlace {
  readonly side: Side;
  readonly column: ChainColumn;
  /** CSS length. */
  readonly width: string;
}

/** Of the room there is to spare so much goes to the bars of open interest; the rest to all columns by their widths. */
const SPARE_FOR_BARS = 0.4;

/**
 * Widths are settled once for all rows, so that a number that changes concerns its own row alone: a table would be laid out whole.
 * Each column has its least width and a share of what is to spare, which CSS works out for whatever width there is.
 */
export class ColumnPlaces {
  readonly calls: readonly ColumnPlace[];
  readonly puts: readonly ColumnPlace[];
  /** Width of the strikes, as a CSS length. */
  readonly strike: string;
  /** Least width at which nothing is cut off, in pixels. */
  readonly width: number;

  constructor(layout: ChainLayout) {
    const of = (side: Side): readonly ChainColumn[] => (layout.sides.includes(side) ? columnsOfSide(side, layout.columns) : []);
    const [calls, puts] = [of("call"), of("put")];
    const all = [...calls, ...puts];
    this.width = all.reduce((sum, { width }) => sum + width, STRIKE_WIDTH);
    const bars = all.filter(isBar).length;
    const share = (width: number, forBars: boolean): number => ((bars === 0 ? 1 : 1 - SPARE_FOR_BARS) * width) / this.width + (forBars ? SPARE_FOR_BARS / bars : 0);
    const length = (width: number, forBars: boolean): string => `calc(${width}px + ${share(width, forBars).toFixed(5)} * (100% - ${this.width}px))`;
    const places = (side: Side, columns: readonly ChainColumn[]): readonly ColumnPlace[] => columns.map((column) => ({ side, column, width: length(column.width, isBar(column)) }));
    this.calls = places("call", calls);
    this.puts = places("put", puts);
    this.strike = length(STRIKE_WIDTH, false);
  }

  of(side: Side): readonly ColumnPlace[] {
    return side === "call" ? this.calls : this.puts;
  }
}

function isBar({ name }: ChainColumn): boolean {
  return name === "oi";
}
