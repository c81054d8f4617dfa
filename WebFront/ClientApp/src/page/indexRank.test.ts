import { describe, expect, test, vi } from "vitest";
import { RestClient, RestError } from "../connection";
import { LiveTable } from "../model/liveTable";
import { IndexRank } from "./indexRank";

const ANSWER = { ivRank: 0.42, days: 30, reason: null };

function indexAt(index: number | null): LiveTable {
  const table = new LiveTable("volatility-index:NIFTY");
  table.applySnapshot({ room: table.room, epoch: 1, sequence: 1, index });
  return table;
}

function rankAsking(answer: () => Promise<unknown>): { readonly rank: IndexRank; readonly paths: string[] } {
  const paths: string[] = [];
  const rest = new RestClient("");
  vi.spyOn(rest, "get").mockImplementation((path: string) => {
    paths.push(path);
    return answer() as never;
  });
  return { rank: new IndexRank(rest, () => undefined), paths };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("IndexRank", () => {
  test("of_AnIndex_AskedForOnceAndTheServersAnswer", async () => {
    const { rank, paths } = rankAsking(() => Promise.resolve(ANSWER));
    expect(rank.of("NIFTY", indexAt(14), true).ivRank).toBeNull();
    await settled();
    expect(rank.of("NIFTY", indexAt(14), true)).toEqual(ANSWER);
    expect(paths).toEqual(["/api/history/NIFTY/iv-rank"]);
  });

  test("of_AnotherProduct_AskedForAnew", async () => {
    const { rank, paths } = rankAsking(() => Promise.resolve(ANSWER));
    rank.of("NIFTY", indexAt(14), true);
    await settled();
    expect(rank.of("BANKNIFTY", indexAt(15), true).ivRank).toBeNull();
    expect(paths.at(-1)).toBe("/api/history/BANKNIFTY/iv-rank");
  });

  test.each([[indexAt(null), true], [null, true], [indexAt(14), false]])("of_NothingToRank_NoneAndWhyWithoutAsking", (index, recording) => {
    const { rank, paths } = rankAsking(() => Promise.resolve(ANSWER));
    expect(rank.of("NIFTY", index, recording)).toMatchObject({ ivRank: null, reason: expect.stringMatching(/.+/) });
    expect(paths).toEqual([]);
  });

  test("of_Refused_TheServersWords", async () => {
    const { rank } = rankAsking(() => Promise.reject(new RestError("No history is kept here.", 404)));
    rank.of("NIFTY", indexAt(14), true);
    await settled();
    expect(rank.of("NIFTY", indexAt(14), true).reason).toBe("No history is kept here.");
  });
});
