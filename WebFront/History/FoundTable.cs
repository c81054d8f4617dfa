using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.History;

/// <summary>A table, or why there is none.</summary>
internal readonly record struct FoundTable(TableId Id, LiveUpdate Table, IResult? Problem)
{
    public static FoundTable Not(IResult problem) => new(default, new LiveUpdate(0, 0, 0, [], [], []), problem);
}
