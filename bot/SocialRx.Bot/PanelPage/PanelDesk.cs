using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Bot.PanelPage;

/// <summary>What a member does on their page: the same as in the chat, each in one commit. What may be about somebody's safety becomes a concern in it and goes no further.</summary>
internal sealed class PanelDesk(Database database, ConsultationBook book, NewId newId, ConcernBell bell, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public PanelPass NewVisit() => PanelPass.From(newId(), newId());

    public Task<PanelSheet?> ReadAsync(TurnIdentity who, CancellationToken stop) => database.ReadAsync(connection => PanelSheet.Read(connection, who, book.Current, Now), stop);

    /// <summary>Whether the member can do this with the item now.</summary>
    public Task<PanelTask?> TaskAsync(TurnIdentity who, string? itemId, CancellationToken stop) => database.ReadAsync(
        connection => PanelVotes.SeatOf(connection, who) is { } seat ? PanelVotes.Waiting(connection, who.ProgrammeId, seat, Now).FirstOrDefault(task => task.Item.Id == itemId) : null,
        stop);

    public Task<PanelSaying> WeighAsync(TurnIdentity who, string itemId, int number, EvidenceWeight weight, string why, CancellationToken stop) =>
        SayAsync(who, why, (connection, redacted) => PanelWeights.Weigh(connection, who, itemId, number, weight, Note(redacted), Now), stop);

    /// <param name="why">What others may read beside it; empty: nothing.</param>
    public Task<PanelSaying> VoteAsync(TurnIdentity who, string itemId, IReadOnlyList<string> choices, string why, CancellationToken stop) =>
        SayAsync(
            who,
            why,
            (connection, redacted) =>
            {
                PanelVotes.Vote(connection, who, itemId, choices, Now);
                if (Note(redacted) is { } note)
                    PanelVotes.Note(connection, who, itemId, note, Now);
            },
            stop);

    public Task<PanelSaying> ReviewAsync(TurnIdentity who, string itemId, bool isFine, string wants, CancellationToken stop) =>
        SayAsync(who, wants, (connection, redacted) => PanelVotes.Review(connection, who, itemId, isFine, redacted, Now), stop);

    public Task ShowAsync(TurnIdentity who, string itemId, CancellationToken stop) => database.WriteAsync(connection => PanelVotes.Show(connection, who, itemId, Now), stop);

    public Task CloseAsync(TurnIdentity who, string itemId, CancellationToken stop) => database.WriteAsync(connection => PanelVotes.Close(connection, who, itemId, Now), stop);

    /// <summary>Reads what was written before it is kept; what others may read of it comes back.</summary>
    public async Task<PanelSaying> ReadFirstAsync(TurnIdentity who, string words, CancellationToken stop) =>
        await SayAsync(who, words, (_, _) => { }, stop);

    private async Task<PanelSaying> SayAsync(TurnIdentity who, string words, Action<Connection, string?> keep, CancellationToken stop)
    {
        var concern = Concern(words);
        var redacted = words.Length == 0 || concern is not null ? null : Redactor.Redact(words).Text;
        await database.WriteAsync(
            connection =>
            {
                if (concern is not null)
                    Concerns.RaiseOrJoin(connection, who, concern, Now);
                keep(connection, redacted);
            },
            stop);
        if (concern is not null)
            bell.Ring();
        return new(concern is not null, redacted ?? "");
    }

    private NewConcern? Concern(string words)
    {
        var signals = RiskSignals.Read(words);
        return signals.Route == SafeguardingRoute.None ? null : new(newId(), signals.Route, signals.Categories, signals.PatternIds, words);
    }

    private NewNote? Note(string? redacted) => redacted is null ? null : new(newId(), redacted);
}

/// <param name="IsWorrying">It became a concern, and nobody else reads it.</param>
/// <param name="Redacted">As others would read it; empty when there is nothing to read.</param>
internal sealed record PanelSaying(bool IsWorrying, string Redacted);
