namespace TradingAnalytics.Engine.Users;

/// <summary>A session just begun or refreshed.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Session">The session.</param>
/// <param name="RefreshToken">What continues it, once. Nowhere kept.</param>
public sealed record SignedIn(User User, Session Session, string RefreshToken)
{
    public override string ToString() => Session.ToString();
}
