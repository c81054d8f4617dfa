/** Where volatility stands among its recorded daily closes, as `GET /api/history/{product}/iv-rank` answers. */
export interface IvRank {
  /** 0 at the lowest close, 1 at the highest, beyond them at a new extreme; null when the reason says why. */
  readonly ivRank: number | null;
  /** On so many closes it stands. */
  readonly days: number;
  readonly reason: string | null;
}

export function noRank(reason: string): IvRank {
  return { ivRank: null, days: 0, reason };
}
