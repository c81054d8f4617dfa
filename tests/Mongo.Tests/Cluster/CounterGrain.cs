namespace TradingAnalytics.Mongo.Tests.Cluster;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<long> Add(long number);
}

[GenerateSerializer]
public sealed class CounterState
{
    [Id(0)]
    public long Sum { get; set; }
}

/// <summary>Remembers a sum as the product's grains remember theirs.</summary>
public sealed class CounterGrain([PersistentState("state", CounterGrain.Storage)] IPersistentState<CounterState> state) : Grain, ICounterGrain
{
    public const string Storage = "hot";

    public async Task<long> Add(long number)
    {
        state.State.Sum += number;
        await state.WriteStateAsync();
        return state.State.Sum;
    }
}
