using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.Silo.Hosting;
using TradingAnalytics.Silo.Journal;
using TradingAnalytics.Silo.Market;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>Adds the journal, the dead letters and the ingress. Options: sections <c>Journal</c>, <c>DeadLetters</c>, <c>Validation</c>, <c>Deduplication</c> and <c>Ingress</c>.</summary>
internal static class IngressHosting
{
    /// <summary>What has to be there before the silo.</summary>
    public static void AddJournal(this IServiceCollection services)
    {
        services.AddDeadLetters();
        services.AddChecked<JournalOptions>("Journal", options => options.Validate())
            .Configure<DataDirectory>((options, data) => options.Folder = data.JournalFolder);
        services.AddSingleton(provider => SegmentedTickJournal.Open(Value<JournalOptions>(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITickJournal>(provider => provider.GetRequiredService<SegmentedTickJournal>());
        services.AddHostedService<JournalHost>();
    }

    /// <summary>Where refused ticks are kept.</summary>
    public static void AddDeadLetters(this IServiceCollection services)
    {
        services.AddSingleton<DataDirectory>();
        services.AddChecked<DeadLetterOptions>("DeadLetters", options => options.Validate())
            .Configure<DataDirectory>((options, data) => options.Folder = data.DeadLetterFolder);
        services.AddSingleton<FileDeadLetterStore>(provider => new FileDeadLetterStore(Value<DeadLetterOptions>(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDeadLetterStore>(provider => provider.GetRequiredService<FileDeadLetterStore>());
    }

    /// <summary>What has to be there before a silo of a cluster: the journal is in Redis.</summary>
    public static void AddSharedJournal(this IServiceCollection services)
    {
        services.AddDeadLetters();
        services.AddChecked<RedisJournalOptions>(RedisJournalOptions.Section, options => options.Validate());
        services.AddSingleton<JournalRedis>();
        services.AddSingleton<IJournalReader>(provider => provider.GetRequiredService<JournalRedis>().Reader);
        services.AddSingleton<IJournalCheckpoints, RedisCheckpoints>();
        services.AddSingleton<MarketSeat>();
        services.AddSingleton<IMarketSeat>(provider => provider.GetRequiredService<MarketSeat>());
        services.AddSingleton<MarketClient>();
        services.AddSingleton<IMarketReporter, ClusterMarket>();
        services.AddSingleton<ITickSink, MarketSink>();
        services.AddHostedService<JournalPolicyHost>();
    }

    /// <summary>What makes a silo of a cluster hold the market when it is its turn.</summary>
    public static void AddMarket(this IServiceCollection services)
    {
        services.AddIngressOptions();
        services.AddSingleton<MarketInstruments>();
        services.AddHostedService<MarketHost>();
    }

    /// <summary>What needs the silo.</summary>
    public static void AddIngress(this IServiceCollection services)
    {
        services.AddIngressOptions();
        services.AddSingleton<TickValidator>();
        services.AddSingleton<TickIngress>();
        services.AddSingleton<ITickSink>(provider => provider.GetRequiredService<TickIngress>());
        services.AddSingleton<IIngressStatus>(provider => provider.GetRequiredService<TickIngress>());
        services.AddSingleton<IMarketReporter, LocalMarket>();
        services.AddHostedService<IngressHost>();
        services.AddHostedService<JournalRetention>();
    }

    private static void AddIngressOptions(this IServiceCollection services)
    {
        services.AddChecked<ValidationOptions>("Validation", options => options.Validate());
        services.AddChecked<DeduplicationOptions>("Deduplication", options => options.Validate());
        services.AddChecked<IngressOptions>("Ingress", options => options.Validate());
        services.AddSingleton(Value<ValidationOptions>);
        services.AddSingleton(Value<DeduplicationOptions>);
        services.AddSingleton(Value<IngressOptions>);
    }

    private static T Value<T>(IServiceProvider provider)
        where T : class => provider.GetRequiredService<IOptions<T>>().Value;

    /// <summary>Options of a section, checked at the start by a method that throws with the key and the remedy.</summary>
    public static OptionsBuilder<T> AddChecked<T>(this IServiceCollection services, string section, Action<T> validate)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new ThrowingValidator<T>(validate));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>Takes a check that throws with the key and the remedy into the options system.</summary>
    private sealed class ThrowingValidator<T>(Action<T> validate) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            try
            {
                validate(options);
                return ValidateOptionsResult.Success;
            }
            catch (ArgumentException wrong)
            {
                return ValidateOptionsResult.Fail(wrong.Message);
            }
        }
    }
}
