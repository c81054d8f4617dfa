import type { RoomOptions } from "../connection";

/** Rooms of the server or the user, which know no past. */
export function isTimeless(room: string): boolean {
  return !room.includes(":");
}

/** Where REST answers a room's table as it stood at an instant. */
export function pastPath(room: string, at: string, { greeks }: RoomOptions): string {
  const [kind, product, expiry] = room.split(":");
  const query = new URLSearchParams({ at, ...(expiry !== undefined && { expiry }), ...(greeks !== undefined && { greeks }) });
  const name = encodeURIComponent(product ?? "");
  if (kind === "chain") return `/api/data/chain/${name}?${query}`;
  return `/api/products/${name}${kind === "product" ? "" : `/${kind}`}?${query}`;
}
