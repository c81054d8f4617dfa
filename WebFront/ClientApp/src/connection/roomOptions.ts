/** What to be shown of a room, and how often. What is left out is at the server's default. */
export interface RoomOptions {
  /** Shortest mean time between two updates in milliseconds, 0 to 60000. */
  readonly interval?: number;
  /** Names of the columns to show; all without. */
  readonly fields?: readonly string[];
  /** Chains only: so many strikes on each side of the money. */
  readonly strikes?: number;
  /** Chains only: which Greeks. */
  readonly greeks?: "none" | "first" | "full";
}

/** How often updates come: `status`, and the answer to a subscription. */
export interface Pace {
  readonly room: string;
  readonly interval: number;
  readonly reason: "asked" | "crowd" | "slow";
  /** Publications since the subscription that came inside a later update. */
  readonly merged: number;
}

/** What makes a copy go on otherwise than by the next delta. */
export interface Resync {
  readonly room: string;
  readonly reason: "epoch" | "ahead" | "resume" | "strikes" | "gapClosed" | "options";
  readonly snapshot: boolean;
  readonly detail: string;
}
