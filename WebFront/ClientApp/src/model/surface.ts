import type { LiveTable } from "./liveTable";
import { numberOf } from "./profile";
import { type Slice, sliceOf, totalVariance } from "./smile";

/** A slice of a surface with its expiry. */
export interface ExpirySlice extends Slice {
  readonly expiry: string;
}

/** The slices of a surface's table, nearest expiry first. */
export function slicesOf(table: LiveTable | null): ExpirySlice[] {
  return [...(table?.rows.keys() ?? [])].sort().flatMap((expiry) => {
    const slice = sliceOf(table!.rows.get(expiry));
    return slice === null ? [] : [{ ...slice, expiry }];
  });
}

/** How strikes of different expiries are laid side by side. */
export type MoneynessAxis = "deviations" | "percent";

/** A surface at the crossings of an even grid: rows are times, columns moneyness. */
export interface SurfaceMesh {
  readonly axis: MoneynessAxis;
  readonly columns: readonly number[];
  readonly rows: readonly { readonly years: number; readonly forward: number; /** Of the slice that lies here; null in between. */ readonly expiry: string | null }[];
  /** Volatilities in percent a year. */
  readonly iv: readonly (readonly number[])[];
}

const COLUMNS = 41;
const BETWEEN = 4;
const WIDEST = 2.5;

/**
 * The surface over moneyness and time: total variance linear in time at fixed k = ln(K/F), as the server interpolates. Moneyness is in standard deviations to each expiry, k/√w(0), or in percent
 * of the forward over where the second slice is quoted (the first one's strikes are hours away).
 */
export function meshOf(slices: readonly ExpirySlice[], table: LiveTable, axis: MoneynessAxis): SurfaceMesh | null {
  if (slices.length < 2) return null;
  const [low, high] = axis === "deviations" ? [-WIDEST, WIDEST] : quoted(table, slices[1]!.expiry);
  const columns = Array.from({ length: COLUMNS }, (_, i) => low + ((high - low) * i) / (COLUMNS - 1));
  const rows: { years: number; forward: number; expiry: string | null }[] = [];
  const iv: number[][] = [];
  for (const [i, slice] of slices.entries()) {
    const before = slices[i - 1];
    for (let step = before === undefined ? BETWEEN : 1; step <= BETWEEN; step++) {
      // Even in the root of time, in which deviations grow.
      const root = before === undefined ? Math.sqrt(slice.years) : Math.sqrt(before.years) + ((Math.sqrt(slice.years) - Math.sqrt(before.years)) * step) / BETWEEN;
      const years = step === BETWEEN ? slice.years : root * root;
      const share = before === undefined ? 1 : (years - before.years) / (slice.years - before.years);
      const variance = (k: number): number => (share === 1 || before === undefined ? totalVariance(slice, k) : totalVariance(before, k) * (1 - share) + totalVariance(slice, k) * share);
      const deviation = Math.sqrt(variance(0));
      rows.push({ years, forward: before === undefined ? slice.forward : before.forward * (1 - share) + slice.forward * share, expiry: step === BETWEEN ? slice.expiry : null });
      iv.push(columns.map((x) => Math.sqrt(variance(axis === "deviations" ? x * deviation : Math.log(1 + x / 100)) / years) * 100));
    }
  }

  return { axis, columns, rows, iv };
}

/** The strike at a place of a mesh. */
export function strikeAt(mesh: SurfaceMesh, row: number, column: number): number {
  const { years, forward } = mesh.rows[row]!;
  const x = mesh.columns[column]!;
  const atMoney = mesh.iv[row]![mesh.columns.length >> 1]! / 100;
  return forward * (mesh.axis === "deviations" ? Math.exp(x * atMoney * Math.sqrt(years)) : 1 + x / 100);
}

function quoted(table: LiveTable, expiry: string): [number, number] {
  const row = table.rows.get(expiry);
  const percent = (k: number | null, fallback: number): number => (Math.exp(k ?? fallback) - 1) * 100;
  return [percent(numberOf(row, "lowestLogMoneyness"), -0.05), percent(numberOf(row, "highestLogMoneyness"), 0.05)];
}
