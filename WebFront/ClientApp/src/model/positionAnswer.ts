/** Sensitivities of all units, in currency and units of the underlying; null where they are infinite. */
export type PositionGreeks = Readonly<Record<"delta" | "gamma" | "theta" | "vega" | "rho" | "vanna" | "charm" | "volga", number | null>>;

export interface PositionLegAnswer {
  readonly lotSize: number;
  readonly units: number;
  readonly entryPrice: number;
  readonly marketPrice: number | null;
  readonly price: number;
  readonly iv: number | null;
  readonly ivSource: "none" | "strike" | "smile";
  readonly profit: number;
  readonly greeks: PositionGreeks;
}

export interface PayoffPoint {
  readonly level: number;
  readonly profitAtExpiry: number;
  readonly profitNow: number;
  readonly profitThen: number;
}

/** What `POST /api/positions/analyse` answers, as far as the page shows it. */
export interface PositionAnswer {
  readonly currency: string;
  readonly asOf: string;
  readonly spot: number;
  readonly cost: number;
  readonly value: number;
  readonly profit: number;
  readonly greeks: PositionGreeks;
  readonly atExpiry: {
    readonly expiry: string | null;
    readonly timeToExpiry: number;
    readonly forward: number;
    readonly exact: boolean;
    readonly maxProfit: number | null;
    readonly profitUnlimited: boolean;
    readonly maxLoss: number | null;
    readonly lossUnlimited: boolean;
    readonly breakEvens: readonly number[];
    readonly probabilityOfProfit: number | null;
    readonly expectedProfit: number | null;
    readonly distribution: "smile" | "logNormal" | "none";
    readonly expectedMove: number | null;
  };
  readonly scenario: { readonly at: string; readonly volatilityShift: number; readonly value: number; readonly profit: number };
  readonly legs: readonly PositionLegAnswer[];
  readonly payoff: readonly PayoffPoint[];
  /** The tables it was computed from, with their versions. */
  readonly sources: readonly { readonly room: string; readonly epoch: number; readonly sequence: number }[];
}
