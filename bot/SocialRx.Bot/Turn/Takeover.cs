using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Turn;

/// <summary>
/// Takes over what stopped processes left: activities without a turn, replies not sent. A process that is only cut off from the database for a
/// moment keeps what it has.
/// </summary>
internal sealed partial class Takeover(
    Database database,
    Peers peers,
    DirectLineTurns turns,
    SentReplies sent,
    OutboxSweeper sweeper,
    TimeProvider clock,
    ILogger<Takeover> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, long> _missingSince = [];

    /// <summary>Before anything new is taken on, what the process before this one left is.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await sent.WriteAsync(cancellationToken);
            await database.WriteAsync(connection => Held.LetGo(connection, peers.Me), cancellationToken);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
        {
            // The others find it when they notice that this process is gone.
        }
    }

    /// <summary>Looks once; returns how many activities were taken over.</summary>
    internal async Task<int> LookAsync(CancellationToken stop)
    {
        var (holders, living) = await database.ReadAsync(connection => (Held.Holders(connection), peers.Living(connection)), stop);
        var taken = 0;
        foreach (var gone in Gone(holders, living))
            taken += await TakeAsync(gone, stop);
        return taken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (peers.HasOthers && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                LogStorage(log, trouble.Message);
            }
        }
    }

    private List<int> Gone(IReadOnlyList<int> holders, IReadOnlyList<long> living)
    {
        var missing = holders.Where(holder => holder != peers.Me && !living.Contains(holder)).ToList();
        foreach (var back in _missingSince.Keys.Except(missing).ToList())
            _missingSince.Remove(back);
        foreach (var holder in missing)
            _missingSince.TryAdd(holder, clock.GetTimestamp());
        return missing.FindAll(holder => !peers.HasOthers || holder == Held.ByNobody || clock.GetElapsedTime(_missingSince[holder]) >= Grace);
    }

    private async Task<int> TakeAsync(int from, CancellationToken stop)
    {
        var left = await TakeOverAsync(from, stop);
        await turns.ResumeAsync(left);
        sweeper.Wake();
        return left.Count;
    }

    // What was turned meanwhile is not turned again, so it does no harm to begin with all that is pending here.
    private async Task<IReadOnlyList<PendingActivity>> TakeOverAsync(int from, CancellationToken stop)
    {
        try
        {
            return await database.WriteAsync(connection => Held.TakeOver(connection, from, peers.Me), stop);
        }
        catch (UnconfirmedWriteException)
        {
            return await database.WriteAsync(connection => Held.TakeOver(connection, peers.Me, peers.Me), stop);
        }
    }

    [LoggerMessage(EventId = 1040, Level = LogLevel.Error, Message = "What stopped processes left cannot be looked up: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
