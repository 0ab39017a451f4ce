using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Schema;

public sealed class SchemaTypesTests
{
    [Fact]
    public void Entities_are_the_same_when_they_are_of_one_type_and_say_the_same()
    {
        var colour = new Entity("colour");
        Assert.True(colour.Equals(new Entity("colour")));
        Assert.False(colour.Equals(new Entity("bird")));
        Assert.False(colour.Equals((Entity?)null));
        Assert.False(colour.Equals((object?)null));
        Assert.False(colour.Equals((object)"colour"));
        Assert.True(colour.Equals((object)new Entity("colour")));
        Assert.Equal(colour.GetHashCode(), new Entity("colour").GetHashCode());
        Assert.IsAssignableFrom<IEquatable<Entity>>(colour);
    }

    [Fact]
    public void An_entity_takes_the_fields_of_an_object_and_gives_them_as_another()
    {
        var entity = new Entity();
        entity.SetAs(new { type = "GeoCoordinates", latitude = 53.79, name = "Bradford" });
        var place = entity.GetAs<GeoCoordinates>();
        Assert.Equal(("GeoCoordinates", 53.79, "Bradford"), (entity.Type, place.Latitude, place.Name));
    }

    [Fact]
    public void A_type_among_an_entitys_fields_does_not_say_its_type_twice()
    {
        var entity = new Entity("mention") { Properties = new() { ["Type"] = "mention", ["Text"] = "hi" } };
        Assert.Equal(("mention", "hi"), (entity.GetAs<Mention>().Type, entity.GetAs<Mention>().Text));
    }

    [Fact]
    public void Not_to_be_spoken_is_said_as_the_protocol_says_it() =>
        Assert.Equal("""<speak version="1.0" xmlns="https://www.w3.org/2001/10/synthesis" xml:lang="en-US" />""", SpeechConstants.EmptySpeakTag);

    [Fact]
    public void Kinds_of_entities_know_their_type()
    {
        Assert.Equal("mention", new Mention().Type);
        Assert.Equal("mention", new Mention(new ChannelAccount("a"), "t", null).Type);
        Assert.Equal("GeoCoordinates", new GeoCoordinates(1, 2, 3, null, "n").Type);
        Assert.Equal("Place", new Place("a", "g", "m", null, "n").Type);
        Assert.Equal(("a", "g", "m", "n"), (new Place("a", "g", "m", null, "n").Address, new Place("a", "g", "m", null, "n").Geo, new Place("a", "g", "m").HasMap, new Place(name: "n").Name));
    }

    [Fact]
    public void Cards_become_attachments_of_their_content_type()
    {
        static void Is(string type, Attachment attachment) => Assert.Equal(type, attachment.ContentType);
        Is("application/vnd.microsoft.card.hero", new HeroCard().ToAttachment());
        Is("application/vnd.microsoft.card.thumbnail", new ThumbnailCard().ToAttachment());
        Is("application/vnd.microsoft.card.signin", new SigninCard().ToAttachment());
        Is("application/vnd.microsoft.card.oauth", new OAuthCard().ToAttachment());
        Is("application/vnd.microsoft.card.receipt", new ReceiptCard().ToAttachment());
        Is("application/vnd.microsoft.card.audio", new AudioCard().ToAttachment());
        Is("application/vnd.microsoft.card.video", new VideoCard().ToAttachment());
        Is("application/vnd.microsoft.card.animation", new AnimationCard().ToAttachment());
        var card = new HeroCard("T");
        Assert.Same(card, card.ToAttachment().Content);
    }

    [Fact]
    public void A_media_card_takes_everything_in_order()
    {
        var card = new MediaCard("t", "s", "x", new ThumbnailUrl("u", "a"), [new MediaUrl("m", "p")], [new CardAction("b")], true, false, true, "4:3", 7, "PT1M");
        Assert.Equal(("t", "s", "x", "u", "m", "b"), (card.Title, card.Subtitle, card.Text, card.Image.Url, card.Media[0].Url, card.Buttons[0].Type));
        Assert.Equal((true, false, true, "4:3", 7, "PT1M"), (card.Shareable, card.Autoloop, card.Autostart, card.Aspect, card.Value, card.Duration));
        Assert.Equal(7, new MediaEventValue(7).CardValue);
        Assert.Equal("x", new BasicCard("t", "s", "x").Text);
    }

    [Fact]
    public void Suggested_actions_take_any_sequences_and_refuse_none()
    {
        IEnumerable<string> to = new HashSet<string> { "u" };
        IEnumerable<CardAction> actions = new HashSet<CardAction> { "yes" };
        var suggested = new SuggestedActions(to, actions);
        Assert.Equal(["u"], suggested.To);
        Assert.Equal((null, "yes", "yes"), (suggested.Actions[0].Type, suggested.Actions[0].Title, suggested.Actions[0].Value));
        Assert.Throws<ArgumentNullException>(() => new SuggestedActions((IEnumerable<string>)null!, actions));
    }

    [Fact]
    public void What_signing_in_needs_is_there()
    {
        var resource = new SignInResource("https://link", new TokenExchangeResource("i", "u", "p"));
        Assert.Equal(("https://link", "i", "u", "p"), (resource.SignInLink, resource.TokenExchangeResource.Id, resource.TokenExchangeResource.Uri, resource.TokenExchangeResource.ProviderId));
        Assert.Equal(("u", "t"), (new TokenExchangeRequest("u", "t").Uri, new TokenExchangeRequest("u", "t").Token));
        Assert.Equal(("ch", "co", true, "d"), (new TokenStatus("ch", "co", true, "d").ChannelId, new TokenStatus("ch", "co", true, "d").ConnectionName, new TokenStatus("ch", "co", true, "d").HasToken, new TokenStatus("ch", "co", true, "d").ServiceProviderDisplayName));
        Assert.Equal("i", new OAuthCard("t", "c", []) { TokenExchangeResource = resource.TokenExchangeResource }.TokenExchangeResource.Id);
        Assert.Equal("why", new TokenExchangeInvokeResponse { Id = "i", ConnectionName = "c", FailureDetail = "why" }.FailureDetail);
        Assert.Equal(["r"], new AadResourceUrls(["r"]).ResourceUrls);
        Assert.Equal("p", new TokenRequest("p", new Dictionary<string, object>()).Provider);
        Assert.Equal((ActionTypes.Signin, "https://x"), (SigninCard.Create("t", "b", "https://x").Buttons[0].Type, SigninCard.Create("t", "b", "https://x").Buttons[0].Value));
    }

    [Fact]
    public void What_commands_and_searches_carry_is_there()
    {
        Assert.Equal(("i", 7), (new CommandValue<int> { CommandId = "i", Data = 7 }.CommandId, new CommandValue<int> { Data = 7 }.Data));
        Assert.Equal("500", new CommandResultValue<int> { Error = new Error("500", "m") }.Error.Code);
        var search = new SearchInvokeValue { Kind = SearchInvokeTypes.Typeahead, QueryText = "q", QueryOptions = new SearchInvokeOptions { Skip = 1, Top = 2 }, Context = "c" };
        Assert.Equal(("typeahead", "q", 1, 2, "c"), (search.Kind, search.QueryText, search.QueryOptions.Skip, search.QueryOptions.Top, search.Context));
        Assert.Equal(200, new SearchInvokeResponse { StatusCode = 200 }.StatusCode);
    }
}
