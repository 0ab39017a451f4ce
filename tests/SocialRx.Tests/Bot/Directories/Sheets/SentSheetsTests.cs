using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Directories.Sheets;

public sealed class SentSheetsTests
{
    private const string Programme = "fernbridge";

    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_said_beforehand_is_what_the_reading_does_also_where_a_curator_changed_something(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new FakeTimeProvider(Now);
        var sheets = new SentSheets(test.Database, new DirectoryOptions(), clock, TestDatabase.CountingIds());
        await sheets.TakeInAsync(await SendAsync(test, "first", "Id,Name,Organisation\n1,Chess,Mill\n2,Band,Mill\n3,Boxing,Mill\n", clock.GetUtcNow()), Stop);
        await test.Database.WriteAsync(connection => { ListingEdits.Save(connection, "clubs.1", null, listing => listing with { Name = "Chess for all" }, "rang", new StaffAction("e", "ana", "curator", Now)); });
        clock.Advance(TimeSpan.FromHours(1));

        var upload = await SendAsync(test, "second", "Id,Name,Organisation\n1,Chess,Mill\n2,Brass band,Mill\n4,Drama,Mill\n4,Drama twice,Mill\n", clock.GetUtcNow());
        var findings = await sheets.LookThroughAsync(upload, Stop);
        var runId = await sheets.TakeInAsync(upload, Stop);

        Assert.Equal((new ListingChanges(Added: 1, Changed: 1, Dated: 1, Unchanged: 0, Removed: 1), 1), (findings.Changes, findings.LeftOut));
        var run = await test.Database.ReadAsync(connection => SocialRx.Storage.Staff.ImportReports.Find(connection, runId));
        Assert.Equal((3, 0, 1, 1), (run!.Imported, run.Unchanged, run.Removed, run.LeftOut));
        Assert.Equal("Chess for all", (await Listings.FindAsync(test.Database, "clubs.1"))!.Name);
        Assert.Equal("table", (await test.Database.ReadAsync(connection => SourceReadings.Find(connection, "clubs")))!.Kind);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_large_one_comes_back_as_it_was_a_sender_has_one_and_it_is_taken_in_once(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await SendAsync(test, "old", "Name\nOld\n", Now);
        var text = "Name\n" + new string('x', 1_000_000);
        var upload = await SendAsync(test, "new", text, Now);
        using var back = new MemoryStream();
        await SheetUploads.CopyAsync(test.Database, "new", back, Stop);

        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(back.ToArray()));
        Assert.Equal("new", (await test.Database.ReadAsync(connection => SheetUploads.Of(connection, Programme, "ana")))!.UploadId);
        Assert.Null(await test.Database.ReadAsync(connection => SheetUploads.Of(connection, Programme, "ben")));
        Assert.True(await test.Database.WriteAsync(connection => SheetUploads.Claim(connection, upload, Now)));
        Assert.False(await test.Database.WriteAsync(connection => SheetUploads.Claim(connection, upload, Now.AddMinutes(1))));
        Assert.True(await test.Database.WriteAsync(connection => SheetUploads.Claim(connection, upload, Now.AddHours(2))));

        Assert.Equal(0, await test.Database.WriteAsync(connection => SheetUploads.Purge(connection, Now, 5)));
        Assert.Equal(1, await test.Database.WriteAsync(connection => SheetUploads.Purge(connection, Now.AddSeconds(1), 5)));
        Assert.Equal(0, await test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from sheet_upload_part")));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<SheetUpload> SendAsync(TestDatabase test, string id, string csv, DateTimeOffset at)
    {
        var upload = new SheetUpload { UploadId = id, ProgrammeId = Programme, SourceId = "clubs", FileName = "clubs.csv", SentBy = "ana", SentAt = at };
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        await SheetUploads.KeepAsync(test.Database, upload, content, Stop);
        return upload;
    }
}
