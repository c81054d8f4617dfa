using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Live;

public class SubscriptionOptionsTests : WebTests
{
    private const string Chain = "chain:NIFTY:2026-08-25";

    public static TheoryData<string, string> Views => new()
    {
        { """{"fields":["spot","bid","iv"]}""", "fields=spot,bid,iv" },
        { """{"strikes":2}""", "strikes=2" },
        { """{"greeks":"none"}""", "greeks=none" },
        { """{"greeks":"full"}""", "greeks=full" },
        { """{"greeks":"full","strikes":1,"fields":["asOf","delta","vanna","color"]}""", "greeks=full&strikes=1&fields=asOf,delta,vanna,color" },
        { """{"fields":["spot","atmStrike"]}""", "fields=spot,atmStrike" },
    };

    /// <summary>Random batches, one after another, in JSON and MessagePack: whatever part of the table a client asked for, it has what REST answers for the same.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public async Task Subscribe_View_StaysEqualToRest(string options, string query)
    {
        await using TestWeb web = await TestWeb.StartAsync(services => services.Configure<PushOptions>(push => push.Interval = TimeSpan.Zero));
        web.Market.Begin(TestProducts.Chain, 3);
        var random = new RandomChain(web.Market, 20260818);
        random.Publish();
        await using HubClient json = await HubClient.ConnectAsync(web.Address);
        await using HubClient packed = await HubClient.ConnectAsync(web.Address, messagePack: true);
        await json.SubscribeAsync(Chain, JsonNode.Parse(options)!);
        await packed.SubscribeAsync(Chain, Plain(options));
        for (int batch = 0; batch < 40; batch++)
        {
            if (batch == 25)
            {
                web.Market.Begin(TestProducts.Chain, 4);
            }

            random.Publish();
            JsonObject table = Contents((JsonObject)JsonNode.Parse(await web.Http.GetStringAsync(new Uri($"/api/data/chain/NIFTY?{query}", UriKind.Relative), Token))!);
            foreach (HubClient client in new[] { json, packed })
            {
                await Eventually.Holds(() => JsonNode.DeepEquals(Contents(client.Room(Chain).State), table), $"batch {batch} shows what REST shows:\n{table}");
            }
        }

        json.Room(Chain).Faults.ShouldBeEmpty();
        packed.Room(Chain).Faults.ShouldBeEmpty();
        json.Room(Chain).Deltas.ShouldBeGreaterThan(5);
        json.Notes.Count(note => (string)note["reason"]! == "epoch").ShouldBe(1);
        json.Notes.Where(note => (string)note["kind"]! == "resync").All(note => (string)note["reason"]! is "epoch" or "strikes").ShouldBeTrue();
    }

    [Fact]
    public async Task Subscribe_BadOption_IsRefusedNamingValueAndBounds()
    {
        (string Options, string Message)[] cases =
        [
            ("""{"interval":60001}""", "'interval' must be a number of milliseconds from 0 to 60000, not 60001."),
            ("""{"interval":-1}""", "'interval' must be a number of milliseconds from 0 to 60000, not -1."),
            ("""{"interval":"fast"}""", "not 'fast'"),
            ("""{"fields":["price"]}""", "'fields' may not name 'price': there is no such column. Of the header: spot, forward"),
            ("""{"fields":["vanna"]}""", "ask for greeks=full"),
            ("""{"fields":["delta"],"greeks":"none"}""", "ask for greeks=first"),
            ("""{"fields":[]}""", "must name one column at least"),
            ("""{"fields":7}""", "'fields' must be an array of column names, not 7."),
            ("""{"strikes":1.5}""", "'strikes' must be a whole number from 0 to 10000, not 1.5."),
            ("""{"strikes":10001}""", "from 0 to 10000, not 10001."),
            ("""{"greeks":"all"}""", "'greeks' must be one of none, first, full, not 'all'."),
            ("""{"resume":{"epoch":1}}""", "'resume' must be { epoch, sequence }"),
            ("""{"intervall":5}""", "There is no option 'intervall'. There are: interval, fields, strikes, greeks, resume."),
            ("7", "The options must be an object"),
        ];
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        foreach ((string options, string message) in cases)
        {
            (await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(Chain, JsonNode.Parse(options)!), options)).Message.ShouldContain(message);
            (await Should.ThrowAsync<HubException>(() => client.ConfigureAsync(Chain, JsonNode.Parse(options)!), options)).Message.ShouldContain(message);
        }

