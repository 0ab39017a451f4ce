using System.Text.Json;
using System.Text.Json.Nodes;
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
    public void An_activity_is_about_our_themes(string label, string themes) => Assert.Equal(themes, string.Join(' ', Map.Themes(JsonValue.Create(label))!));

    [Fact]
    public void An_activity_nobody_has_mapped_is_not_guessed() => Assert.Null(Map.Themes(JsonValue.Create("Sphering")));

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

        Assert.Empty(concepts.Where(concept => Map.Themes(concept!) is null).Select(concept => concept!["prefLabel"]!.ToString()));
        Assert.All(concepts, concept => Assert.NotEmpty(Map.Themes(new JsonObject { ["@id"] = concept!["id"]!.ToString() })!));
    }
}
