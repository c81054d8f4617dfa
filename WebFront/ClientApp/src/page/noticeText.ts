import type { Place } from "../model/place";
import type { NoticeText } from "../views/notice";
import type { ViewDefinition } from "../views/viewDefinition";
import type { MarketSource } from "./marketSource";
import type { OpenRoom } from "./openRoom";

/** What takes the place of a view that has nothing to show yet; null when it has. */
export function noticeText(source: MarketSource, place: Place, view: ViewDefinition, product: OpenRoom | null, chain: OpenRoom | null): NoticeText | null {
  if (view.timeless) return null;
  if (source.products === null && chain?.table == null) {
    return source.unreachable
      ? { title: "The server cannot be reached", detail: "The page keeps trying. Start the product with", commands: ["./run simulate"] }
      : { title: "Loading …", detail: "Asking the server for its products." };
  }

  if (place.expiry === null && place.product !== null && product?.table == null) return { title: "Loading …", detail: `Waiting for ${place.product}.` };
  if (place.expiry === null) {
    return {
      title: place.product === null ? "No ticks yet" : `No ticks of ${place.product} yet`,
      detail: "As soon as an option trades or is quoted its chain appears here. Start the simulated market, or push your own ticks to the server:",
      commands: ["./run simulate", "POST /api/ingest/ticks"],
    };
  }

  if (chain?.table != null) return null;
  return chain?.refusal == null
    ? { title: "Loading …", detail: `Waiting for the chain of ${place.expiry}.` }
    : { title: "This chain is not available", detail: chain.refusal };
}
