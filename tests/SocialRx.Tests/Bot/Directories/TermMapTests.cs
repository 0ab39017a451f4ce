using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

public sealed class TermMapTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mappings");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Sports and recreation", "active")]
    [InlineData("Music, arts and dance", "music creative")]
    [InlineData("mental health, social and emotional support", "feelings")]
    [InlineData("Breaks and respite", "caring access")]
    [InlineData("Oral health", "")]
    public void The_family_hubs_taxonomy_is_known_to_every_source(string term, string themes)
    {
        var terms = TermMap.Load();

        Assert.True(terms.Knows(term));
        Assert.Equal(themes, string.Join(' ', terms.For("anybody").Themes(term)));
    }

    [Fact]
    public void A_sources_own_mapping_goes_before_what_words_mean_generally()
    {
        Write("fernshire", """{ "themes": { "games": ["Sport"], "nature": ["cat|17"] }, "ignored": ["Gym"] }""");
        var terms = TermMap.Load(_folder.FullName);

        Assert.Equal(["games"], terms.For("fernshire").Themes("Sport"));
        Assert.Equal(["nature"], terms.For("fernshire").Themes("cat|17"));
        Assert.Empty(terms.For("fernshire").Themes("Gym"));
        Assert.Equal(["music"], terms.For("fernshire").Themes("Bands"));
        Assert.Equal(["active"], terms.For("elsewhere").Themes("Sport"));
        Assert.False(terms.For("elsewhere").Knows("cat|17"));
    }

    [Fact]
    public void A_shared_mapping_of_ones_own_holds_for_all()
    {
        Write("county-scheme", """{ "isShared": true, "themes": { "games": ["E-sports arena"] }, "onlyFor": { "girls": ["Her time"] }, "features": { "newcomers": ["Buddy scheme"] } }""");
        var terms = TermMap.Load(_folder.FullName).For("elsewhere");

        Assert.Equal(("games", "girls", "newcomers"), (terms.Themes("E-sports arena").Single(), terms.OnlyFor("Her time").Single(), terms.Features("Buddy scheme").Single()));
    }

    [Fact]
    public void A_source_is_mapped_by_its_ids_as_they_are_written()
    {
        Write("fernshire", """{ "themes": { "nature": ["https://council.fernbridge.example/kinds#A-1"], "games": ["https://council.fernbridge.example/kinds#a/1"], "money": ["17"] }, "onlyFor": { "girls": ["17"] }, "ignored": ["18"] }""");
        var terms = TermMap.Load(_folder.FullName).For("fernshire");

        Assert.Equal(["nature"], terms.Themes(Term("Sport", ["https://council.fernbridge.example/kinds#A-1"])));
        Assert.Equal(["games"], terms.Themes(Term("Sport", ["https://council.fernbridge.example/kinds#a/1"])));
        Assert.Equal(["active"], terms.Themes(Term("Sport", ["https://council.fernbridge.example/kinds#a-1"])));
        Assert.Equal(("money", "girls"), (terms.Themes(Term("Sport", ["17"])).Single(), terms.OnlyFor(Term("Sport", ["17"])).Single()));
        Assert.Empty(terms.Themes(Term("Sport", ["18"])));
        Assert.False(terms.Knows("https://council.fernbridge.example/kinds#a-1"));
    }

    [Fact]
    public void An_id_of_a_shared_taxonomy_goes_before_a_label_and_is_no_id_of_another_taxonomy()
    {
        Write("a-county", """{ "isShared": true, "themes": { "games": ["Parkour"], "money": ["17"], "housing": ["0a5f732d-e806-4e51-ad40-0a7de0239c8c"] } }""");
        Write("b-scheme", """{ "isShared": true, "vocabularies": ["https://scheme.example/kinds", "FB Kinds"], "themes": { "nature": ["17"] } }""");
        var terms = TermMap.Load(_folder.FullName).For("elsewhere");

        Assert.Equal(["nature"], terms.Themes(Term("Parkour", ["17"], "FB Kinds")));
        Assert.Equal(["nature"], terms.Themes(Term("Parkour", ["17"], "Other", "https://scheme.example/kinds")));
        Assert.Equal(["games"], terms.Themes(Term("Parkour", ["17"], "Other")));
        Assert.Equal(["housing"], terms.Themes(Term("Parkour", ["0a5f732d-e806-4e51-ad40-0a7de0239c8c"], "Other")));
        Assert.False(terms.Knows(Term("Sphering", ["17"], "Other")));
    }

    [Fact]
    public void What_comes_with_the_service_is_not_an_organisations_own()
    {
        Write("fernshire", """{ "themes": { "games": ["Sport"] } }""");
        Write("county", """{ "isShared": true, "themes": { "nature": ["Orienteering"] } }""");
        var terms = TermMap.Load(_folder.FullName).For("fernshire");

        Assert.Equal(["games"], terms.FindOwn(SaidTerm.Of("Sport"))!.Themes);
        Assert.Equal(["nature"], terms.FindOwn(SaidTerm.Of("Orienteering"))!.Themes);
        Assert.Null(terms.FindOwn(SaidTerm.Of("Bands")));
    }

    [Fact]
    public void Access_is_mapped_by_id_too()
    {
        Write("fernshire", """{ "access": { "bsl": ["https://support.example/1"] } }""");
        var terms = TermMap.Load(_folder.FullName).For("fernshire");

        Assert.Equal(["bsl"], terms.Access(Term("Hearing", ["https://support.example/1"])));
        Assert.Equal(["step-free"], terms.Access(Term("Wheelchair", ["https://support.example/2"])));
    }

    [Theory]
    [InlineData("""{ "themes": { "sports": ["Sport"] } }""", "there is no theme sports")]
    [InlineData("{ \"themes\": [", "is no mapping file")]
    public void A_mapping_that_cannot_be_used_is_refused_by_name(string json, string why)
    {
        Write("broken", json);

        var refused = Assert.Throws<InvalidDataException>(() => TermMap.Load(_folder.FullName));

        Assert.Contains("broken.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void School_terms_are_read_from_their_file()
    {
        Write("terms", """[{ "name": "Fernshire", "outcodes": ["FB"], "terms": [{ "from": "2026-11-02", "until": "2026-12-18" }, { "from": "2026-09-02", "until": "2026-10-23" }] }]""");

        var calendar = TermDates.Load(Path.Combine(_folder.FullName, "terms.json")).Of("FB3");

        Assert.Equal((true, false, true), (calendar.IsTermTime(new(2026, 10, 20)), calendar.IsTermTime(new(2026, 10, 28)), calendar.IsTermTime(new(2026, 12, 18))));
        Assert.Equal(TermCalendar.England, TermDates.Load("").Of("FB3"));
    }

    [Theory]
    [InlineData("""[{ "name": "Fernshire", "outcodes": ["FB"], "terms": [{ "from": "2026-12-18", "until": "2026-11-02" }] }]""")]
    [InlineData("""[{ "name": "Fernshire", "outcodes": [], "terms": [{ "from": "2026-11-02", "until": "2026-12-18" }] }]""")]
    [InlineData("""[{ "name": "Fernshire" }]""")]
    [InlineData("no json")]
    public void School_terms_that_make_no_sense_are_refused_by_name(string json)
    {
        Write("terms", json);

        Assert.Contains("terms.json", Assert.Throws<InvalidDataException>(() => TermDates.Load(Path.Combine(_folder.FullName, "terms.json"))).Message, StringComparison.Ordinal);
    }

    private static SaidTerm Term(string label, IReadOnlyList<string> ids, params string[] vocabularies) => new() { Label = label, Ids = ids, Vocabularies = vocabularies };

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, $"{name}.json"), json);
}
