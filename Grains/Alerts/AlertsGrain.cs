using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Alerts.Webhooks;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Alerts.Webhooks;
using TradingAnalytics.Grains.Publishing;

namespace TradingAnalytics.Grains.Alerts;

/// <inheritdoc cref="IAlertsGrain"/>
public sealed partial class AlertsGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<AlertsState> state,
    LivePublisher publisher,
    WebhookDelivery webhooks,
    IOptions<AlertOptions> options,
    TimeProvider time,
    ILogger<AlertsGrain> logger) : Grain, IAlertsGrain
{
    private const int SecretBytes = 32;

    private readonly SemaphoreSlim _saving = new(1);
    private readonly CancellationTokenSource _ending = new();
    private AlertFile _file = null!;
    private LiveTable _table = null!;
    private IAsyncStream<LiveUpdate> _stream = null!;

    private string Owner => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _file = new AlertFile(state.State, options.Value);
        _stream = LivePublisher.StreamOf(this, new TableId(TableKind.Alerts, default) { User = Owner });
        if (state.RecordExists)
        {
            await BeginTableAsync();
        }
        else
        {
            _table = new LiveTable(AlertTable.Schema, Epochs.After(0, time));
            Publish();
        }

        foreach (AlertRecord record in state.State.Outbox)
        {
            _ = DeliverAsync(record);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _ending.CancelAsync();

    public Task<AlertStanding[]> List() => Task.FromResult<AlertStanding[]>([.. state.State.Rules.OrderBy(standing => standing.Rule.Id)]);

    public async Task<AlertChange> Put(AlertRule rule)
    {
        AlertStanding? before = _file.Find(rule.Id);
        if (rule.Id != 0 && before is null)
        {
            return new AlertChange(AlertChangeResult.Unknown, null);
        }

        if (!options.Value.AllowPrivateWebhooks && WebhookAddress.TryRead(rule.Webhook, out Uri? webhook, out _) && WebhookAddress.IsClosed(webhook))
        {
            return new AlertChange(AlertChangeResult.WebhookRefused, null);
        }

        if (_file.Draft(rule with { Owner = Owner }) is not { } after)
        {
            return new AlertChange(AlertChangeResult.TooMany, null);
        }

        // At work first, then stored: a crash between leaves a rule armed whose firings nobody knows, which is harmless; the other way round one would be listed that sleeps.
        AlertActor actor = AlertActor.Of(after.Rule.Metric.Table);
        if (!await actor.ArmAsync(GrainFactory, Owner, _file.ArmedAt(actor, after)))
        {
            return new AlertChange(AlertChangeResult.Crowded, null);
        }

        _file.Put(after);
        await SaveAsync();
        Publish();
        if (before is not null && AlertActor.Of(before.Rule.Metric.Table) is var former && former != actor)
        {
            await RearmAsync(former);
        }

        return new AlertChange(AlertChangeResult.Stored, after);
    }

    public async Task<bool> Remove(int id)
    {
        if (_file.Find(id) is not { } standing)
        {
            return false;
        }

        _file.Remove(id);
        await BeginTableAsync();
        await RearmAsync(AlertActor.Of(standing.Rule.Metric.Table));
        return true;
    }

    public async Task Take(AlertFiring[] firings)
    {
        var rearm = new HashSet<AlertActor>();
        foreach (AlertFiring firing in firings)
        {
            AlertRecord? record = _file.Take(in firing);
            if (record is not null && _file.Post(record, time.GetUtcNow()))
            {
                _ = DeliverAsync(record);
            }

            if (_file.Find(firing.Rule) is { State: not AlertState.Armed } over)
            {
                rearm.Add(AlertActor.Of(over.Rule.Metric.Table));
            }
        }

        await SaveAsync();
        Publish();
        foreach (AlertActor actor in rearm)
        {
            // Not waited for: it is the actor that waits here.
            _ = RearmAsync(actor);
        }
    }

    public Task<AlertRecord[]> History(int limit) => Task.FromResult<AlertRecord[]>([.. Enumerable.Reverse(state.State.History).Take(limit)]);

    public Task<AlertLetter[]> Letters() => Task.FromResult<AlertLetter[]>([.. Enumerable.Reverse(state.State.Letters)]);

    public async Task<string> NewSecret()
    {
        state.State.Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        await SaveAsync();
        return state.State.Secret;
    }

    public Task<LiveUpdate> Table() => Task.FromResult(_table.Snapshot());

    /// <summary>Rows never leave a table, so it begins anew, under a new epoch, when one has to.</summary>
    private async Task BeginTableAsync()
    {
        state.State.Epoch = Epochs.After(state.State.Epoch, time);
        await SaveAsync();
        _table = new LiveTable(AlertTable.Schema, state.State.Epoch);
        Publish();
    }

    private void Publish()
    {
        _file.Publish(_table);
        if (_table.Commit() is { } update)
        {
            _ = publisher.PublishAsync(_stream, update);
        }
    }

    /// <summary>The actor keeps watching rules it need not when this fails; what they tell is not counted.</summary>
    private async Task RearmAsync(AlertActor actor)
    {
        try
        {
            await actor.ArmAsync(GrainFactory, Owner, _file.ArmedAt(actor));
        }
        catch (Exception failure)
        {
            LogNotRearmed(failure, actor.Key);
        }
    }

    private async Task DeliverAsync(AlertRecord record)
    {
        try
        {
            string? fault = await webhooks.DeliverAsync(record, state.State.Secret, _ending.Token);
            if (fault is null)
            {
                _file.Delivered(record);
            }
            else
            {
                _file.GiveUp(record, time.GetUtcNow(), fault);
            }

            await SaveAsync();
            Publish();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // It stays in the outbox, and the next activation takes it up.
        }
        catch (Exception failure)
        {
            LogNotSettled(failure, record.Number);
        }
    }

    private async Task SaveAsync()
    {
        await _saving.WaitAsync();
        try
        {
            await state.WriteStateAsync();
        }
        finally
        {
            _saving.Release();
        }
    }

    [LoggerMessage(3042, LogLevel.Warning, "The alert rules at {Actor} could not be brought up to date")]
    private partial void LogNotRearmed(Exception exception, string actor);

    [LoggerMessage(3043, LogLevel.Warning, "Whether alert {Number} was delivered could not be stored; it may be delivered again")]
    private partial void LogNotSettled(Exception exception, long number);
}
