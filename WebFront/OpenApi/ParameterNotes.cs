using Microsoft.AspNetCore.Builder;

namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>Notes query parameters on endpoints.</summary>
internal static class ParameterNotes
{
    /// <param name="builder">The endpoint.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="type"><c>string</c> or <c>integer</c>.</param>
    /// <param name="description">What it does, and its default.</param>
    public static RouteHandlerBuilder WithParameter(this RouteHandlerBuilder builder, string name, string type, string description) =>
        builder.WithMetadata(new ParameterNote(name, type, description));
}
