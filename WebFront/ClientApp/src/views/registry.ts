import { CHAIN } from "./chainView";
import { EXPOSURES } from "./exposuresView";
import { OPEN_INTEREST } from "./openInterestView";
import { SMILE } from "./smileView";
import { STRATEGY } from "./strategyView";
import type { ViewDefinition } from "./viewDefinition";

/** The views, in the order of their tabs; the first is the one shown where the address names none. */
export const VIEWS: readonly ViewDefinition[] = [CHAIN, SMILE, OPEN_INTEREST, EXPOSURES, STRATEGY];
