namespace TradingAnalytics.Cluster.Tests;

/// <summary>Breaks a part of a cluster, and mends it after a while.</summary>
/// <param name="cluster">What is broken.</param>
/// <param name="random">Draws whom it meets.</param>
/// <param name="settled">Waits until the load goes on as before, and says what it cost those who watched.</param>
internal sealed class Disruptor(TestCluster cluster, Random random, Func<Task<string>> settled)
{
    private static readonly TimeSpan Waking = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A silo is stopped until the others have declared it dead, and no longer than this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(40);

    /// <summary>Two silos are cut off from each other for so long: several times what a silo is waited for before it is declared dead.</summary>
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(30);

    /// <summary>A killed process is away for so long.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);

    /// <summary>Comes back when the part is there again, or on its way. Says whom it met.</summary>
    public async Task<string> DisruptAsync(Disruption disruption, CancellationToken cancellationToken)
    {
        SiloMember holder = await HolderAsync();
        SiloMember other = Any(cluster.Silos.Where(silo => silo != holder));
        switch (disruption)
        {
            case Disruption.KillSilo:
                return await KillAsync(other, cancellationToken);
            case Disruption.KillHolder:
                return await KillAsync(holder, cancellationToken) + " (holder)";
            case Disruption.StopSilo:
                return await StopAsync(other);
            case Disruption.StopHolder:
                return await StopAsync(holder) + " (holder)";
            case Disruption.PauseSilo:
                return await PauseAsync(other, cancellationToken);
            case Disruption.PauseHolder:
                return await PauseAsync(holder, cancellationToken) + " (holder)";
            case Disruption.KillRedis:
                cluster.Redis.Crash();
                TimeSpan away = TimeSpan.FromSeconds(1 + random.Next(5));
                await Task.Delay(away, cancellationToken);
                cluster.Redis.Restart();
                return $"Redis, {away.TotalSeconds} s away";
            case Disruption.KillWeb:
                int web = random.Next(cluster.Webs.Length);
                await cluster.KillWeb(web);
                await Task.Delay(Away / 2, cancellationToken);
                await cluster.RestartWeb(web);
                return $"web-{web + 1}";
            case Disruption.Partition:
                SiloMember one = Any(cluster.Silos), two = Any(cluster.Silos.Where(silo => silo != one));
                return $"{one.Name} and {two.Name}, holder {holder.Name}" + await CutAsync([(one, two)], cancellationToken);
            case Disruption.Isolation:
                SiloMember alone = Any(cluster.Silos);
                return $"{alone.Name}, holder {holder.Name}" + await CutAsync([.. cluster.Silos.Where(silo => silo != alone).Select(silo => (alone, silo))], cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(disruption), disruption, "No such disruption.");
        }
    }

    private static async Task<string> KillAsync(SiloMember silo, CancellationToken cancellationToken)
    {
        await silo.Process.Crash();

        await Task.Delay(Away, cancellationToken);
        await silo.RestartAsync();
        return silo.Name;
    }

    /// <summary>What its leaving cost is told apart from what its starting again costs, for which it takes the processors from the others.</summary>
    private async Task<string> StopAsync(SiloMember silo)
    {
        long stoppedAt = TimeProvider.System.GetTimestamp();
        await silo.Process.Terminate();
        string took = $", left within {TimeProvider.System.GetElapsedTime(stoppedAt).TotalSeconds:0.0} s";
        string cost = await settled();
        await silo.RestartAsync();
        return $"{silo.Name}{took}: {cost}";
    }

    private async Task<string> PauseAsync(SiloMember silo, CancellationToken cancellationToken)
    {
        await silo.Process.Signal("STOP");
        long stoppedAt = TimeProvider.System.GetTimestamp();
        using (var timer = new PeriodicTimer(Look))
        {
            while (TimeProvider.System.GetElapsedTime(stoppedAt) < LongestPause && (await cluster.ActiveAsync() is not { Length: > 0 } active || active.Contains(silo.Name)))
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }

        string declared = $", declared dead after {TimeProvider.System.GetElapsedTime(stoppedAt).TotalSeconds:0.0} s";
        await Task.Delay(Away / 3, cancellationToken);
        await silo.Process.Signal("CONT");
        return silo.Name + declared + await OutcomeAsync([silo], cancellationToken);
    }

    private async Task<string> CutAsync((SiloMember One, SiloMember Other)[] pairs, CancellationToken cancellationToken)
    {
        foreach ((SiloMember one, SiloMember other) in pairs)
        {
            cluster.Cut(one, other);
        }

        await Task.Delay(LongestCut, cancellationToken);
        string died = string.Concat(cluster.Silos.Where(silo => silo.Process.HasExited).Select(silo => $", {silo.Name} gave way"));
        cluster.Heal();
        return died + await OutcomeAsync(cluster.Silos, cancellationToken);
    }

    /// <summary>A silo that was declared dead ends itself when it learns of it, and is started again as a supervisor does; one that was not goes on.</summary>
    private async Task<string> OutcomeAsync(SiloMember[] silos, CancellationToken cancellationToken)
    {
        string outcome = "";
        long startedAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Look);
        do
        {
            foreach (SiloMember silo in silos.Where(silo => silo.Process.HasExited))
            {
                outcome += $", {silo.Name} ended {TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds:0.0} s after";
                await silo.RestartAsync();
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
        while (TimeProvider.System.GetElapsedTime(startedAt) < Waking && !await cluster.IsWholeAsync());
        return outcome;
    }

    private async Task<SiloMember> HolderAsync()
    {
        SiloMember? holder = null;
        await cluster.UntilAsync("a silo holds the market", TimeSpan.FromSeconds(60), async () => (holder = await cluster.HolderAsync()) is not null);
        return holder!;
    }

    private T Any<T>(IEnumerable<T> of)
    {
        T[] all = [.. of];
        return all[random.Next(all.Length)];
    }
}
