using System.Collections.Concurrent;
using SocialRx.Bot.Staff;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>
/// One look at what people have to be told of: concerns that nobody has acknowledged in time come to the next step, deliveries are made for what is new, and those whose time has come are
/// sent. What was done is in the database, so any number of rounds may run at once, and a crash at any point leaves the rest to the next. A delivery that was sent when the process ended before
/// it could be noted is sent again, under the same id.
/// </summary>
internal sealed partial class ConcernRound(
    Database database,
    ProgrammeOptions programme,
    SafeguardingOptions safeguarding,
    StaffOptions staff,
    IEnumerable<IDeliveryChannel> channels,
    NewId newId,
    TimeProvider clock,
    ILogger<ConcernRound> log)
{
    private const int AtATime = 200;

    /// <summary>After so many tries it is trouble for the operator to know of.</summary>
    private const int TriesUntilTrouble = 3;

    /// <summary>For one try, all included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Longer than a try: who took a delivery and has not said how it went by then is dead.</summary>
    private static readonly TimeSpan Taken = TimeSpan.FromSeconds(30);

    /// <summary>While a release or a configuration is being rolled out, another process may know a recipient that this one does not.</summary>
    private static readonly TimeSpan UnknownFor = TimeSpan.FromHours(1);

    private static readonly SafeguardingRoute[] Routes = [SafeguardingRoute.Red, SafeguardingRoute.Amber, SafeguardingRoute.ThirdParty];

    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private int _hasLookedAtAll;

    private DeliveryOptions Options => safeguarding.Deliveries;

    /// <summary>Returns how many deliveries were tried. A recipient that another round of this process is sending to is left to it.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await EscalateAsync(stop);
        if (Options.Recipients.Count > 0)
            await SpreadAsync(stop);
        var due = await database.ReadAsync(connection => ConcernDeliveries.Due(connection, programme.Id, clock.GetUtcNow(), AtATime), stop);
        var tried = await Task.WhenAll(due.GroupBy(delivery => delivery.Recipient).Select(group => SendAsync(group.Key, group, stop)));
        return tried.Sum();
    }

    private async Task EscalateAsync(CancellationToken stop)
    {
        foreach (var route in Routes)
        {
            await EscalateAsync(route, EscalationStep.Second, stop);
            await EscalateAsync(route, EscalationStep.All, stop);
        }
    }

    /// <summary>Of one route and step whoever waits longer comes first: the first whose time has not come ends it.</summary>
    private async Task EscalateAsync(SafeguardingRoute route, EscalationStep to, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var waiting = await database.ReadAsync(connection => ConcernDeliveries.At(connection, programme.Id, route, to - 1, AtATime), stop);
        foreach (var concern in waiting.TakeWhile(concern => safeguarding.EscalatesAt(route, to, concern.Since) <= now))
        {
            var by = new StaffAction(newId(), "schedule", "service", now);
            if (await database.WriteAsync(connection => ConcernDeliveries.Escalate(connection, programme.Id, concern, to, by), stop))
                LogEscalated(log, concern.Id, route.Stored(), to);
        }
    }

    private async Task SpreadAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _hasLookedAtAll, 1) == 0)
            await database.WriteAsync(connection => ConcernDeliveries.SpreadAgain(connection, programme.Id), stop);
        var concerns = await database.ReadAsync(connection => ConcernDeliveries.Unspread(connection, programme.Id, AtATime), stop);
        foreach (var concern in concerns)
        {
            var deliveries = Made(concern.Escalation).ToList();
            await database.WriteAsync(connection => ConcernDeliveries.Spread(connection, programme.Id, concern, deliveries, clock.GetUtcNow()), stop);
        }
    }

    /// <summary>For every step up to this one: the service may not have run when an earlier one came.</summary>
    private IEnumerable<NewDelivery> Made(EscalationStep upTo) =>
        from step in Enum.GetValues<EscalationStep>()
        where step <= upTo
        from recipient in Options.ToldAt(step)
        select new NewDelivery(newId(), step, recipient.Id, recipient.Channel);

    private async Task<int> SendAsync(string recipient, IEnumerable<DueDelivery> due, CancellationToken stop)
    {
        if (!_busy.TryAdd(recipient, true))
            return 0;
        try
        {
            var tried = 0;
            foreach (var delivery in due)
            {
                tried++;
                // What stopped one will stop the rest; they are tried in the next round.
                if (!await SendAsync(delivery, stop))
                    break;
            }

            return tried;
        }
        finally
        {
            _busy.TryRemove(recipient, out _);
        }
    }

    /// <summary>False when it failed.</summary>
    private async Task<bool> SendAsync(DueDelivery delivery, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (Options.Find(delivery.Recipient) is not { } to || to.Channel != delivery.Channel)
        {
            if (delivery.MadeAt + UnknownFor <= now)
                await database.WriteAsync(connection => ConcernDeliveries.Stop(connection, delivery.Id, "no longer in the configuration"), stop);
            return true;
        }

        var concern = await database.WriteAsync(connection => ConcernDeliveries.Take(connection, delivery.Id, now, now + Taken) ? Concerns.Find(connection, programme.Id, delivery.ConcernId) : null, stop);
        if (concern is null)
            return true;
        var outcome = await TryAsync(to, ConcernNotice.Of(delivery, concern, staff.DashboardAddress, now), stop);
        await NoteAsync(delivery, outcome, stop);
        return outcome is Delivery.Done;
    }

    private async Task<Delivery> TryAsync(Recipient to, ConcernNotice notice, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await channels.First(channel => channel.Name == to.Channel).SendAsync(to, notice, either.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return new Delivery.NotYet("it did not answer in time");
        }
#pragma warning disable CA1031 // Whatever goes wrong with one way must not keep others from being told, and is seen as a failing delivery.
        catch (Exception failure) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Delivery.NotYet($"it failed with {failure.GetType().Name}");
        }
    }

    private async Task NoteAsync(DueDelivery delivery, Delivery outcome, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (outcome is Delivery.NotYet { Why: var why })
        {
            var tries = delivery.Tries + 1;
            await database.WriteAsync(connection => ConcernDeliveries.Failed(connection, delivery.Id, why, now + DeliveryOptions.PauseAfter(tries)), stop);
            LogFailed(log, tries < TriesUntilTrouble ? LogLevel.Warning : LogLevel.Error, delivery.ConcernId, delivery.Recipient, delivery.Channel, tries, why);
        }
        else
        {
            await database.WriteAsync(connection => ConcernDeliveries.Delivered(connection, delivery.Id, now), stop);
            LogDelivered(log, delivery.ConcernId, delivery.Recipient, delivery.Channel);
        }
    }

    [LoggerMessage(EventId = 1320, Level = LogLevel.Information, Message = "Concern {ConcernId} was told to {Recipient} by {Channel}")]
    private static partial void LogDelivered(ILogger log, string concernId, string recipient, string channel);

    [LoggerMessage(EventId = 1321, Message = "Concern {ConcernId} could not be told to {Recipient} by {Channel}, try {Try}: {Why}; it is tried again")]
    private static partial void LogFailed(ILogger log, LogLevel level, string concernId, string recipient, string channel, int @try, string why);

    [LoggerMessage(EventId = 1322, Level = LogLevel.Error, Message = "Nobody has acknowledged concern {ConcernId} ({Route}) in time: it comes to step {Step}")]
    private static partial void LogEscalated(ILogger log, string concernId, string route, EscalationStep step);
}
