using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Routing;

namespace TradingAnalytics.WebFront.History;

/// <summary>Finds the table a request asks for: as last published or, with <c>at</c>, as it stood at a past instant.</summary>
internal sealed class TableFinder(RouteDirectory directory, ILiveSource source, DaysOver days, AnswerCache cache, IServiceProvider services)
{
    public const string At = "at";

    private const string NotKept = "No history is kept here (History:Enabled is false), so there is no past to look at. Leave 'at' out for the present.";

    /// <summary>The product's own table, or of a kind only chains have the nearest chain's, without an expiry; with one that chain's.</summary>
    /// <param name="kind">Which table.</param>
    /// <param name="product">Whose.</param>
    /// <param name="expiry">Of which chain.</param>
    /// <param name="at">When; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FoundTable> FindAsync(TableKind kind, ProductSpec product, Expiry? expiry, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        bool ofChain = expiry is not null || kind is TableKind.Chain or TableKind.Smile;
        if (at is { } instant)
        {
            return await PastAsync(kind, product, expiry, ofChain, instant, cancellationToken);
        }

        var route = new TickRoute(product.Id, Expiry.None);
        if (ofChain)
        {
            (route, string? problem) = await directory.FindChainAsync(product.Id, expiry, cancellationToken);
            if (problem is not null)
            {
                return FoundTable.Not(Problem.NotFound("Unknown expiry", problem));
            }
        }

        var id = new TableId(kind, route);
        return new FoundTable(id, await source.SnapshotAsync(id, cancellationToken), null);
    }

    /// <summary>Describes the parameter.</summary>
    public static RouteHandlerBuilder WithAt(RouteHandlerBuilder route) => route.WithParameter(
        At,
        "string",
        "The table as it stood at this instant of market time (ISO 8601 with offset): equal in every cell to what was published when the market stood there. `asOf` says of when its newest tick is. "
        + "/api/history/{product}/days says what is recorded.");

    private async Task<FoundTable> PastAsync(TableKind kind, ProductSpec product, Expiry? expiry, bool ofChain, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (services.GetService<IPastTables>() is not { } past)
        {
            return FoundTable.Not(Problem.NotFound("No history", NotKept));
        }

        long microseconds = Tick.MicrosecondsOf(at);
        PastAnswer answer = at.ToUnixTimeSeconds() < await days.UntilAsync(product, cancellationToken)
            ? PastAnswerBytes.Read((await cache.GetRecordedAsync(
                string.Create(CultureInfo.InvariantCulture, $"past {product.Id} {kind} {expiry} {microseconds}"),
                async () => PastAnswerBytes.Write(await past.TableAsync(kind, product.Id, expiry, microseconds, CancellationToken.None)),
                cancellationToken)).Body)
            : await past.TableAsync(kind, product.Id, expiry, microseconds, cancellationToken);
        if (answer.Table is { } table)
        {
            return new FoundTable(new TableId(kind, new TickRoute(product.Id, answer.Expiry)), table, null);
        }

        string what = ofChain ? $"chain of {product.Id}{(expiry is { } wanted ? $" for {wanted}" : "")}" : $"state of {product.Id}";
        string known = ofChain && answer.Expiries.Length > 0 ? $" Chains recorded then: {string.Join(", ", answer.Expiries)}." : $" /api/history/{product.Id}/days says what is.";
        return FoundTable.Not(Problem.NotFound("Not recorded", $"No {what} is recorded at or before {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.{known}"));
    }
}
