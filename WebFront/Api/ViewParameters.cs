using TradingAnalytics.Engine.Live;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Api;

/// <summary>The query parameters that say what of a table is shown, with the meaning they have in the push protocol.</summary>
internal static class ViewParameters
{
    public const string FieldsNote = "Only these columns, by name, separated by commas; keys of rows are always there. All by default.";

    /// <summary>The view asked for; the whole table, and a fault in <paramref name="parameters"/>, where it cannot be.</summary>
    public static TableView Read(ParameterReader parameters, TableId id, int? strikes = null, string? greeks = null)
    {
        string[]? fields = parameters.Text("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!ViewReader.TryRead(id, fields, strikes, greeks, out TableView view, out OptionFault? fault))
        {
            parameters.Refuse(fault.Name, fault.Detail);
        }

        return view;
    }
}
