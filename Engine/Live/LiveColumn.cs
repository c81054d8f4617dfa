namespace TradingAnalytics.Engine.Live;

/// <summary>A column of a live table. <paramref name="Name"/> is the camelCase name it has in JSON.</summary>
/// <param name="Name">camelCase name.</param>
/// <param name="Kind">How the double is read.</param>
/// <param name="Names">For <see cref="CellKind.Name"/>: the texts, by index.</param>
/// <param name="Description">What it says and in which unit, for the OpenAPI document.</param>
public sealed record LiveColumn(string Name, CellKind Kind = CellKind.Number, IReadOnlyList<string>? Names = null, string? Description = null);
