using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using SocialRx.Bot.Channels.Teams;
using SocialRx.Bot.Staff;

namespace SocialRx.Tests.Bot.Channels.Teams;

public sealed class TeamsStaffTests
{
    private const string Tenant = "5f0a9c1e-3b7d-4e0c-9a53-2f9d1c7b6a10";
    private const string Person = "8c2d6f54-1a0b-4a6e-b0f3-6d5e4c3b2a19";

    [Theory]
    [InlineData("msteams", true, true)]
    [InlineData("msteams", false, false)]
    [InlineData("directline", true, false)]
    public void Somebody_is_staff_only_where_Teams_has_vouched_for_them(string channel, bool isAuthenticated, bool isStaff) =>
        Assert.Equal(isStaff, Find("a-bot", channel, Person, Tenant, isAuthenticated));

    [Fact]
    public void Without_an_app_id_the_endpoint_alone_decides_who_may_speak() => Assert.True(Find("", "msteams", Person, Tenant, isAuthenticated: false));

    [Theory]
    [InlineData("8c2d6f54-1a0b-4a6e-b0f3-000000000000", Tenant)]
    [InlineData(Person, "5f0a9c1e-3b7d-4e0c-9a53-000000000000")]
    [InlineData(null, Tenant)]
    [InlineData(Person, null)]
    public void Another_person_or_the_same_id_in_another_organisation_is_not(string? person, string? tenant) =>
        Assert.False(Find("a-bot", "msteams", person, tenant, isAuthenticated: true));

    private static bool Find(string appId, string channel, string? person, string? tenant, bool isAuthenticated)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("MicrosoftAppId", appId)]).Build();
        var staff = new TeamsStaff(new StaffOptions { Teams = [new TeamsMember { TenantId = Tenant, AadObjectId = Person, Role = "commissioner" }] }, configuration);
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message)
        {
            ChannelId = channel,
            Text = "summary",
            From = new ChannelAccount("29:person", aadObjectId: person),
            Conversation = new ConversationAccount(id: "a:1", tenantId: tenant),
        });
        turn.TurnState.Set<IIdentity>(BotAdapter.BotIdentityKey, isAuthenticated ? new ClaimsIdentity("token") : new ClaimsIdentity());
        return staff.Find(turn) is not null;
    }
}
