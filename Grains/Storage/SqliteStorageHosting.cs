using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace TradingAnalytics.Grains.Storage;

/// <summary>Adds embedded grain storage to a silo.</summary>
public static class SqliteStorageHosting
{
    /// <param name="silo">The silo.</param>
    /// <param name="name">The provider's name, as grains ask for it.</param>
    /// <param name="path">The database file; its folder must exist.</param>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string name, Func<IServiceProvider, string> path)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(name, (services, _) => new SqliteGrainStorage(path(services), services.GetRequiredService<Serializer>()));
        return silo;
    }
}
