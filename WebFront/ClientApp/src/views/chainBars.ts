import { legKey, type LiveTable } from "../model/liveTable";
import { numberIn, type Side } from "./chainColumns";

/** Columns with bars. */
const COLUMNS = ["oi", "oiChange"];

/** What is left of the longest bar for the greatest value in sight to move in before all are measured anew: one busy leg does not move every bar. */
const SLACK = 0.97;

/** What the bars of each column are measured by: the greatest value of the window. */
export class ChainBars {
  /** The longest bar's value, by column. */
  readonly longest = new Map<string, number>();

  clear(): void {
    this.longest.clear();
  }

  /** Measures all columns with bars, or those of them that are named. Those whose bars are all other than they were. */
  measure(table: LiveTable, strikes: readonly number[], sides: readonly Side[], named: ReadonlySet<string> | null = null): string[] {
    return COLUMNS.filter((column) => (named === null || named.has(column)) && this.#rescale(column, greatest(table, strikes, sides, column)));
  }

  #rescale(column: string, largest: number): boolean {
    const scale = this.longest.get(column) ?? 0;
    if (largest <= scale && largest >= SLACK * SLACK * scale) return false;
    // One that grew will grow on.
    this.longest.set(column, scale > 0 && largest > scale ? largest / SLACK : largest);
    return true;
  }
}

function greatest(table: LiveTable, strikes: readonly number[], sides: readonly Side[], column: string): number {
  let largest = 0;
  for (const strike of strikes) for (const side of sides) largest = Math.max(largest, Math.abs(numberIn(table.rows.get(legKey(strike, side)), column) ?? 0));
  return largest;
}
