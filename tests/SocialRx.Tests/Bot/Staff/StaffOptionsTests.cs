using Microsoft.Extensions.Configuration;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Staff;

namespace SocialRx.Tests.Bot.Staff;

public sealed class StaffOptionsTests
{
    [Theory]
    [InlineData("TenantId", "fernbridge.example", "the GUID of the organisation's tenant")]
    [InlineData("AadObjectId", "robin@fernbridge.example", "the GUID of the person")]
    [InlineData("Role", "boss", "one of commissioner, facilitator, link-worker, safeguarding-lead, curator, administrator")]
    public void A_member_of_staff_who_cannot_be_known_stops_the_start_and_the_message_says_which(string key, string value, string wouldBeRight)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((key, value)));

        Assert.Contains($"key \"Teams:0:{key}\": \"{value}\" cannot be used; it should be {wouldBeRight}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_staff_is_read() => Assert.Equal("link-worker", Assert.Single(Read(("Role", "link-worker")).Teams).Role);

    private static StaffOptions Read((string Key, string Value) changed)
    {
        var member = new Dictionary<string, string?>
        {
            ["Staff:Teams:0:TenantId"] = "5f0a9c1e-3b7d-4e0c-9a53-2f9d1c7b6a10",
            ["Staff:Teams:0:AadObjectId"] = "8c2d6f54-1a0b-4a6e-b0f3-6d5e4c3b2a19",
            ["Staff:Teams:0:Role"] = "commissioner",
            [$"Staff:Teams:0:{changed.Key}"] = changed.Value,
        };
        return Sections.Read<StaffOptions>(new ConfigurationBuilder().AddInMemoryCollection(member).Build());
    }
}
