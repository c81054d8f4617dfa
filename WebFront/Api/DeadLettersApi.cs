using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Api;

/// <summary>The refused ticks this process kept.</summary>
internal static class DeadLettersApi
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    private static readonly Dictionary<string, RefusalReason> Reasons = Enum.GetValues<RefusalReason>()
        .Where(reason => reason != RefusalReason.None)
        .ToDictionary(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/admin/dead-letters", Get).ForAdmins()
        .WithTags("Operations").WithName("ListDeadLetters").WithSummary("Refused ticks")
        .WithDescription("Ticks that were not taken, newest first, with reason and origin; and how many there were of each reason since start.")
        .Produces<DeadLettersAnswer>().ProducesProblem(StatusCodes.Status400BadRequest)
        .WithParameter("limit", "integer", $"At most so many letters, 1 to {MaxLimit}; {DefaultLimit} by default.")
        .WithParameter("reason", "string", "Only those of one reason, such as crossedQuote.");

    private static IResult Get(HttpRequest request, HttpResponse response, IDeadLetterStore store)
    {
        var parameters = new ParameterReader(request.Query);
        int limit = parameters.Integer("limit", 1, MaxLimit) ?? DefaultLimit;
        RefusalReason reason = parameters.Choice("reason", RefusalReason.None, Reasons);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        response.Headers.CacheControl = "no-store";
        DeadLetterStatistics statistics = store.Statistics;
        DeadLetterAnswer[] letters = [.. store.List(limit, reason == RefusalReason.None ? null : reason).Select(DeadLetterAnswer.Of)];
        return TypedResults.Ok(new DeadLettersAnswer(letters, statistics.Refused, statistics.NotKept, statistics.LastError));
    }
}
