import { NONE } from "./format";

const DAYS_PER_YEAR = 365;

/** Time left from years to what a trader says: "12 d", "1 d 6 h", "5 h 20 m", "40 m". */
export function timeLeft(years: number | null | undefined): string {
  if (typeof years !== "number" || !Number.isFinite(years)) return NONE;
  if (years <= 0) return "expired";
  const minutes = Math.floor(years * DAYS_PER_YEAR * 24 * 60 + 1e-6);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  if (days >= 3) return `${days} d`;
  if (days >= 1) return `${days} d ${hours} h`;
  if (hours >= 1) return `${hours} h ${minutes % 60} m`;
  return minutes >= 1 ? `${minutes} m` : "< 1 m";
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "25 Aug" of "2026-08-25"; with the year when it is not `year`. */
export function expiryDate(expiry: string, year: string): string {
  const text = `${Number(expiry.slice(8))} ${MONTHS[Number(expiry.slice(5, 7)) - 1]}`;
  return expiry.startsWith(year) ? text : `${text} ’${expiry.slice(2, 4)}`;
}

export function expiryWeekday(expiry: string): string {
  return WEEKDAYS[new Date(`${expiry}T00:00:00Z`).getUTCDay()]!;
}

/** Writes instants as the venue's clock shows them. */
export class VenueClock {
  static readonly #ofZones = new Map<string, VenueClock>();
  /** Made with the first instant: the browser takes long over it, and the page opens without. */
  #format: Intl.DateTimeFormat | null = null;

  private constructor(readonly zone: string) {}

  static of(zone: string): VenueClock {
    let clock = this.#ofZones.get(zone);
    if (clock === undefined) this.#ofZones.set(zone, (clock = new VenueClock(zone)));
    return clock;
  }

  /** Date, time of day and zone of an ISO 8601 instant, apart. */
  parts(instant: unknown): { date: string; time: string; zone: string } | null {
    if (typeof instant !== "string") return null;
    const at = Date.parse(instant);
    if (Number.isNaN(at)) return null;
    this.#format ??= new Intl.DateTimeFormat("en-IN", {
      day: "numeric",
      month: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone: this.zone,
      timeZoneName: "short",
    });
    const part: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(at)) part[type] = value;
    return {
      date: `${part["day"]} ${MONTHS[Number(part["month"]) - 1]}`,
      time: `${part["hour"]}:${part["minute"]}:${part["second"]}`,
      zone: part["timeZoneName"] ?? "",
    };
  }
}
