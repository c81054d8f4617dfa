using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.Tests.RateLimits;

public class RateLimitPartsTests
{
    [Theory]
    [InlineData("203.0.113.7", "address:203.0.113.7", false)]
    [InlineData("::ffff:203.0.113.7", "address:203.0.113.7", false)]
    [InlineData("2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64", false)]
    [InlineData("127.0.0.1", "address:local", true)]
    [InlineData("::1", "address:local", true)]
    public void Caller_WithoutName_IsHisAddress(string address, string key, bool local) => Caller.Of(null, IPAddress.Parse(address)).ShouldBe(new Caller(key, false, local));

    [Fact]
    public void Caller_WithName_IsHisNameWhereverHeIs()
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "asha")], "test"));
        Caller.Of(user, IPAddress.Parse("203.0.113.7")).ShouldBe(new Caller("user:asha", true, false));
        Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "asha")])), IPAddress.Loopback).Key.ShouldBe("address:local", "a name nobody has checked is none");
    }

    [Fact]
    public void Headers_AtAnInstant_NameTheSecondsRoundedUp()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        var policy = new RateLimitPolicy(RateLimitAlgorithm.SlidingWindow, 100, 20, TimeSpan.FromSeconds(60));
        var decision = new RateLimitDecision(true, 120, 7, TimeSpan.Zero, TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(59.5));
        RateLimitHeaders.Write(headers, policy, decision, DateTimeOffset.FromUnixTimeMilliseconds(1_787_000_000_250));
        headers["X-RateLimit-Reset"].ToString().ShouldBe("1787000060");
        headers["RateLimit"].ToString().ShouldBe("\"caller\";r=7;t=4");
        headers.ContainsKey("Retry-After").ShouldBeFalse();
        RateLimitHeaders.Write(headers, policy, decision with { Allowed = false, RetryAfter = TimeSpan.FromTicks(1) }, DateTimeOffset.UnixEpoch);
        headers.RetryAfter.ToString().ShouldBe("1");
    }

    [Theory]
    [InlineData(0, 20, 60, 1, "Web:RateLimits:Limit is 0")]
    [InlineData(100, -1, 60, 1, "Web:RateLimits:Burst is -1")]
    [InlineData(100, 20, 0, 1, "Web:RateLimits:Window is 00:00:00")]
    [InlineData(100, 20, 60, 0, "Web:RateLimits:Patience is 00:00:00")]
    public void Validate_WrongOption_NamesKeyAndRemedy(int limit, int burst, int window, int patience, string named)
    {
        var options = new RateLimitOptions { Limit = limit, Burst = burst, Window = TimeSpan.FromSeconds(window), Patience = TimeSpan.FromSeconds(patience) };
        string failure = new RateLimitOptionsValidator().Validate(null, options).FailureMessage!;
        failure.ShouldContain(named);
        failure.ShouldContain("give");
        new RateLimitOptionsValidator().Validate(null, new RateLimitOptions()).Succeeded.ShouldBeTrue();
    }
}
