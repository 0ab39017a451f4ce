using Microsoft.Extensions.Configuration;
using SocialRx.Bot.Configuration;
using SocialRx.Domain;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.Configuration;

public sealed class SectionsTests
{
    [Fact]
    public void A_value_out_of_range_names_the_section_the_key_and_what_would_be_right()
    {
        var error = Assert.Throws<ConfigurationException>(() => Sections.Read<DisclosureOptions>(Settings(("Disclosure:LeastShown", "3"))));

        Assert.Contains("section \"Disclosure\", key \"LeastShown\": \"3\" cannot be used; it should be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_kind_names_the_section_and_the_key()
    {
        var error = Assert.Throws<ConfigurationException>(() => Sections.Read<ProgrammeOptions>(Settings(("Programme:MinimumAge", "eleven"))));

        Assert.Contains("section \"Programme\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("MinimumAge", error.Message, StringComparison.Ordinal);
        Assert.Contains("eleven", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_nobody_knows_is_refused_rather_than_passed_over()
    {
        var error = Assert.Throws<ConfigurationException>(() => Sections.Read<ProgrammeOptions>(Settings(("Programme:MinimunAge", "11"))));

        Assert.Contains("section \"Programme\", key \"MinimunAge\" is not known. Known keys: Id (String)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_of_the_file_that_ships_can_be_used_and_every_options_record_is_in_it()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.json")).Build();
        var sections = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name!.StartsWith("SocialRx.", StringComparison.Ordinal))
            .Append(typeof(Sections).Assembly)
            .Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IOptionsSection)))
            .ToList();

        Assert.NotEmpty(sections);
        Assert.All(sections, section =>
        {
            Assert.True(configuration.GetSection((string)section.GetProperty("Section")!.GetValue(null)!).Exists(), $"{section.Name} has no section in appsettings.json.");
            typeof(Sections).GetMethod(nameof(Sections.Read))!.MakeGenericMethod(section).Invoke(null, [configuration]);
        });
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddJsonFile(Repository.PathOf("appsettings.json"))
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
}
