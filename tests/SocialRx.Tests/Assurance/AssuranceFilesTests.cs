using Microsoft.Extensions.Configuration;
using SocialRx.Bot;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.TestKit;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Assurance;

/// <summary>What the assurance files say is so: tests, tables, configuration keys and words that they name are there, and none is left out.</summary>
public sealed class AssuranceFilesTests
{
    private const string NoPersonalData = "Tables without personal data";
    private static readonly string[] EntriesOfAHazard = ["Cause", "Effect", "Controls", "What is left", "Tests"];
    private static readonly string[] SaysWhose = ["person_id", "conversation_id", "concern_id", "person_hash", "who_hash", "actor"];
    private readonly AssuranceFile _record = new("record-of-processing.md");

    [Fact]
    public void Every_hazard_has_its_own_id_and_says_cause_effect_controls_what_is_left_and_tests_that_there_are()
    {
        var hazards = new AssuranceFile("hazard-log.md").Hazards();

        Assert.Equal(Enumerable.Range(1, hazards.Count).Select(number => $"H-{number:00}"), hazards.Select(hazard => hazard.Id));
        Assert.True(hazards.Count >= 19, $"{hazards.Count} hazards.");
        Assert.All(hazards, hazard =>
        {
            Assert.Equal(EntriesOfAHazard, hazard.Entries.Keys);
            Exist(AssuranceFile.Marked(hazard.Entries["Tests"]));
        });
    }

    [Fact]
    public void Every_promise_to_young_people_is_in_the_words_that_are_said_and_has_tests_that_there_are()
    {
        var said = WordBook.Load().All.ToLookup(line => line.Key, line => line.Wording);

        Assert.All(new AssuranceFile("promises.md").Table("What is said"), promise =>
        {
            Assert.Contains(promise["words"], said[promise["line"].Trim('`')]);
            Exist(AssuranceFile.Marked(promise["tests"]));
        });
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_table_is_in_the_record_of_processing_once_and_no_other_is(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var there = await test.Database.ReadAsync(Catalogue.Tables);
        var without = Without();

        var recorded = Recorded().Concat(without).Where(table => dialect == "postgres" || !table.StartsWith("qrtz_", StringComparison.Ordinal));

        Assert.Equal(there.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_table_that_says_whose_its_rows_are_is_said_to_hold_nothing_personal()
    {
        await using var test = await TestDatabase.CreateAsync();
        var personal = await test.Database.ReadAsync(connection => SaysWhose.SelectMany(column => Catalogue.TablesWith(connection, column)).ToList());

        Assert.Contains("person", personal);
        Assert.Empty(personal.Intersect(Without()));
    }

    [Fact]
    public void Every_kind_of_data_says_what_whose_why_how_long_and_who_sees_it() =>
        Assert.All(_record.Table("Kinds of personal data").Concat(_record.Table(NoPersonalData)), row => Assert.DoesNotContain("", row.Values));

    [Fact]
    public void Every_configuration_key_that_is_named_exists_and_ships_with_the_default_that_is_said()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.json")).Build();
        var keys = AssuranceFile.Names.SelectMany(name => new AssuranceFile(name).ConfigurationKeys()).ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            Assert.NotNull(Options(key.Section).GetProperty(key.Key));
            if (key.Default is not null)
                Assert.Equal(configuration[$"{key.Section}:{key.Key}"], key.Default);
        });
    }

    [Fact]
    public void The_index_names_every_file_and_every_verb_that_is_named_exists()
    {
        var index = new AssuranceFile("README.md").Text;

        Assert.All(AssuranceFile.Names.Where(name => name != "README.md"), name => Assert.Contains($"]({name})", index, StringComparison.Ordinal));
        Assert.All(
            AssuranceFile.Names.SelectMany(name => AssuranceFile.Marked(new AssuranceFile(name).Text)).Where(marked => marked.StartsWith("socialrx ", StringComparison.Ordinal)),
            marked => Assert.Contains(marked.Split(' ')[1], Commands.Root().Subcommands.Select(verb => verb.Name)));
    }

    private static void Exist(IReadOnlyList<string> tests)
    {
        Assert.NotEmpty(tests);
        Assert.All(tests, name => Assert.Contains(name, TestNames.All));
    }

    private static Type Options(string section) =>
        Assert.Single(
            AppDomain.CurrentDomain.GetAssemblies().Append(typeof(Commands).Assembly).Distinct().Where(assembly => assembly.GetName().Name!.StartsWith("SocialRx.", StringComparison.Ordinal)).SelectMany(assembly => assembly.GetTypes()),
            type => type is { IsClass: true } && type.IsAssignableTo(typeof(IOptionsSection)) && (string)type.GetProperty("Section")!.GetValue(null)! == section);

    private List<string> Recorded() => [.. _record.Table("Kinds of personal data").SelectMany(kind => AssuranceFile.Marked(kind["tables"]))];

    private List<string> Without() => [.. _record.Table(NoPersonalData).Select(row => row["table"].Trim('`'))];
}
