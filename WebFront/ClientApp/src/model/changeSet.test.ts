import { expect, test } from "vitest";
import { ChangeSet } from "./changeSet";
import type { TableChange } from "./liveTable";

function change(header: string[], rows: Record<string, string[]> = {}): TableChange {
  return { whole: false, header, rows: new Map(Object.entries(rows)) };
}

test("add_SeveralChanges_MergedPerRow", () => {
  const changes = new ChangeSet();
  changes.add(change(["spot"], { "1:call": ["bid"] }));
  changes.add(change(["spot", "forward"], { "1:call": ["ask"], "2:put": ["iv"] }));
  expect([...changes.header]).toEqual(["spot", "forward"]);
  expect([...changes.rows.get("1:call")!]).toEqual(["bid", "ask"]);
  expect([...changes.rows.get("2:put")!]).toEqual(["iv"]);
});

test("add_WholeTable_ReplacesTheList", () => {
  const changes = new ChangeSet();
  changes.add(change(["spot"], { "1:call": ["bid"] }));
  changes.add({ whole: true, header: [], rows: new Map() });
  changes.add(change(["spot"], { "1:call": ["bid"] }));
  expect([changes.whole, changes.header.size, changes.rows.size]).toEqual([true, 0, 0]);
});

test("clear_AfterChanges_Empty", () => {
  const changes = new ChangeSet();
  expect(changes.empty).toBe(true);
  changes.add(change([], { "1:call": ["bid"] }));
  expect(changes.empty).toBe(false);
  changes.clear();
  expect(changes.empty).toBe(true);
});
