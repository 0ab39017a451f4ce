using Microsoft.Extensions.Configuration;
using SocialRx.Bot.Configuration;
using SocialRx.Domain.Safeguarding;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Domain.Safeguarding;

public sealed class DeliveryOptionsTests
{
    private static readonly Recipient Lead = new() { Id = "lead", Webhook = "https://cases.example/hook", Secret = $"whsec_{new string('A', 32)}" };
    private static readonly MailServerOptions Server = new() { Host = "mail.example", From = "socialrx@fernbridge.example" };

    [Fact]
    public void What_can_be_used_has_no_problems()
    {
        Assert.Empty(Problems(new()));
        Assert.Empty(Problems(new() { Mail = Server, Recipients = [Lead, new() { Id = "deputy", Step = EscalationStep.Second, Mail = "deputy@fernbridge.example" }, new() { Id = "team", Teams = "https://flow.example/x?sig=y" }] }));
    }

    public static TheoryData<string, Recipient> Wrong => new()
    {
        { "Id", Lead with { Id = "The lead" } },
        { "Id", Lead with { Mail = "lead@fernbridge.example" } },
        { "Id", new Recipient { Id = "nobody" } },
        { "Webhook", Lead with { Webhook = "http://cases.example/hook" } },
        { "Webhook", Lead with { Webhook = "https://user:word@cases.example/hook" } },
        { "Webhook", Lead with { Webhook = "cases" } },
        { "Secret", Lead with { Secret = "" } },
        { "Secret", Lead with { Secret = "whsec_c2hvcnQ=" } },
        { "Secret", Lead with { Secret = new string('A', 32) } },
        { "Mail", new Recipient { Id = "lead", Mail = "lead" } },
        { "Mail", new Recipient { Id = "lead", Mail = "Lead <lead@fernbridge.example>" } },
        { "Teams", new Recipient { Id = "lead", Teams = "ftp://flow.example" } },
        { "Step", Lead with { Step = EscalationStep.Second } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_recipient_that_cannot_be_told_is_named(string key, Recipient recipient) =>
        Assert.Contains(Problems(new() { Mail = Server, Recipients = [recipient] }), problem => problem == $"Deliveries:Recipients:0:{key}");

    public static TheoryData<string, MailServerOptions> WrongServers => new()
    {
        { "Host", Server with { Host = "" } },
        { "Port", Server with { Port = 0 } },
        { "Encryption", Server with { Encryption = MailEncryption.None } },
        { "From", Server with { From = "" } },
        { "User", Server with { Password = "word" } },
    };

    [Theory]
    [MemberData(nameof(WrongServers))]
    public void A_mail_server_that_cannot_be_used_is_named_when_somebody_is_told_by_mail(string key, MailServerOptions server)
    {
        Assert.Equal($"Deliveries:Mail:{key}", Assert.Single(Problems(new() { Mail = server, Recipients = [new() { Id = "lead", Mail = "lead@fernbridge.example" }] })));
        Assert.Empty(Problems(new() { Mail = server, Recipients = [Lead] }));
    }

    [Fact]
    public void Two_recipients_of_one_name_cannot_be_told_apart() =>
        Assert.Equal("Deliveries:Recipients:1:Id", Assert.Single(Problems(new() { Recipients = [Lead, Lead] })));

    [Fact]
    public void It_is_read_from_the_configuration_and_a_secret_that_cannot_be_used_is_not_repeated()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.json")).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Safeguarding:Deliveries:Recipients:0:Id"] = "cases",
            ["Safeguarding:Deliveries:Recipients:0:Webhook"] = "https://cases.example/hook",
            ["Safeguarding:Deliveries:Recipients:0:Secret"] = "hunter2",
            ["Safeguarding:ClosedDays:0"] = "2026-12-24",
        }).Build();

        var error = Assert.Throws<ConfigurationException>(() => Sections.Read<SafeguardingOptions>(configuration));
        configuration["Safeguarding:Deliveries:Recipients:0:Secret"] = Lead.Secret;
        var read = Sections.Read<SafeguardingOptions>(configuration);

        Assert.Contains("key \"Deliveries:Recipients:0:Secret\": its value cannot be used; it should be \"whsec_\"", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.Equal(("cases", EscalationStep.First, "webhook"), (read.Deliveries.Recipients[0].Id, read.Deliveries.Recipients[0].Step, read.Deliveries.Recipients[0].Channel));
        Assert.Equal([new DateOnly(2026, 12, 24)], read.ClosedDays);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(7, 320)]
    [InlineData(8, 600)]
    [InlineData(10_000, 600)]
    public void Pauses_grow_to_ten_minutes_and_no_further(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliveryOptions.PauseAfter(tries));

    private static IEnumerable<string> Problems(DeliveryOptions deliveries) => new SafeguardingOptions { Deliveries = deliveries }.Problems().Select(problem => problem.Key);
}
