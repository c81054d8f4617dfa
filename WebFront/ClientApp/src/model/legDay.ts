import type { RestClient } from "../connection";
import type { ChosenLeg } from "./chosenLeg";
import { priceOf } from "./legFigures";
import type { LegSample } from "./legTrail";
import type { Row } from "./liveTable";
import { numberOf } from "./profile";

/** A leg's day up to an instant, as recorded: a sample a minute; none where nothing is. */
export async function loadLegDay(rest: RestClient, product: string, expiry: string, leg: ChosenLeg, to: string): Promise<LegSample[]> {
  const query = new URLSearchParams({ expiry, strike: String(leg.strike), right: leg.side, to });
  const { points } = await rest.get<{ points: readonly (Row & { readonly time: string })[] }>(`/api/history/${encodeURIComponent(product)}/legs?${query}`);
  return points.map((point) => ({ time: Date.parse(point.time), price: priceOf(point), iv: numberOf(point, "iv"), oi: numberOf(point, "oi") }));
}