        Web.Rooms.All().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("product:NIFTY", """{"strikes":5}""", "'strikes' is an option of chains")]
    [InlineData("surface:NIFTY", """{"greeks":"full"}""", "'greeks' is an option of chains")]
    public async Task Subscribe_OptionOfAnotherRoom_IsRefused(string room, string options, string message)
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        (await Should.ThrowAsync<HubException>(() => client.SubscribeAsync(room, JsonNode.Parse(options)!))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Configure_Interval_HoldsFromNowAndIsAnswered()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        JsonObject answer = await client.SubscribeAsync(Chain, new { interval = 60_000 });
        answer.ToJsonString().ShouldBe("""{"room":"chain:NIFTY:2026-08-25","interval":60000,"reason":"asked","merged":0}""");
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the snapshot came");
        Web.Market.Publish(TestProducts.Chain, table => table.Set(0, ChainColumn.Spot, 1));
        ((double)(await client.ConfigureAsync(Chain, new { interval = 0 }))["interval"]!).ShouldBe(0);
        await Eventually.Holds(() => client.Room(Chain).Version.Sequence == 2, "the delta came");
        client.Room(Chain).Snapshots.ShouldBe(1);
        JsonObject note = client.Notes.ShouldHaveSingleItem();
        ((string)note["reason"]!, (bool)note["snapshot"]!).ShouldBe(("options", false));
    }

    [Fact]
    public async Task Configure_View_BeginsWithASnapshotOfIt()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 1, "the snapshot came");
        await client.ConfigureAsync(Chain, new { fields = new[] { "bid" }, strikes = 0 });
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 2, "the snapshot of the view came");
        JsonObject note = client.Notes.ShouldHaveSingleItem();
        ((string)note["reason"]!, (bool)note["snapshot"]!).ShouldBe(("options", true));
        JsonObject table = (await GetAsync("/api/data/chain/NIFTY?fields=bid&strikes=0")).AsObject();
        JsonNode.DeepEquals(client.Room(Chain).State, table).ShouldBeTrue(client.Room(Chain).State.ToJsonString());
        table["legs"]!.ToJsonString().ShouldBe("""[{"strike":24200,"right":"call","bid":242},{"strike":24200,"right":"put","bid":null}]""");
        await client.ConfigureAsync(Chain);
        await Eventually.Holds(() => client.Room(Chain).Snapshots == 3, "without options the whole is there again");
        client.Room(Chain).Compare((await GetAsync("/api/data/chain/NIFTY")).AsObject()).ShouldBeTrue();
    }

    [Fact]
    public async Task Configure_RoomNotWatched_IsRefused()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        (await Should.ThrowAsync<HubException>(() => client.ConfigureAsync(Chain, new { interval = 5 }))).Message.ShouldContain("Subscribe to it first");
    }

    [Fact]
    public async Task Rest_FieldsOfAProduct_AreThoseOfItsRoom()
    {
        await using HubClient client = await HubClient.ConnectAsync(Web.Address);
        await client.SubscribeAsync("product:NIFTY", new { fields = new[] { "spot", "forward" } });
        await Eventually.Holds(() => client.Room("product:NIFTY").Snapshots == 1, "the snapshot came");
        JsonObject product = (await GetAsync("/api/products/NIFTY?fields=spot,forward")).AsObject();
        product.Remove("contract");
        JsonNode.DeepEquals(client.Room("product:NIFTY").State, product).ShouldBeTrue();
    }

    /// <summary>All but the version: a client is not told of versions that changed nothing it sees.</summary>
    private static JsonObject Contents(JsonObject table)
    {
        var contents = (JsonObject)table.DeepClone();
        contents.Remove("sequence");
        return contents;
    }

    /// <summary>Options as MessagePack writes them.</summary>
    private static Dictionary<string, object> Plain(string options) => JsonNode.Parse(options)!.AsObject().ToDictionary(
        option => option.Key,
        option => option.Value switch
        {
            JsonArray names => names.Select(name => (string)name!).ToArray(),
            JsonValue value when value.TryGetValue(out int number) => number,
            { } text => (object)(string)text!,
            _ => throw new ArgumentException(options),
        });
}
