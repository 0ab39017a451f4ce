using System.Collections.Concurrent;
using System.Threading.Channels;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Turn;

/// <summary>
/// Which replies have been sent: known at once in this process, written down a moment later together with those of other turns. A process that
/// ends in between leaves them to be sent again, under the ids they have.
/// </summary>
internal sealed partial class SentReplies(Database database, TimeProvider clock, ILogger<SentReplies> log) : BackgroundService
{
    private const long None = -1;

    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _upTo = new(StringComparer.Ordinal);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>All replies of the conversation up to this one have been sent.</summary>
    public void Note(string conversationId, long upTo)
    {
        _upTo.AddOrUpdate(conversationId, upTo, (_, before) => Math.Max(before, upTo));
        _news.Writer.TryWrite(true);
    }

    /// <summary>
    /// The last reply of the conversation that has been sent without being written down. Asked before the database is: what it still holds then and
    /// comes later than this has not been sent.
    /// </summary>
    public long UpTo(string conversationId) => _upTo.GetValueOrDefault(conversationId, None);

    /// <summary>Writes down what has been noted so far.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken = default)
    {
        var sent = _upTo.ToArray();
        if (sent.Length == 0)
            return;
        await database.WriteAsync(connection => Outbox.Sent(connection, sent), cancellationToken);
        foreach (var written in sent)
            _upTo.TryRemove(written);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _news.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Together, clock, stoppingToken);
            _news.Reader.TryRead(out _);
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                LogStorage(log, trouble.Message);
                _news.Writer.TryWrite(true);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(EventId = 1024, Level = LogLevel.Error, Message = "Which replies were sent cannot be written down: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
