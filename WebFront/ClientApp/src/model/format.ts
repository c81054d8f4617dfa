/** Digit grouping: 12,34,567 (Indian) or 1,234,567. */
export type Grouping = "indian" | "international";

/** What stands where there is no value. */
export const NONE = "–";

const MINUS = "−";

interface Scale {
  readonly from: number;
  readonly unit: string;
}

const SCALES: Record<Grouping, readonly Scale[]> = {
  indian: [
    { from: 1e12, unit: "L Cr" },
    { from: 1e7, unit: "Cr" },
    { from: 1e5, unit: "L" },
    { from: 1e3, unit: "K" },
  ],
  international: [
    { from: 1e12, unit: "T" },
    { from: 1e9, unit: "B" },
    { from: 1e6, unit: "M" },
    { from: 1e3, unit: "K" },
  ],
};

/** Texts of numbers as the page shows them; null, undefined and what is no number give "–". Thousands of them are written a second: without `Intl`, which takes several times as long. */
export class NumberFormat {
  static readonly #known = new Map<Grouping, NumberFormat>();

  static of(grouping: Grouping): NumberFormat {
    let known = NumberFormat.#known.get(grouping);
    if (known === undefined) NumberFormat.#known.set(grouping, (known = new NumberFormat(grouping)));
    return known;
  }

  readonly #scales: readonly Scale[];
  /** Digits of every group but the last, which has three. */
  readonly #group: number;

  constructor(readonly grouping: Grouping) {
    this.#scales = SCALES[grouping];
    this.#group = grouping === "indian" ? 2 : 3;
  }

  /** With grouped digits: prices, strikes, whole counts. */
  grouped(value: number | null | undefined, digits: number): string {
    if (!isNumber(value)) return NONE;
    return minus(value, (size) => this.#withGroups(size.toFixed(digits)), digits);
  }

  /** Without grouping: ratios, Greeks. */
  plain(value: number | null | undefined, digits: number): string {
    if (!isNumber(value)) return NONE;
    return minus(value, (size) => size.toFixed(digits), digits);
  }

  /** Two decimals, and fewer from a hundred on: Greeks that grow towards the expiry and still have to fit. */
  greek(value: number | null | undefined): string {
    const size = isNumber(value) ? Math.abs(value) : 0;
    return this.plain(value, size < 99.995 ? 2 : size < 999.95 ? 1 : 0);
  }

  /** Digits that count, whatever the size: sensitivities of higher order. Very small ones by powers of ten. */
  small(value: number | null | undefined, digits = 3): string {
    if (!isNumber(value)) return NONE;
    if (value === 0) return "0";
    const exponent = Math.floor(Math.log10(Math.abs(value)));
    if (exponent >= -4) return this.plain(value, Math.max(0, digits - 1 - exponent));
    const [mantissa, power] = Math.abs(value).toExponential(Math.max(0, digits - 2)).split("e");
    return `${value < 0 ? MINUS : ""}${mantissa}e${power!.replace("-", MINUS)}`;
  }

  /** With a sign on either side of nought: changes. */
  signed(value: number | null | undefined, digits: number): string {
    const text = this.grouped(value, digits);
    return isNumber(value) && value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text;
  }

  /** A fraction as a percentage, without the sign. */
  percent(value: number | null | undefined, digits: number): string {
    return isNumber(value) ? this.plain(value * 100, digits) : NONE;
  }

  /** In thousands, lakhs, crores and lakh crores, or thousands, millions, billions and trillions: three digits that count. */
  compact(value: number | null | undefined): string {
    if (!isNumber(value)) return NONE;
    return minus(value, (size) => this.#scaled(size), 0);
  }

  signedCompact(value: number | null | undefined): string {
    const text = this.compact(value);
    return isNumber(value) && value > 0 ? `+${text}` : text;
  }

  #withGroups(text: string): string {
    const point = text.indexOf(".");
    let at = (point < 0 ? text.length : point) - 3;
    if (at <= 0) return text;
    let grouped = text.slice(at);
    for (; at > 0; at -= this.#group) grouped = `${text.slice(Math.max(0, at - this.#group), at)},${grouped}`;
    return grouped;
  }

  #scaled(size: number): string {
    for (const { from, unit } of this.#scales) {
      // 999,960 would round to 1000.0K: it belongs to the next unit up.
      if (size < from * 0.99995) continue;
      const scaled = size / from;
      return (scaled < 999.5 ? scaled.toFixed(scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0) : this.#withGroups(scaled.toFixed(0))) + unit;
    }

    return size.toFixed(0);
  }
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** A true minus sign, and none before what rounds to nought. */
function minus(value: number, format: (size: number) => string, digits: number): string {
  const negative = value < 0 && Number(Math.abs(value).toFixed(digits)) !== 0;
  const text = format(Math.abs(value));
  return negative ? MINUS + text : text;
}
