using System.Globalization;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Numbers, dates and times as recordings write them, read from UTF-8 bytes without making strings.</summary>
internal static class Utf8Text
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <summary>Whether a field says nothing: empty or a dash.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.IsEmpty || (text.Length == 1 && text[0] == '-');

    /// <summary>
    /// A decimal number; digit groups (<c>6,96,085</c>) are passed over. Plain decimals whose digits fit 2^53 are scaled by one exact power of ten, which rounds as the
    /// general routine does; the rest goes to that routine.
    /// </summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> text, out double number)
    {
        long digits = 0;
        int decimals = 0;
        int count = 0;
        bool fraction = false;
        bool negative = text.Length > 0 && text[0] == '-';
        for (int i = negative ? 1 : 0; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9 && count < 15)
            {
                digits = (digits * 10) + digit;
                count++;
                decimals += fraction ? 1 : 0;
            }
            else if (text[i] == '.' && !fraction)
            {
                fraction = true;
            }
            else if (text[i] != ',' || fraction)
            {
                return double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            }
        }

        number = digits / PowersOfTen[decimals];
        number = negative ? -number : number;
        return count > 0;
    }

    /// <summary>An expiry: <c>2026-08-18</c>, <c>18-Aug-2026</c> or <c>18-08-2026</c>.</summary>
    public static bool TryParseExpiry(ReadOnlySpan<byte> text, out Expiry expiry)
    {
        expiry = Expiry.None;
        if (!TryParseDate(text, out DateOnly date))
        {
            return false;
        }

        expiry = Expiry.On(date);
        return true;
    }

    /// <summary>A local time: <c>202608181043</c>, <c>20260818104359</c>, or a date as above, a blank or T, and <c>10:43</c> or <c>10:43:59</c> (a fraction is cut).</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out DateTime local)
    {
        local = default;
        if (text.Length is 12 or 14 && TryParseDigits(text, out _))
        {
            return TryMakeDate(Digits(text[..4]), Digits(text[4..6]), Digits(text[6..8]), out DateOnly day)
                && TryMakeTime(day, Digits(text[8..10]), Digits(text[10..12]), text.Length == 14 ? Digits(text[12..]) : 0, out local);
        }

        int gap = text.IndexOfAny((byte)' ', (byte)'T');
        if (gap < 0 || !TryParseDate(text[..gap], out DateOnly date))
        {
            return false;
        }

        ReadOnlySpan<byte> time = text[(gap + 1)..].Trim((byte)' ');
        return time.Length >= 5 && time[2] == ':' && TryParseDigits(time[..2], out int hour) && TryParseDigits(time[3..5], out int minute)
            && (time.Length == 5 || (time.Length >= 8 && time[5] == ':'))
            && TryMakeTime(date, hour, minute, time.Length > 5 ? Digits(time[6..8]) : 0, out local);
    }

    private static bool TryParseDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        int first = text.IndexOf((byte)'-');
        int last = text.LastIndexOf((byte)'-');
        if (first is < 1 or > 4 || last <= first || !TryParseDigits(text[..first], out int head) || !TryParseDigits(text[(last + 1)..], out int tail))
        {
            return false;
        }

        ReadOnlySpan<byte> middle = text[(first + 1)..last];
        if (!TryParseDigits(middle, out int month) && !TryParseMonth(middle, out month))
        {
            return false;
        }

        return first == 4 ? TryMakeDate(head, month, tail, out date) : TryMakeDate(tail, month, head, out date);
    }

    private static bool TryParseMonth(ReadOnlySpan<byte> text, out int month)
    {
        month = 0;
        if (text.Length != 3)
        {
            return false;
        }

        Span<byte> lower = [(byte)(text[0] | 0x20), (byte)(text[1] | 0x20), (byte)(text[2] | 0x20)];
        int at = Months.IndexOf(lower);
        month = (at / 3) + 1;
        return at >= 0 && at % 3 == 0;
    }

    private static bool TryMakeDate(int year, int month, int day, out DateOnly date)
    {
        bool ok = year is >= 1990 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = ok ? new DateOnly(year, month, day) : default;
        return ok;
    }

    private static bool TryMakeTime(DateOnly date, int hour, int minute, int second, out DateTime local)
    {
        bool ok = hour is >= 0 and <= 23 && minute is >= 0 and <= 59 && second is >= 0 and <= 59;
        local = ok ? date.ToDateTime(new TimeOnly(hour, minute, second)) : default;
        return ok;
    }

    private static int Digits(ReadOnlySpan<byte> text) => TryParseDigits(text, out int number) ? number : -1;

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte c in text)
        {
            int digit = c - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            number = unchecked((number * 10) + digit);
        }

        return text.Length > 0;
    }
}
