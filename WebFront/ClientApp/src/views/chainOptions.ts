import type { RoomOptions } from "../connection";
import { chosenLeg } from "../model/chosenLeg";
import type { Place } from "../model/place";
import type { Settings } from "../model/settings";
import { chosenColumns } from "./chainColumns";

/** What the chain's view wants of its room: Greeks of higher order are computed for those who look at them. */
export function chainOptions(params: Place["params"], { columns }: Settings): RoomOptions {
  const wanted = chosenLeg({ params }) !== null || chosenColumns(columns, true).some(({ fullGreeks }) => fullGreeks === true);
  return wanted ? { greeks: "full" } : {};
}
