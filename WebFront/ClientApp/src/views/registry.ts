import { ALERTS } from "./alertsView";
import { chainView } from "./chainView";
import { EXPOSURES } from "./exposuresView";
import { OPEN_INTEREST } from "./openInterestView";
import { PRICE } from "./priceView";
import { SMILE } from "./smileView";
import { STRATEGY } from "./strategyView";
import { SURFACE } from "./surfaceView";
import { SYSTEM } from "./systemView";
import type { ViewDefinition } from "./viewDefinition";

/** The views beside the chain, in the order of their tabs. */
const OTHERS: readonly ViewDefinition[] = [PRICE, SMILE, SURFACE, OPEN_INTEREST, EXPOSURES, STRATEGY, ALERTS, SYSTEM];

/** All views; the first is the one shown where the address names none. */
export const VIEWS: readonly ViewDefinition[] = [chainView(OTHERS), ...OTHERS];
