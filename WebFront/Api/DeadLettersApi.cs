using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Ingest;
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

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/admin/dead-letters", Get).ForAdmins()
            .WithTags("Operations").WithName("ListDeadLetters").WithSummary("Refused ticks")
            .WithDescription("Ticks that were not taken, newest first, with reason and origin, and whether they were replayed; and how many there were of each reason since start.")
            .Produces<DeadLettersAnswer>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithParameter("limit", "integer", $"At most so many letters, 1 to {MaxLimit}; {DefaultLimit} by default.")
            .WithParameter("reason", "string", "Only those of one reason, such as crossedQuote.");
        routes.MapPost("/api/admin/dead-letters/replay", ReplayAsync).ForAdmins()
            .WithTags("Operations").WithName("ReplayDeadLetters").WithSummary("Bring refused ticks in again")
            .WithDescription($"Letters by id, each as it came or with a corrected tick in its place, or the newest of one reason that have not come in yet; at most {MaxLimit}. They go the way of every tick: validated, "
                + "deduplicated, journalled. Each letter is marked with what became of it, one that came in is not brought in again, and the audit log says who did it.")
            .Produces<ReplayAnswer>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

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

    private static async Task<IResult> ReplayAsync(ReplayRequest request, HttpContext http, IDeadLetterStore store, DeadLetterReplay replay, Audit audit)
    {
        if (request.Letters is { Count: > MaxLimit } || request.Limit is < 1 or > MaxLimit)
        {
            return Problem.BadParameter(request.Letters is null ? "limit" : "letters", $"At most {MaxLimit} letters are replayed at once, and at least 1.");
        }

        Dictionary<long, ReplayedLetter> wanted;
        string subject;
        if (request is { Letters.Count: > 0, Reason: null })
        {
            wanted = request.Letters.GroupBy(letter => letter.Id).ToDictionary(letters => letters.Key, letters => letters.Last());
            subject = string.Join(' ', wanted.Keys.Order().Take(10)) + (wanted.Count > 10 ? " …" : "");
        }
        else if (request is { Letters: null or [], Reason: { } name } && Reasons.TryGetValue(name, out RefusalReason reason))
        {
            wanted = store.List(MaxLimit, reason)
                .Where(letter => letter.Replay is null && letter.Tick.Kind != default)
                .Take(request.Limit ?? DefaultLimit)
                .ToDictionary(letter => letter.Id, letter => new ReplayedLetter(letter.Id, null));
            subject = name;
        }
        else
        {
            return Problem.BadParameter(request.Reason is null ? "letters" : "reason", $"Give letters, each with its id, or else one reason out of {string.Join(", ", Reasons.Keys)}.");
        }

        ReplayAnswer answer = await replay.ReplayAsync(wanted, http.RequestAborted);
        await audit.RecordAsync(http, "dead-letters.replay", subject, $"accepted {answer.Accepted}, duplicated {answer.Duplicated}, refused {answer.Refused}, not replayed {answer.NotReplayed}");
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }
}
