using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Archive;
using TradingAnalytics.Silo.History;

namespace TradingAnalytics.Silo.Tests;

public class S3ArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_InABucket_KeepsListsAndGivesBack()
    {
        using var bucket = new S3Fake();
        using S3Archive archive = Open(bucket);
        byte[] content = [1, 2, 3, 4];
        string[] names = ["product=NIFTY/date=2026-08-17/states.parquet", "product=NIFTY/date=2026-08-18/metrics.parquet", "product=NIFTY/date=2026-08-18/states.parquet"];
        foreach (string name in names)
        {
            await archive.WriteAsync(name, new MemoryStream(content), Token);
        }

        await archive.WriteAsync("product=BANKNIFTY/date=2026-08-18/states.parquet", new MemoryStream(content), Token);
        bucket.Names.ShouldAllBe(name => name.StartsWith("markets/", StringComparison.Ordinal));
        (await archive.ListAsync("product=NIFTY/", Token)).ShouldBe(names);
        await using Stream? read = await archive.OpenAsync(names[0], Token);
        using var copy = new MemoryStream();
        await read!.CopyToAsync(copy, Token);
        copy.ToArray().ShouldBe(content);
        (await archive.OpenAsync("product=NIFTY/date=2026-08-16/states.parquet", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Archive_BucketThatRefuses_IsUnavailable()
    {
        using var bucket = new S3Fake { IsDown = true };
        using S3Archive archive = Open(bucket);
        (await Should.ThrowAsync<HistoryUnavailableException>(() => archive.ListAsync("", Token))).Message.ShouldContain("bucket ta-days");
        await Should.ThrowAsync<HistoryUnavailableException>(() => archive.WriteAsync("a", new MemoryStream([1]), Token));
    }

    private static S3Archive Open(S3Fake bucket) => S3Archive.Open(new ArchiveOptions
    {
        Kind = ArchiveKind.S3, Bucket = "ta-days", Prefix = "markets/", ServiceUrl = bucket.Address, AccessKey = "key", SecretKey = "secret",
    });
}
