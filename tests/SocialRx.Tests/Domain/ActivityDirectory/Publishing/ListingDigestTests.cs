using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory.Publishing;

namespace SocialRx.Tests.Domain.ActivityDirectory.Publishing;

public sealed class ListingDigestTests
{
    [Theory]
    [InlineData("a.b", "a.b")]
    [InlineData("a.b~2", "a.b")]
    [InlineData("a.b~12", "a.b")]
    [InlineData("a.b~", "a.b~")]
    [InlineData("a.b~x", "a.b~x")]
    public void All_places_of_a_service_have_its_id(string listing, string service) => Assert.Equal(service, ListingDigest.ServiceOf(listing));

    [Fact]
    public void Ids_are_uuids_of_version_5_and_the_same_for_ever()
    {
        var id = PublishedId.Of("service", "fernbridge.1");

        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id);
        Assert.Equal(id, PublishedId.Of("service", "fernbridge.1"));
        Assert.NotEqual(id, PublishedId.Of("service", "fernbridge.2"));
        Assert.NotEqual(id, PublishedId.Of("organization", "fernbridge.1"));
    }

    [Theory]
    [InlineData("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0")]
    [InlineData(" Open Government Licence v3.0 ", "OGL-UK-3.0")]
    [InlineData("http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0")]
    [InlineData("All rights reserved", "all rights reserved")]
    [InlineData(null, "")]
    public void A_licence_has_one_name_however_it_is_written(string? said, string name) => Assert.Equal(name, Licences.Normal(said));

    [Fact]
    public void Every_term_we_publish_of_themes_groups_and_ways_is_read_back_as_what_it_was()
    {
        var terms = TermMap.Load();

        Assert.All(PublishedTerm.All.Where(term => term.Taxonomy == PublishedTaxonomy.Themes), term => Assert.Equal([term.Id], terms.Themes(term.Name)));
        Assert.All(PublishedTerm.All.Where(term => term.Taxonomy == PublishedTaxonomy.Groups), term => Assert.Equal([term.Id], terms.OnlyFor(term.Name)));
        Assert.All(PublishedTerm.All.Where(term => term.Taxonomy == PublishedTaxonomy.Ways), term => Assert.Equal([term.Id], terms.Features(term.Name)));
        Assert.All(PublishedTerm.All.Where(term => term.Taxonomy == PublishedTaxonomy.Settings || term.Taxonomy == PublishedTaxonomy.Checks), term => Assert.Empty(terms.Features(term.Name)));
    }
}
