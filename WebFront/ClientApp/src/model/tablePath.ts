import type { RoomOptions } from "../connection";

const DAY_MS = 86_400_000;

/** Rooms of the server or the user, which know no past. */
export function isTimeless(room: string): boolean {
  return !room.includes(":");
}

/** Where REST answers a room's table as it stood at an instant. */
export function pastPath(room: string, at: string, options: RoomOptions): string {
  return tablePath(room, options, { at });
}

/** Where REST answers a room's present table. */
export function livePath(room: string, options: RoomOptions): string {
  return tablePath(room, options, {});
}

/** Whether it is worth asking REST for the present table: of a chain whose last day is over by this clock there may be none, which a browser would complain of. */
export function hasLivePath(room: string, now = Date.now()): boolean {
  const [kind, , expiry] = room.split(":");
  return kind === "chain" && Date.parse(expiry!) + DAY_MS > now;
}

function tablePath(room: string, { greeks }: RoomOptions, at: Record<string, string>): string {
  const [kind, product, expiry] = room.split(":");
  const query = new URLSearchParams({ ...at, ...(expiry !== undefined && { expiry }), ...(greeks !== undefined && { greeks }) });
  const name = encodeURIComponent(product ?? "");
  if (kind === "chain") return `/api/data/chain/${name}?${query}`;
  return `/api/products/${name}${kind === "product" ? "" : `/${kind}`}?${query}`;
}
