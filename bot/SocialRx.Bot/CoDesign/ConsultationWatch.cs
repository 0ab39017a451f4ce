using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.CoDesign;

/// <summary>Looks every two seconds for one number that grows with every change of consultations, so that each process asks what is open now and no turn has to look.</summary>
internal sealed partial class ConsultationWatch(
    Database database,
    ProgrammeOptions programme,
    ConsultationBook book,
    IReadOnlyList<string> notOpened,
    TimeProvider clock,
    ILogger<ConsultationWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Turns the book to what is in the database.</summary>
    internal async Task LookAsync(CancellationToken stop)
    {
        if (await database.ReadAsync(connection => ConsultationShelf.Revision(connection, programme.Id), stop) > book.Current.Revision)
            book.Turn(await database.ReadAsync(connection => ConsultationShelf.Opened(connection, programme.Id), stop));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var id in notOpened)
            LogNotOpened(log, id);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is StorageException)
            {
                LogStorage(log, trouble.Message);
            }
        }
    }

    [LoggerMessage(EventId = 1061, Level = LogLevel.Warning, Message = "The consultation {Id} of Consultations:File is not open: some of its words are too hard or ask who somebody is. The page of it under /dashboard/consultations says which")]
    private static partial void LogNotOpened(ILogger log, string id);

    [LoggerMessage(EventId = 1062, Level = LogLevel.Error, Message = "Changes of consultations cannot be looked up: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
