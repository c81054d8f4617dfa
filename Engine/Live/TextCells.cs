namespace TradingAnalytics.Engine.Live;

/// <summary>
/// Texts that stand in cells by number. For tables that are written anew all the while by the process that shows them: of very many texts the oldest are forgotten, and a cell that still shows one gets it
/// back, under another number, when it is next written.
/// </summary>
public static class TextCells
{
    /// <summary>Texts remembered.</summary>
    public const int Capacity = 4_096;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, long> Numbers = [];
    private static readonly string?[] Texts = new string?[Capacity];
    private static long s_next;

    /// <summary>The cell that shows a text; "none" for null.</summary>
    public static double Cell(string? text)
    {
        if (text is null)
        {
            return double.NaN;
        }

        lock (Gate)
        {
            if (!Numbers.TryGetValue(text, out long number))
            {
                number = s_next++;
                ref string? place = ref Texts[number % Capacity];
                if (place is not null)
                {
                    Numbers.Remove(place);
                }

                place = text;
                Numbers.Add(text, number);
            }

            return number;
        }
    }

    /// <summary>The text a cell shows; null for "none" and for one that was forgotten.</summary>
    public static string? Of(double cell)
    {
        lock (Gate)
        {
            return cell >= s_next - Capacity && cell >= 0 && cell < s_next ? Texts[(long)cell % Capacity] : null;
        }
    }
}
