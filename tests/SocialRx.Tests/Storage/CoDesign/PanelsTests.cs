using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class PanelsOnSqliteTests() : PanelsTests("sqlite");

public sealed class PanelsOnPostgresTests() : PanelsTests("postgres");

public abstract class PanelsTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Closes = new(2026, 12, 10);
    private static readonly StaffAction Facilitator = new("a", "facilitator", "facilitator", Now);
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(dialect);
        await WriteAsync(connection => Panels.Make(connection, Programme, "panel", "Fernbridge Young Voices", 2, Facilitator));
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_code_seats_one_person_once_and_only_while_it_is_good()
    {
        await InviteAsync("first");
        await InviteAsync("late");
        await JoinAsync("ann", "first");
        await JoinAsync("bo", "first");
        await JoinAsync("cy", "late", Now.AddDays(Panels.InviteDays));
        await JoinAsync("di", "never given");

        Assert.Equal(1, (await SeatAsync("ann"))!.Number);
        Assert.Null(await SeatAsync("bo"));
        Assert.Null(await SeatAsync("cy"));
        Assert.Null(await SeatAsync("di"));
    }

    [Fact]
    public async Task What_the_panel_signs_off_is_published_at_that_moment_and_nobody_else_can()
    {
        await SeatsAsync("ann", "bo", "cy");
        await DraftAsync("f1");
        Assert.False(await WriteAsync(connection => Findings.Publish(connection, Programme, "f1", Facilitator with { Actor = "another" })));
        Assert.True(await PutAsync("i1", "f1"));
        Assert.False(await PutAsync("i2", "f1"));

        await VoteAsync("ann", "i1", PanelVotes.For);
        await VoteAsync("bo", "i1", PanelVotes.Against);
        Assert.Equal(FindingState.Draft, (await FindingAsync("f1")).State);
        await VoteAsync("cy", "i1", PanelVotes.For);

        Assert.Equal((FindingState.Published, "youth panel: Fernbridge Young Voices"), ((await FindingAsync("f1")).State, (await FindingAsync("f1")).PublishedBy));
        var item = await ItemAsync("i1");
        Assert.Equal((PanelItemState.SignedOff, 3, 3), (item.State, item.Voted, item.Members));
    }

    [Fact]
    public async Task Without_a_majority_it_stays_a_draft_and_may_be_put_again()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await PutAsync("i1", "f1");
        await VoteAsync("ann", "i1", PanelVotes.For);
        await VoteAsync("bo", "i1", PanelVotes.Against);

        Assert.Equal(PanelItemState.Returned, (await ItemAsync("i1")).State);
        Assert.Equal(FindingState.Draft, (await FindingAsync("f1")).State);
        Assert.True(await PutAsync("i2", "f1"));
    }

    [Fact]
    public async Task When_the_day_has_passed_a_quorum_decides_and_too_few_do_not()
    {
        await SeatsAsync("ann", "bo", "cy", "di");
        await DraftAsync("f1");
        await DraftAsync("f2");
        await PutAsync("i1", "f1");
        await PutAsync("i2", "f2");
        await VoteAsync("ann", "i1", PanelVotes.For);
        await VoteAsync("bo", "i1", PanelVotes.LeftOut);
        await VoteAsync("ann", "i2", PanelVotes.For);

        await WriteAsync(connection => PanelVotes.DecideOver(connection, Programme, Closes, Now));
        Assert.Equal(PanelItemState.Open, (await ItemAsync("i1")).State);
        await WriteAsync(connection => PanelVotes.DecideOver(connection, Programme, Closes.AddDays(1), Now));

        Assert.Equal(PanelItemState.SignedOff, (await ItemAsync("i1")).State);
        Assert.Equal(PanelItemState.NoQuorum, (await ItemAsync("i2")).State);
        await VoteAsync("bo", "i2", PanelVotes.For);
        Assert.Equal(PanelItemState.NoQuorum, (await ItemAsync("i2")).State);
    }

    [Fact]
    public async Task A_vote_may_be_changed_while_it_is_open_and_a_stranger_has_none()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await PutAsync("i1", "f1");
        await VoteAsync("ann", "i1", PanelVotes.Against);
        await VoteAsync("ann", "i1", PanelVotes.For);
        await VoteAsync("stranger", "i1", PanelVotes.For);

        Assert.Equal(PanelItemState.Open, (await ItemAsync("i1")).State);
        Assert.Equal(1, await ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from panel_vote")));
    }

    [Fact]
    public async Task A_note_is_read_once_somebody_has_released_it_and_never_while_members_still_vote()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await PutAsync("i1", "f1");
        await VoteAsync("ann", "i1", PanelVotes.Against);
        await NoteAsync("ann", "i1", "it leaves out the bus");
        Assert.False(await WriteAsync(connection => PanelVotes.DecideNote(connection, Programme, "panel", "note of ann", null, Facilitator)));
        await VoteAsync("bo", "i1", PanelVotes.For);

        Assert.Empty(await NotesAsync("released"));
        Assert.True(await WriteAsync(connection => PanelVotes.DecideNote(connection, Programme, "panel", "note of ann", null, Facilitator)));
        Assert.Equal("it leaves out the bus", Assert.Single(await NotesAsync("released")).Redacted);
    }

    [Fact]
    public async Task A_note_of_whoever_votes_last_is_kept_and_one_without_a_vote_against_it_is_not()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await PutAsync("i1", "f1");
        await VoteAsync("ann", "i1", PanelVotes.For);
        await NoteAsync("ann", "i1", "i am for it");
        await VoteAsync("bo", "i1", PanelVotes.Against);
        Assert.Equal(PanelItemState.Returned, (await ItemAsync("i1")).State);

        await NoteAsync("bo", "i1", "it leaves out the bus");
        await NoteAsync("stranger", "i1", "me too");

        Assert.Equal("it leaves out the bus", Assert.Single(await NotesAsync("waiting")).Redacted);
        await NoteAsync("bo", "i1", null);
        Assert.Empty(await NotesAsync("waiting"));
    }

    [Fact]
    public async Task What_matters_most_is_what_most_members_picked()
    {
        foreach (var id in new[] { "f1", "f2", "f3" })
        {
            await DraftAsync(id);
            await WriteAsync(connection => connection.Execute("update finding set state = 'published', published_at = made_at where id = @id", new { id }));
        }

        await SeatsAsync("ann", "bo");
        Assert.True(await WriteAsync(connection => Panels.PutPriorities(connection, Programme, "i1", "panel", Closes, Facilitator)));
        await VoteAsync("ann", "i1", "f3", "f2");
        await VoteAsync("bo", "i1", "f3");

        Assert.Equal(["f3", "f2", "f1"], await ReadAsync(connection => PanelVotes.Priorities(connection, Programme)));
    }

    [Fact]
    public async Task Results_are_closed_from_the_first_panel_until_one_signs_them_off_and_are_put_once()
    {
        await SeatsAsync("ann", "bo");
        Assert.True(await IsClosedAsync("after-school"));
        Assert.False(await PutResultsAsync("i0", panel: "another"));
        Assert.True(await PutResultsAsync("i1"));
        Assert.False(await PutResultsAsync("i2"));
        await VoteAsync("ann", "i1", PanelVotes.For);
        await VoteAsync("bo", "i1", PanelVotes.Against);
        Assert.Equal((PanelItemState.Returned, "after-school"), ((await ItemAsync("i1")).State, (await ItemAsync("i1")).ConsultationId));
        Assert.True(await IsClosedAsync("after-school"));

        Assert.True(await PutResultsAsync("i3"));
        await VoteAsync("ann", "i3", PanelVotes.For);
        await VoteAsync("bo", "i3", PanelVotes.LeftOut);

        Assert.False(await IsClosedAsync("after-school"));
        Assert.True(await IsClosedAsync("another"));
        Assert.False(await PutResultsAsync("i4"));
        await WriteAsync(connection => Panels.Close(connection, Programme, "panel", Now));
        Assert.False(await IsClosedAsync("another"));
    }

    [Fact]
    public async Task Who_took_part_is_known_by_number_and_whoever_deletes_their_data_leaves_only_votes_of_nobody()
    {
        await SeatsAsync("ann", "bo");
        await DraftAsync("f1");
        await PutAsync("i1", "f1");
        await VoteAsync("ann", "i1", PanelVotes.For);
        await WriteAsync(connection => PanelVotes.DecideOver(connection, Programme, Closes.AddDays(1), Now.AddDays(20)));

        Assert.Equal([(1, 1, 1), (2, 0, 1)], (await ReadAsync(connection => PanelVotes.Attendance(connection, Programme, "panel"))).Select(member => (member.Number, member.Voted, member.Items)));

        await WriteAsync(connection => PersonalRecord.Delete(connection, Who("ann")));
        await InviteAsync("again");
        await JoinAsync("di", "again");
        Assert.Equal([2, 3], (await ReadAsync(connection => PanelVotes.Attendance(connection, Programme, "panel"))).Select(member => member.Number));
        Assert.Equal(1, await ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from panel_vote")));
    }

    private static TurnIdentity Who(string key) => new(Programme, $"c/{key}", new PersonId(key));

    private Task<T> ReadAsync<T>(Func<Connection, T> read) => _test.Database.ReadAsync(read);

    private Task<T> WriteAsync<T>(Func<Connection, T> write) => _test.Database.WriteAsync(write);

    private Task WriteAsync(Action<Connection> write) => _test.Database.WriteAsync(write);

    private Task InviteAsync(string code) => WriteAsync(connection => Panels.Invite(connection, Programme, "panel", Receipt.From(code), PanelRole.Member, Now));

    private Task JoinAsync(string key, string code, DateTimeOffset? at = null) => WriteAsync(connection => Panels.Join(connection, Who(key), Receipt.From(code), $"member {key}", at ?? Now));

    private async Task SeatsAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await InviteAsync($"code of {key}");
            await JoinAsync(key, $"code of {key}");
        }
    }

    private Task<PanelSeat?> SeatAsync(string key) => ReadAsync(connection => PanelVotes.SeatOf(connection, Who(key)));

    private Task DraftAsync(string id) => WriteAsync(connection => Findings.Draft(connection, Programme, new Finding
    {
        Id = id,
        ConsultationId = "after-school",
        QuestionId = "when",
        RowId = "evenings",
        Words = "There is least to do in the evenings",
        Owner = "Fernbridge Council",
        AnswerBy = new(2026, 12, 24),
        State = FindingState.Draft,
        MadeBy = "first",
        MadeAt = Now,
    }));

    private Task<bool> PutAsync(string itemId, string findingId) => WriteAsync(connection => Panels.PutFinding(connection, Programme, itemId, "panel", findingId, Closes, Facilitator));

    private Task VoteAsync(string key, string itemId, params string[] choices) => WriteAsync(connection => PanelVotes.Vote(connection, Who(key), itemId, choices, Now));

    private Task NoteAsync(string key, string itemId, string? note) => WriteAsync(connection => PanelVotes.Note(connection, Who(key), itemId, note is null ? null : new NewNote($"note of {key}", note), Now));

    private Task<IReadOnlyList<PanelNote>> NotesAsync(string state) => ReadAsync(connection => PanelVotes.Notes(connection, Programme, state, ["i1"]));

    private Task<bool> PutResultsAsync(string itemId, string panel = "panel") =>
        WriteAsync(connection => Panels.PutResults(connection, Programme, itemId, panel, "after-school", Closes, Facilitator with { Now = Now.AddMinutes(itemId[1] - '0') }));

    private Task<bool> IsClosedAsync(string consultationId) => ReadAsync(connection => ResultsGate.Read(connection, Programme).IsClosed(consultationId));

    private async Task<Finding> FindingAsync(string id) => (await ReadAsync(connection => Findings.Find(connection, Programme, id)))!;

    private async Task<PanelItem> ItemAsync(string id) => (await ReadAsync(connection => Panels.Items(connection, Programme, "panel"))).Single(item => item.Id == id);
}
