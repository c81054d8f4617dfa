namespace TradingAnalytics.WebFront.Auth;

/// <summary>Marks a route whose answer goes on for as long as its caller is welcome: <see cref="CredentialWatch"/> looks at him again and again.</summary>
internal sealed class StayingRoute;
