using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using TradingAnalytics.Providers.Mongo.Cluster;

namespace TradingAnalytics.Mongo.Tests.Cluster;

/// <summary>What Orleans asks of grain storage, through the real driver against a server of the test's own.</summary>
public sealed class MongoGrainStorageTests : IDisposable
{
    private static readonly GrainId s_one = GrainId.Create("counter", "one");
    private readonly FakeMongo _server = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 18, 9, 15, 0, TimeSpan.Zero));
    private readonly ClusterDatabase _database;
    private readonly MongoGrainStorage _storage;

    public MongoGrainStorageTests()
    {
        _server.Start();
        _database = new ClusterDatabase(Options.Create(new MongoClusterOptions { ConnectionString = _server.ConnectionString }), Options.Create(new ClusterOptions { ClusterId = "tests", ServiceId = "tests" }));
        _storage = new MongoGrainStorage("states_hot", _database, _services.GetRequiredService<Serializer>(), _time);
    }

    [Fact]
    public async Task Read_NeverWritten_IsNewAndSaysSo()
    {
        GrainState<CounterState> state = await Read();
        state.RecordExists.ShouldBeFalse();
        state.ETag.ShouldBeNull();
        state.State!.Sum.ShouldBe(0);
    }

    [Fact]
    public async Task Write_ThenRead_IsTheSameByEveryBit()
    {
        var written = new GrainState<CounterState>(new CounterState { Sum = long.MinValue + 1 });
        await _storage.WriteStateAsync("state", s_one, written);
        written.State!.Sum = long.MaxValue;
        await _storage.WriteStateAsync("state", s_one, written);

        GrainState<CounterState> read = await Read();
        read.State!.Sum.ShouldBe(long.MaxValue);
        read.ETag.ShouldBe(written.ETag);
        read.RecordExists.ShouldBeTrue();
        BsonDocument insert = _server.Commands("insert").ShouldHaveSingleItem();
        insert["writeConcern"]["w"].AsString.ShouldBe("majority");
        insert["documents"][0]["_id"].AsString.ShouldBe("tests/state/counter/one");
        insert["documents"][0]["saved"].ToUniversalTime().ShouldBe(_time.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task WriteAndClear_ByAnActivationThatIsLate_AreRefusedAndChangeNothing()
    {
        GrainState<CounterState> late = await Read(), first = await Read();
        first.State!.Sum = 1;
        await _storage.WriteStateAsync("state", s_one, first);
        await Should.ThrowAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", s_one, late));

        late = await Read();
        first.State!.Sum = 2;
        await _storage.WriteStateAsync("state", s_one, first);
        await Should.ThrowAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", s_one, late));
        await Should.ThrowAsync<InconsistentStateException>(() => _storage.ClearStateAsync("state", s_one, late));
        (await Read()).State!.Sum.ShouldBe(2);
    }

    [Fact]
    public async Task Clear_LeavesNothing_AndItCanBeWrittenAgain()
    {
        GrainState<CounterState> state = await Read();
        await _storage.ClearStateAsync("state", s_one, state);
        state.State!.Sum = 7;
        await _storage.WriteStateAsync("state", s_one, state);
        await _storage.ClearStateAsync("state", s_one, state);
        state.RecordExists.ShouldBeFalse();
        state.State!.Sum.ShouldBe(0);
        _server.Count("states_hot").ShouldBe(0);

        await _storage.WriteStateAsync("state", s_one, state);
        (await Read()).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Server_GoneAndBack_IsUsedAgain()
    {
        var state = new GrainState<CounterState>(new CounterState { Sum = 3 });
        await _storage.WriteStateAsync("state", s_one, state);
        _server.Stop();
        _server.Start();
        await Should.NotThrowAsync(async () => (await Read()).State!.Sum.ShouldBe(3));
    }

    public void Dispose()
    {
        _database.Dispose();
        _services.Dispose();
        _server.Dispose();
    }

    private async Task<GrainState<CounterState>> Read()
    {
        var state = new GrainState<CounterState>();
        await _storage.ReadStateAsync("state", s_one, state);
        return state;
    }
}
