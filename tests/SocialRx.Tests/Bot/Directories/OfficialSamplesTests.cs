using SocialRx.Bot.Directories;
using SocialRx.TestKit;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>The sample sets of the Open Referral UK validator where they are at hand; they are not part of the project, so these tests are skipped where they are missing.</summary>
public sealed class OfficialSamplesTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "directory", "oruk-validator-mocks", "OpenReferralApi", "Mocks");

    [Theory]
    [InlineData("Default", "service_list.json", 1, 0, "")]
    [InlineData("Default", "service_full.json", 1, 0, "location:mended")]
    [InlineData("Test", "service_list.json", 1, 127, "id:left-out page:noted")]
    [InlineData("Test", "service_full.json", 1, 0, "location:mended")]
    [InlineData("Warn", "service_list.json", 1, 0, "")]
    [InlineData("Warn", "service_full.json", 1, 0, "location:mended")]
    [InlineData("Fail", "service_list.json", 0, 4, "name:left-out")]
    [InlineData("Fail", "service_full.json", 1, 0, "email:mended location:mended url:mended")]
    public async Task Every_sample_gives_the_expected_verdict(string set, string name, int listings, int leftOut, string verdicts)
    {
        var file = Path.Combine(Folder, $"V3.0-UK-{set}", name);
        if (!File.Exists(file))
            Assert.Skip($"There are no official samples in {Folder}.");
        await using var test = await TestDatabase.CreateAsync();
        var importer = new Importer(test.Database, TermMap.Load(), TimeProvider.System, TestDatabase.CountingIds());

        var report = await importer.ImportAsync("sample", name, FeedFile.ReadAsync(file, new DirectoryOptions()), TestContext.Current.CancellationToken);

        Assert.Equal((listings > 0, listings, leftOut), (report.Run.Why is null, report.Run.Imported, report.Run.LeftOut));
        var found = report.Problems.Select(problem => $"{(problem.RecordId == "page" ? "page" : problem.Field)}:{problem.Effect}").ToHashSet();
        Assert.True(found.IsSupersetOf(verdicts.Split(' ', StringSplitOptions.RemoveEmptyEntries)), string.Join(' ', found));
    }
}
