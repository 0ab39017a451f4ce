using SocialRx.Domain.CoDesign;
using SocialRx.Storage.CoDesign;
using SocialRx.TestKit;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Storage.CoDesign;

public sealed class ConsultationShelfOnSqliteTests() : ConsultationShelfTests("sqlite");

public sealed class ConsultationShelfOnPostgresTests() : ConsultationShelfTests("postgres");

public abstract class ConsultationShelfTests(string dialect) : IAsyncLifetime
{
    private const string Programme = "fernbridge";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);
    private static readonly Consultation First = Some.EveryKind;

    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_one_wrote_is_asked_once_another_has_opened_it()
    {
        Assert.True(await KeepAsync(First, 0, "ana"));
        Assert.Empty((await OpenedAsync()).All);

        var own = Assert.IsType<OpeningOutcome.Refused>(await OpenAsync(1, "ana"));
        Assert.Contains("somebody else", Assert.Single(own.Because), StringComparison.Ordinal);
        Assert.IsType<OpeningOutcome.Opened>(await OpenAsync(1, "ben"));

        var asked = Assert.Single((await OpenedAsync()).All);
        Assert.Equal(ConsultationText.Write(First), ConsultationText.Write(asked));
        Assert.Equal(1, asked.Version);
        var version = Assert.Single(await VersionsAsync());
        Assert.Equal(("ana", "ben"), (version.MadeBy, version.OpenedBy));
    }

    [Fact]
    public async Task Until_the_next_version_is_opened_the_one_before_is_asked()
    {
        await KeepAsync(First, 0, "ana");
        await OpenAsync(1, "ben");

        Assert.True(await KeepAsync(First with { Title = "Other words" }, 1, "ana"));

        Assert.Equal(First.Title, Assert.Single((await OpenedAsync()).All).Title);
        Assert.IsType<OpeningOutcome.Opened>(await OpenAsync(2, "ben"));
        Assert.Equal("Other words", Assert.Single((await OpenedAsync()).All).Title);
        Assert.Equal([2, 1], (await VersionsAsync()).Select(version => version.Version));
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_the_second_is_told_and_nobody_opens_what_they_have_not_read()
    {
        await KeepAsync(First, 0, "ana");
        Assert.True(await KeepAsync(First with { Title = "Ana's" }, 1, "ana"));
        Assert.False(await KeepAsync(First with { Title = "Ben's" }, 1, "ben"));
        Assert.False(await KeepAsync(First, 0, "ben"));

        Assert.IsType<OpeningOutcome.Refused>(await OpenAsync(1, "cem"));
        Assert.IsType<OpeningOutcome.NotThere>(await OpenAsync(1, "cem", "nowhere"));
        Assert.Empty((await OpenedAsync()).All);
    }

    [Fact]
    public async Task A_question_keeps_its_answers_in_other_words_and_not_with_other_options()
    {
        await KeepAsync(First, 0, "ana");
        await OpenAsync(1, "ben");
        await KeepAsync(With(new ConsultationQuestion.Choice("when", "At what time is least on?", [new("holidays", "Holidays"), new("evenings", "At night"), new("weekends", "Weekends")])), 1, "ana");
        Assert.IsType<OpeningOutcome.Opened>(await OpenAsync(2, "ben"));

        await KeepAsync(With(), 2, "ana");
        Assert.IsType<OpeningOutcome.Opened>(await OpenAsync(3, "ben"));
        await KeepAsync(With(new ConsultationQuestion.Choice("when", "At what time is least on?", [new("mornings", "Mornings"), new("evenings", "At night")])), 3, "ana");

        var refused = Assert.IsType<OpeningOutcome.Refused>(await OpenAsync(4, "ben"));
        Assert.Contains("\"when\" has other options now", Assert.Single(refused.Because), StringComparison.Ordinal);
        Assert.Contains("an id of its own", refused.Because[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_approved_beside_other_English_words_is_not_asked_until_it_is_approved_again()
    {
        var asked = Some.InPolish with { Id = First.Id };
        var reworded = asked with { Questions = [asked.Questions[0] with { Words = "When is least on?" }, .. asked.Questions.Skip(1)] };
        await KeepAsync(asked, 0, "ana");
        await OpenAsync(1, "ben");
        await KeepAsync(reworded, 1, "ana");

        var refused = Assert.IsType<OpeningOutcome.Refused>(await OpenAsync(2, "ben"));
        Assert.Contains("Question 1: its words in Polish were approved for other English words", Assert.Single(refused.Because), StringComparison.Ordinal);
        Assert.IsType<ImportOutcome.Refused>(await ImportAsync(reworded));
        await KeepAsync(Some.ApprovedOn(reworded, new(2026, 11, 22)), 2, "ana");

        Assert.IsType<OpeningOutcome.Opened>(await OpenAsync(3, "ben"));
        Assert.Equal(["pl"], Assert.Single((await OpenedAsync()).All).Offered());
    }

    [Fact]
    public async Task What_is_withdrawn_stays_to_be_read_with_its_reason_and_is_not_opened_again()
    {
        await KeepAsync(First, 0, "ana");
        Assert.False(await WithdrawAsync());
        await OpenAsync(1, "ben");

        Assert.True(await WithdrawAsync());

        Assert.Equal("nobody could act on it", Assert.Single((await OpenedAsync()).All).WithdrawnBecause);
        Assert.Empty((await OpenedAsync()).OpenTo(null, null, Now));
        Assert.False(await WithdrawAsync());
        await KeepAsync(First with { Title = "Once more" }, 1, "ana");
        Assert.IsType<OpeningOutcome.Refused>(await OpenAsync(2, "ben"));
    }

    [Fact]
    public async Task A_file_is_taken_over_when_it_says_something_new_and_opens_what_may_be_asked()
    {
        Assert.IsType<ImportOutcome.Taken>(await ImportAsync(First));
        Assert.IsType<ImportOutcome.Unchanged>(await ImportAsync(First));
        Assert.IsType<ImportOutcome.Taken>(await ImportAsync(First with { Title = "Other words" }));
        Assert.IsType<ImportOutcome.Kept>(await ImportAsync(First with { Title = "Infrastructural considerations" }, mayBeAsked: false));
        Assert.IsType<ImportOutcome.Refused>(await ImportAsync(With(new ConsultationQuestion.FreeText("when", "When?"))));

        Assert.Equal("Other words", Assert.Single((await OpenedAsync()).All).Title);
        Assert.Equal([3, 2, 1], (await VersionsAsync()).Select(version => version.Version));
        await WithdrawAsync();
        await ImportAsync(First with { Title = "After the end" });
        Assert.NotNull(Assert.Single((await OpenedAsync()).All).WithdrawnBecause);
    }

    [Fact]
    public async Task Two_processes_that_start_with_the_same_file_take_it_over_once()
    {
        await using var other = await SocialRx.Storage.Database.OpenAsync(_test.Options, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

        await Task.WhenAll(ImportAsync(First), other.WriteAsync(connection => ConsultationShelf.Import(connection, Programme, First, true, Now), TestContext.Current.CancellationToken));

        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task The_revision_grows_with_every_change_and_belongs_to_one_programme()
    {
        var before = await RevisionAsync();
        foreach (var change in new Func<Task>[] { () => KeepAsync(First, 0, "ana"), () => OpenAsync(1, "ben"), () => KeepAsync(First, 1, "ana"), WithdrawAsync })
        {
            await change();
            var after = await RevisionAsync();
            Assert.True(after > before);
            Assert.Equal(after, (await OpenedAsync()).Revision);
            before = after;
        }

        Assert.Equal(0, await _test.Database.ReadAsync(connection => ConsultationShelf.Revision(connection, "elsewhere"), TestContext.Current.CancellationToken));
        Assert.Empty((await _test.Database.ReadAsync(connection => ConsultationShelf.Opened(connection, "elsewhere"), TestContext.Current.CancellationToken)).All);
    }

    private static Consultation With(params ConsultationQuestion[] questions) =>
        First with { Questions = [.. questions, .. First.Questions.Where(question => question.Id != "when")] };

    private Task<bool> KeepAsync(Consultation consultation, int basedOn, string by) =>
        _test.Database.WriteAsync(connection => ConsultationShelf.Keep(connection, Programme, consultation, basedOn, by, Now));

    private Task<OpeningOutcome> OpenAsync(int version, string by, string id = "fair-share") =>
        _test.Database.WriteAsync(connection => ConsultationShelf.Open(connection, Programme, id, version, by, Now));

    private Task<bool> WithdrawAsync() =>
        _test.Database.WriteAsync(connection => ConsultationShelf.Withdraw(connection, Programme, First.Id, "nobody could act on it", "ben", Now));

    private Task<ImportOutcome> ImportAsync(Consultation consultation, bool mayBeAsked = true) =>
        _test.Database.WriteAsync(connection => ConsultationShelf.Import(connection, Programme, consultation, mayBeAsked, Now));

    private Task<Consultations> OpenedAsync() => _test.Database.ReadAsync(connection => ConsultationShelf.Opened(connection, Programme));

    private Task<IReadOnlyList<ConsultationVersion>> VersionsAsync() => _test.Database.ReadAsync(connection => ConsultationShelf.Versions(connection, Programme, First.Id));

    private Task<long> RevisionAsync() => _test.Database.ReadAsync(connection => ConsultationShelf.Revision(connection, Programme));
}
