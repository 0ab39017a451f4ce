using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Domain.WhatMatters;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

public sealed class ActivityMapTests
{
    private static readonly ActivityMap Map = ActivityMap.Load();

    [Theory]
    [InlineData("Running", "active")]
    [InlineData("zumba®", "active")]
    [InlineData("BODYPUMP", "active")]
    [InlineData("Singing", "music")]
    [InlineData("Street Dance", "creative active")]
    [InlineData("Wheelchair Basketball", "active access")]
    [InlineData("Creche", "")]
    public void An_activity_is_about_our_themes(string label, string themes) => Assert.Equal(themes, string.Join(' ', Map.Themes(SaidTerm.Of(label))!));

    [Fact]
    public void An_activity_nobody_has_mapped_is_not_guessed() => Assert.Null(Map.Themes(SaidTerm.Of("Sphering")));

    [Fact]
    public void An_id_of_the_list_says_what_an_activity_is_whatever_it_is_called()
    {
        Assert.Equal(["nature"], Map.Themes(Only("""{ "@id": "https://openactive.io/activity-list#8f458c98-5303-41c6-93ec-8f9f7daec8d3", "prefLabel": "Running" }"""))!);
        Assert.Equal(["active"], Map.Themes(Only("""{ "@id": "https://openactive.io/activity-list#0a5f732d-e806-4e51-ad40-0a7de0239c8c", "prefLabel": "Pêl-droed" }"""))!);
        Assert.Null(Map.Themes(Only("""{ "@id": "https://booking.example/activities#0a5f732d-e806-4e51-ad40-0a7de0239c8c", "prefLabel": "Pêl-droed" }""")));
    }

    [Fact]
    public void The_organisation_decides_before_a_curator_and_both_before_what_comes_with_the_service()
    {
        var folder = Directory.CreateTempSubdirectory("mappings");
        File.WriteAllText(Path.Combine(folder.FullName, "town.json"), """{ "themes": { "friends": ["https://openactive.io/activity-list#0a5f732d-e806-4e51-ad40-0a7de0239c8c", "Judo"] } }""");
        var meanings = new ActivityMeanings(Map, TermMap.Load(folder.FullName).For("town"), new HashSet<string> { "running", "judo", "volunteering" });
        folder.Delete(recursive: true);

        Assert.Equal(["friends"], meanings.Themes(Only("""{ "@id": "https://openactive.io/activity-list#0a5f732d-e806-4e51-ad40-0a7de0239c8c", "prefLabel": "Football" }"""))!);
        Assert.Equal(["friends"], meanings.Themes(SaidTerm.Of("Judo"))!);
        Assert.Null(meanings.Themes(SaidTerm.Of("Running")));
        Assert.Null(meanings.Themes(SaidTerm.Of("Volunteering")));
        Assert.Equal(["active"], meanings.Themes(SaidTerm.Of("Football"))!);
        Assert.Equal(["feelings"], meanings.Themes(SaidTerm.Of("Counselling"))!);
    }

    private static SaidTerm Only(string concept) => Concepts.Read(JsonNode.Parse(concept)).Single();

    [Fact]
    public void Every_theme_of_the_file_is_one_of_ours()
    {
        using var file = JsonDocument.Parse(Repository.Read("bot", "SocialRx.Bot", "Directories", "OpenActive", "activities.json"));

        Assert.Subset(Theme.All.Select(theme => theme.Id).ToHashSet(), file.RootElement.GetProperty("themes").EnumerateObject().Concat(file.RootElement.GetProperty("byId").EnumerateObject()).Select(theme => theme.Name).ToHashSet());
    }

    /// <summary>The list itself is not part of the project.</summary>
    [Fact]
    public void Every_activity_of_the_OpenActive_list_is_mapped_by_name_and_by_id()
    {
        var path = Repository.PathOf("..", "shared", "data", "directory", "openactive-activity-list", "data", "activity-list.jsonld");
        Assert.SkipUnless(File.Exists(path), "The OpenActive activity list is not at hand.");
        var concepts = JsonNode.Parse(File.ReadAllText(path))!["concept"]!.AsArray();

        Assert.Empty(concepts.Where(concept => Map.Themes(SaidTerm.Of(concept!["prefLabel"]!.ToString())) is null).Select(concept => concept!["prefLabel"]!.ToString()));
        Assert.All(concepts, concept => Assert.NotEmpty(Map.Themes(SaidTerm.Of(concept!["id"]!.ToString()))!));
    }
}
