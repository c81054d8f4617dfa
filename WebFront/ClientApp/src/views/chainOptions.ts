import type { RoomOptions } from "../connection";
import type { Settings } from "../model/settings";
import { chosenColumns } from "./chainColumns";

/** What the chain's view wants of its room: Greeks of higher order are computed for those who look at them. */
export function chainOptions(params: Readonly<Record<string, string>>, { columns }: Settings): RoomOptions {
  const wanted = params["leg"] !== undefined || chosenColumns(columns, true).some(({ fullGreeks }) => fullGreeks === true);
  return wanted ? { greeks: "full" } : {};
}
