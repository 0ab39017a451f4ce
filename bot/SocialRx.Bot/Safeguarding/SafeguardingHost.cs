using SocialRx.Bot.Configuration;
using SocialRx.Bot.Safeguarding.Deliveries;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.Safeguarding;

internal static class SafeguardingHost
{
    /// <summary>Safeguarding with its section of the configuration, and a check of the numbers it gives to people.</summary>
    public static WebApplicationBuilder AddSafeguarding(this WebApplicationBuilder builder)
    {
        builder.AddSection<SafeguardingOptions>();
        builder.Services.AddSafeguarding();
        builder.Services.AddHostedService<HelplineCheck>();
        builder.Services.AddHostedService<ApprovalCheck>();
        builder.AddDeliveries();
        return builder;
    }

    /// <summary>Who is told of a concern outside of the dashboard. Without recipients in the configuration nothing is called.</summary>
    private static void AddDeliveries(this WebApplicationBuilder builder)
    {
        var http = OutgoingAddresses.Client(builder.Environment.IsDevelopment());
        builder.Services.AddSingleton<IDeliveryChannel, MailDelivery>();
        builder.Services.AddSingleton<IDeliveryChannel>(_ => new WebhookDelivery(http));
        builder.Services.AddSingleton<IDeliveryChannel>(_ => new TeamsDelivery(http));
        builder.Services.AddSingleton<ConcernRound>();
        builder.Services.AddHostedService<ConcernWaking>();
    }
}

/// <summary>Warns at the start of helplines that nobody has checked lately.</summary>
internal sealed partial class HelplineCheck(SafeguardingOptions options, TimeProvider clock, ILogger<HelplineCheck> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var line in Helplines.Stale(today, options.HelplineMonths))
            LogStale(log, line.Id, options.HelplineMonths);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Helpline {Line} was not checked at its source for more than {Months} months.")]
    private static partial void LogStale(ILogger log, string line, int months);
}

/// <summary>
/// Says at the start, once, which safety words nobody in the organisation has approved. They are used all the same, English always and translations
/// unless that was decided otherwise: a frightened child must get an answer.
/// </summary>
internal sealed partial class ApprovalCheck(SafetyLanguages languages, IHostEnvironment environment, ILogger<ApprovalCheck> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsProduction() && languages.NotApproved.Count > 0)
            LogNotApproved(log, string.Join(", ", languages.NotApproved.Select(words => $"{words.Language} {words.Version} ({(words.IsUsed ? "used" : "not used")})")));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "NOT APPROVED: nobody has approved these safety words: {Words}. Read Words/safety-*.json, then name version, approver and date in Safeguarding:ApprovedWords.")]
    private static partial void LogNotApproved(ILogger log, string words);
}
