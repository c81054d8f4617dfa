using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests.Journal;

public class RedisJournalOptionsTests
{
    public static TheoryData<RedisJournalOptions, string, string> Wrong => new()
    {
        { new RedisJournalOptions { Fsync = "sometimes" }, "Cluster:Journal:Fsync", "everysec" },
        { new RedisJournalOptions { Replicas = -1 }, "Cluster:Journal:Replicas", "0 to 100" },
        { new RedisJournalOptions { LeaseTime = TimeSpan.Zero }, "Cluster:Journal:LeaseTime", "00:00:04" },
        { new RedisJournalOptions { RetainFor = TimeSpan.Zero }, "Cluster:Journal:RetainFor", "a minute" },
        { new RedisJournalOptions { RetainBytes = 1 }, "Cluster:Journal:RetainBytes", "1048576" },
        { new RedisJournalOptions { PushTimeout = TimeSpan.FromMinutes(1) }, "Cluster:Journal:PushTimeout", "00:00:05" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Validate_WrongSetting_NamesKeyAndRemedy(RedisJournalOptions options, string key, string remedy)
    {
        string message = Should.Throw<ArgumentException>(options.Validate).Message;
        message.ShouldContain(key);
        message.ShouldContain(remedy);
    }

    [Fact]
    public void Validate_Defaults_AreAccepted() => Should.NotThrow(new RedisJournalOptions().Validate);
}
