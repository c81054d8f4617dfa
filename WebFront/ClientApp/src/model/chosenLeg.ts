import type { Place } from "./place";

/** The leg of the chain that is chosen. It is kept in the address, so that it can be sent and found again: `leg=24500:call`. */
export interface ChosenLeg {
  readonly strike: number;
  readonly side: "call" | "put";
}

/** The leg a place names; null where it names none there could be. */
export function chosenLeg({ params }: Pick<Place, "params">): ChosenLeg | null {
  const [text, side] = (params["leg"] ?? "").split(":");
  const strike = Number(text);
  return Number.isFinite(strike) && strike > 0 && (side === "call" || side === "put") ? { strike, side } : null;
}

/** A place's parameters with another leg chosen, or none. */
export function withChosenLeg({ params }: Pick<Place, "params">, leg: ChosenLeg | null): Place["params"] {
  const { leg: _, ...others } = params;
  return leg === null ? others : { ...others, leg: `${leg.strike}:${leg.side}` };
}
