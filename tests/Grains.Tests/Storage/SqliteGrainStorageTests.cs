using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using TradingAnalytics.Grains.Chains;
using TradingAnalytics.Grains.Storage;

namespace TradingAnalytics.Grains.Tests.Storage;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private const string Name = "state";
    private static readonly GrainId s_grain = GrainId.Create("chain", "NIFTY/2026-08-25");
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-storage-").FullName;
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private string File => Path.Combine(_folder, "grains.db");

    [Fact]
    public async Task Read_AfterWrite_GivesTheState()
    {
        using (SqliteGrainStorage storage = Open())
        {
            var written = new GrainState<ChainGrainState>(new ChainGrainState { Epoch = 7, Ticks = [1, 2, 3] });
            await storage.WriteStateAsync(Name, s_grain, written);
            written.RecordExists.ShouldBeTrue();
        }

        using SqliteGrainStorage again = Open();
        GrainState<ChainGrainState> read = await Read(again);
        read.RecordExists.ShouldBeTrue();
        read.State!.Epoch.ShouldBe(7);
        read.State!.Ticks.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Read_NeverWritten_GivesAnEmptyState()
    {
        using SqliteGrainStorage storage = Open();
        GrainState<ChainGrainState> read = await Read(storage);
        read.RecordExists.ShouldBeFalse();
        read.ETag.ShouldBeNull();
        read.State!.Epoch.ShouldBe(0);
    }

    [Fact]
    public async Task Write_AfterAnotherWrote_Throws()
    {
        using SqliteGrainStorage storage = Open();
        GrainState<ChainGrainState> first = await Read(storage);
        GrainState<ChainGrainState> second = await Read(storage);
        first.State!.Epoch = 1;
        await storage.WriteStateAsync(Name, s_grain, first);
        second.State!.Epoch = 2;
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, s_grain, second));
        (await Read(storage)).State!.Epoch.ShouldBe(1);

        second = await Read(storage);
        first.State!.Epoch = 3;
        await storage.WriteStateAsync(Name, s_grain, first);
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, s_grain, second));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearStateAsync(Name, s_grain, second));
        (await Read(storage)).State!.Epoch.ShouldBe(3);
    }

    [Fact]
    public async Task Clear_Written_LeavesNothing()
    {
        using SqliteGrainStorage storage = Open();
        var state = new GrainState<ChainGrainState>(new ChainGrainState { Epoch = 7 });
        await storage.WriteStateAsync(Name, s_grain, state);
        await storage.ClearStateAsync(Name, s_grain, state);
        state.RecordExists.ShouldBeFalse();
        (await Read(storage)).RecordExists.ShouldBeFalse();
        await storage.WriteStateAsync(Name, s_grain, state);
        (await Read(storage)).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Open_CrashInTheMiddleOfAWrite_GivesTheStateBefore()
    {
        using SqliteGrainStorage storage = Open();
        var state = new GrainState<ChainGrainState>(new ChainGrainState { Epoch = 1, Ticks = new byte[100_000] });
        await storage.WriteStateAsync(Name, s_grain, state);
        long before = new FileInfo(File + "-wal").Length;
        state.State!.Epoch = 2;
        await storage.WriteStateAsync(Name, s_grain, state);
        long after = new FileInfo(File + "-wal").Length;

        // A killed process leaves the files as they are: copies of them, the log cut at every few pages within the second write.
        foreach (long length in Enumerable.Range(1, 8).Select(part => before + ((after - before) * part / 9)))
        {
            string copy = Path.Combine(_folder, $"crash-{length}.db");
            System.IO.File.Copy(File, copy);
            await using (FileStream log = new(File + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                byte[] bytes = new byte[length];
                await log.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
                await System.IO.File.WriteAllBytesAsync(copy + "-wal", bytes, TestContext.Current.CancellationToken);
            }

            using var reopened = new SqliteGrainStorage(copy, _services.GetRequiredService<Serializer>());
            GrainState<ChainGrainState> read = await Read(reopened);
            read.State!.Epoch.ShouldBe(1, $"log cut at byte {length}");
            read.State!.Ticks.Length.ShouldBe(100_000);
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<GrainState<ChainGrainState>> Read(SqliteGrainStorage storage)
    {
        var state = new GrainState<ChainGrainState>();
        await storage.ReadStateAsync(Name, s_grain, state);
        return state;
    }

    private SqliteGrainStorage Open() => new(File, _services.GetRequiredService<Serializer>());
}
