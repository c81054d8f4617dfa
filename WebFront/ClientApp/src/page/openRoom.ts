import type { LiveTable, Pace, RoomListener, RoomOptions, TableChange } from "../connection";
import { ChangeSet } from "../model/changeSet";

/** A subscribed room: its copy, what of it is not drawn yet, and how it is doing. */
export class OpenRoom implements RoomListener {
  table: LiveTable | null = null;
  readonly changes = new ChangeSet();
  synchronised = false;
  refusal: string | null = null;
  /** How often updates come, as the server said last. */
  paced: Pace | null = null;
  /** Publications since it was opened that came inside a later update. */
  merged = 0;
  /** When it last changed, by the page's own clock; null before the first time. */
  changedAt: number | null = null;
  leave: () => void = () => undefined;
  #sequence = 0;

  constructor(
    readonly name: string,
    public options: RoomOptions,
    /** Something came: what was waited for, or what comes by itself. */
    readonly onNews: (awaited: boolean) => void,
  ) {}

  changed(table: LiveTable, change: TableChange): void {
    if (!change.whole) this.merged += table.sequence - this.#sequence - 1;
    this.#sequence = table.sequence;
    const first = this.table === null;
    this.table = table;
    this.synchronised = true;
    this.refusal = null;
    this.changes.add(change);
    this.changedAt = performance.now();
    this.onNews(first);
  }

  lost(): void {
    this.synchronised = false;
    this.onNews(false);
  }

  pace(pace: Pace): void {
    this.paced = pace;
    this.onNews(false);
  }

  refused(message: string): void {
    this.refusal = message;
    this.onNews(false);
  }
}
