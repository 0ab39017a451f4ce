using System.CommandLine;
using System.Text.Json;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

public sealed class DirectorySearchTests : IAsyncLifetime
{
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        var now = TimeProvider.System.GetUtcNow();
        Listing Fresh(string id) => Some.Listing(id) with { LastModified = now, Sessions = [Some.At(DayOfWeek.Saturday, 10, 11)] };
        await _test.Database.WriteAsync(connection =>
        {
            Places.Write(connection, Some.FB3);
            ListingRows.Put(
                connection,
                [
                    Fresh("wall") with { Name = "Climbing wall", Cost = new Cost.Pounds(4) },
                    Fresh("far") with { Name = "Far climbing wall", Location = Some.KmNorth(40) },
                    Fresh("chat") with { Name = "Evening chat", Location = null, IsOnline = true, Themes = ["friends"], Access = ["bsl"] },
                    Fresh("dance") with { Name = "Dance", OneToOne = true, Settings = ["indoors"] },
                ],
                now);
        });
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task It_prints_what_fits_with_distance_reasons_and_snags()
    {
        var (code, said) = await RunAsync("--near", "FB3", "--radius-km", "5", "--age", "14", "--day", "saturday", "--text", "climbing", "--json");

        Assert.Equal(0, code);
        using var found = JsonDocument.Parse(said);
        var only = Assert.Single(found.RootElement.GetProperty("suggestions").EnumerateArray());
        Assert.Equal("test.wall", only.GetProperty("id").GetString());
        Assert.Equal(1, only.GetProperty("distanceKm").GetDouble());
        Assert.Contains("word climbing", only.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Contains("costs £4.00", only.GetProperty("snags").EnumerateArray().Select(snag => snag.GetString()));
        Assert.NotEqual(0, only.GetProperty("next").GetArrayLength());
    }

    [Theory]
    [InlineData("--online", "Evening chat")]
    [InlineData("--near FB3 --cost-below 3 --theme active", "Dance")]
    [InlineData("--near FB3 --free --theme active", "Dance")]
    [InlineData("--near FB3 --alone --count 1", "Dance")]
    [InlineData("--near FB3 --access bsl --theme friends", "Evening chat")]
    public async Task Everything_a_person_may_say_can_be_asked(string asked, string name)
    {
        var (code, said) = await RunAsync(asked.Split(' '));

        Assert.Equal(0, code);
        Assert.Equal(name, Assert.Single(said.Split('\n'), line => line.EndsWith(')') || line.EndsWith("km", StringComparison.Ordinal)).Split(" (")[0]);
    }

    [Theory]
    [InlineData("--near ZZ9", "is no place")]
    [InlineData("--theme sports", "--theme \"sports\" is none; they are active")]
    [InlineData("--radius-km 0", "--radius-km should be")]
    [InlineData("--age 200", "--age should be")]
    [InlineData("--cost-below -1", "--cost-below should be")]
    [InlineData("--group --alone", "not both")]
    [InlineData("--count 0", "--count should be")]
    public async Task What_cannot_be_asked_is_said_so(string asked, string why)
    {
        var (code, said) = await RunAsync(asked.Split(' '));

        Assert.Equal(1, code);
        Assert.Contains(why, said);
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await DirectoryCommands.Create().Parse(["search", .. arguments, $"Storage:File={_test.File}"]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (code, output.ToString());
    }
}
