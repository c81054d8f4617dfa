using Microsoft.AspNetCore.Http;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.History;

/// <summary>Which format a caller wants, and what it is called.</summary>
internal static class SeriesFormats
{
    private const string CsvType = "text/csv";
    private const string NdjsonType = "application/x-ndjson";

    private static readonly Dictionary<string, SeriesFormat> s_names = new() { ["json"] = SeriesFormat.Json, ["csv"] = SeriesFormat.Csv, ["ndjson"] = SeriesFormat.Ndjson };

    /// <summary>By <c>format</c>, without it by <c>Accept</c>.</summary>
    public static SeriesFormat Read(ParameterReader parameters, HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        SeriesFormat fallback = accept.Contains(CsvType, StringComparison.OrdinalIgnoreCase) ? SeriesFormat.Csv
            : accept.Contains(NdjsonType, StringComparison.OrdinalIgnoreCase) ? SeriesFormat.Ndjson
            : SeriesFormat.Json;
        return parameters.Choice("format", fallback, s_names);
    }

    public static string ContentTypeOf(SeriesFormat format) => format switch
    {
        SeriesFormat.Csv => CsvType + "; charset=utf-8",
        SeriesFormat.Ndjson => NdjsonType + "; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
}
