using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TradingAnalytics.Providers.Mongo.Cluster;

namespace TradingAnalytics.Mongo.Tests.Cluster;

/// <summary>What Orleans asks of a membership table, through the real driver against a server of the test's own.</summary>
public sealed class MongoMembershipTableTests : IDisposable
{
    private static readonly DateTime s_start = new(2026, 8, 18, 9, 15, 0, DateTimeKind.Utc);
    private readonly FakeMongo _server = new();
    private readonly ClusterDatabase _database;
    private readonly MongoMembershipTable _table;
    private int _silos;

    public MongoMembershipTableTests()
    {
        _server.Start();
        _database = Open("one");
        _table = new MongoMembershipTable(_database);
    }

    [Fact]
    public async Task ReadAll_NewTable_IsEmptyAtVersionZero()
    {
        await _table.InitializeMembershipTable(true);
        await _table.InitializeMembershipTable(true);
        MembershipTableData table = await _table.ReadAll();
        table.Members.ShouldBeEmpty();
        table.Version.Version.ShouldBe(0);
    }

    [Fact]
    public async Task InsertRow_AtTheNextVersion_IsReadAsItWas()
    {
        MembershipTableData empty = await Begin();
        MembershipEntry entry = Silo(SiloStatus.Joining);
        entry.SuspectTimes = [Tuple.Create(Silo(SiloStatus.Active).SiloAddress, s_start.AddSeconds(5))];
        (await _table.InsertRow(entry, empty.Version.Next())).ShouldBeTrue();

        MembershipTableData row = await _table.ReadRow(entry.SiloAddress);
        row.Version.Version.ShouldBe(1);
        row.Members.ShouldHaveSingleItem().Item1.ToFullString().ShouldBe(entry.ToFullString());
        (await _table.ReadRow(Silo(SiloStatus.Active).SiloAddress)).Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task InsertRow_VersionOrSiloTaken_IsRefusedAndChangesNothing()
    {
        MembershipTableData empty = await Begin();
        MembershipEntry entry = Silo(SiloStatus.Joining);
        await _table.InsertRow(entry, empty.Version.Next());
        (await _table.InsertRow(Silo(SiloStatus.Joining), empty.Version.Next())).ShouldBeFalse("another silo was first at this version");
        (await _table.InsertRow(entry, (await _table.ReadAll()).Version.Next())).ShouldBeFalse("the silo is there");
        (await _table.ReadAll()).Version.Version.ShouldBe(1);
    }

    [Fact]
    public async Task UpdateRow_OfManyAtOnce_OneSucceedsAtEachVersion()
    {
        MembershipTableData empty = await Begin();
        MembershipEntry entry = Silo(SiloStatus.Joining);
        await _table.InsertRow(entry, empty.Version.Next());
        for (int round = 0; round < 5; round++)
        {
            MembershipTableData table = await _table.ReadAll();
            (MembershipEntry row, string etag) = table.Members.Single();
            row.Status = SiloStatus.Active;
            bool[] updated = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _table.UpdateRow(row, etag, table.Version.Next())));
            updated.Count(success => success).ShouldBe(1);
        }

        (await _table.ReadAll()).Version.Version.ShouldBe(6);
        (await _table.ReadAll()).Members.Single().Item1.Status.ShouldBe(SiloStatus.Active);
    }

    [Fact]
    public async Task UpdateIAmAlive_ChangesThatAlone()
    {
        MembershipTableData empty = await Begin();
        MembershipEntry entry = Silo(SiloStatus.Active);
        await _table.InsertRow(entry, empty.Version.Next());
        await _table.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = s_start.AddMinutes(3) });
        MembershipTableData table = await _table.ReadAll();
        table.Version.Version.ShouldBe(1);
        table.Members.Single().Item1.IAmAliveTime.ShouldBe(s_start.AddMinutes(3));
        table.Members.Single().Item1.SiloName.ShouldBe(entry.SiloName);
        await Should.ThrowAsync<InvalidOperationException>(() => _table.UpdateIAmAlive(Silo(SiloStatus.Active)));
    }

    [Fact]
    public async Task Gateways_AreThoseOfActiveSilosThatHaveOne()
    {
        await Begin();
        MembershipEntry up = Silo(SiloStatus.Active), joining = Silo(SiloStatus.Joining), closed = Silo(SiloStatus.Active);
        closed.ProxyPort = 0;
        foreach (MembershipEntry entry in (MembershipEntry[])[up, joining, closed])
        {
            await _table.InsertRow(entry, (await _table.ReadAll()).Version.Next());
        }

        var gateways = new MongoGatewayList(_table, Options.Create(new GatewayOptions()));
        Uri only = (await gateways.GetGateways()).ShouldHaveSingleItem();
        only.ShouldBe(SiloAddress.New(new IPEndPoint(up.SiloAddress.Endpoint.Address, up.ProxyPort), up.SiloAddress.Generation).ToGatewayUri());
    }

    [Fact]
    public async Task Cleanup_TakesOutWhatIsLongGoneAndNothingElse()
    {
        await Begin();
        MembershipEntry up = Silo(SiloStatus.Active), gone = Silo(SiloStatus.Dead), late = Silo(SiloStatus.Dead);
        late.IAmAliveTime = s_start.AddHours(2);
        foreach (MembershipEntry entry in (MembershipEntry[])[up, gone, late])
        {
            await _table.InsertRow(entry, (await _table.ReadAll()).Version.Next());
        }

        await _table.CleanupDefunctSiloEntries(s_start.AddHours(1));
        (await _table.ReadAll()).Members.Select(row => row.Item1.SiloAddress).ShouldBe([up.SiloAddress, late.SiloAddress], ignoreOrder: true);
    }

    [Fact]
    public async Task Delete_OfOneCluster_LeavesTheOther()
    {
        await Begin();
        await _table.InsertRow(Silo(SiloStatus.Active), (await _table.ReadAll()).Version.Next());
        using ClusterDatabase database = Open("two");
        var other = new MongoMembershipTable(database);
        await other.InitializeMembershipTable(true);
        (await other.ReadAll()).Members.ShouldBeEmpty("the other cluster's are not its own");
        await _table.DeleteMembershipTableEntries("two");
        (await _table.ReadAll()).Members.Count.ShouldBe(1);
    }

    public void Dispose()
    {
        _database.Dispose();
        _server.Dispose();
    }

    private ClusterDatabase Open(string cluster) => new(
        Options.Create(new MongoClusterOptions { ConnectionString = _server.ConnectionString }), Options.Create(new ClusterOptions { ClusterId = cluster, ServiceId = "tests" }));

    private async Task<MembershipTableData> Begin()
    {
        await _table.InitializeMembershipTable(true);
        return await _table.ReadAll();
    }

    private MembershipEntry Silo(SiloStatus status) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.7"), 11_111 + _silos), 42 + _silos++),
        Status = status,
        SiloName = $"silo {_silos}",
        HostName = "host",
        ProxyPort = 30_000 + _silos,
        StartTime = s_start,
        IAmAliveTime = s_start.AddSeconds(1),
        SuspectTimes = [],
    };
}
