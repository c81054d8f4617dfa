using System.Buffers.Binary;
using StackExchange.Redis;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.WebFront.Caching;

namespace TradingAnalytics.Silo.Caching;

/// <summary>
/// The shared cache in Redis: a string per answer, behind eight bytes that say when it was made (Unix milliseconds), which Redis forgets by itself. Two versions of the product do not share: one may write otherwise
/// what the other reads. The connection is its own. Nothing is tried again and nobody waits longer than the store's rules say.
/// </summary>
internal sealed class RedisAnswerStore(IConnectionMultiplexer redis, string service, StorePipelines stores, TimeProvider time) : IAnswerStore, IDisposable
{
    /// <summary>Its name among the stores of the status, and in their rules.</summary>
    public const string Name = "cache";

    private const int StampBytes = sizeof(long);
    private readonly string _prefix = $"{service}/answers/{typeof(RedisAnswerStore).Assembly.ManifestModule.ModuleVersionId:N}/";
    private readonly StorePipeline _pipeline = stores.Of(Name);

    public void Dispose() => redis.Dispose();

    public ValueTask<StoredAnswer?> GetAsync(string key, CancellationToken cancellationToken) => _pipeline.Reads.ExecuteAsync(
        async stop =>
        {
            byte[]? held = await redis.GetDatabase().StringGetAsync(_prefix + key).WaitAsync(stop);
            if (held is null || held.Length < StampBytes)
            {
                return null;
            }

            TimeSpan age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(held));
            return new StoredAnswer(held[StampBytes..], age > TimeSpan.Zero ? age : TimeSpan.Zero);
        },
        cancellationToken);

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> body, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        byte[] value = new byte[StampBytes + body.Length];
        BinaryPrimitives.WriteInt64LittleEndian(value, time.GetUtcNow().ToUnixTimeMilliseconds());
        body.CopyTo(value.AsMemory(StampBytes));

        // By the pipeline of reads: an answer that is not kept is made again, which is not worth a retry.
        return _pipeline.Reads.ExecuteAsync(async stop => { await redis.GetDatabase().StringSetAsync(_prefix + key, value, new Expiration(keepFor)).WaitAsync(stop); }, cancellationToken);
    }
}
