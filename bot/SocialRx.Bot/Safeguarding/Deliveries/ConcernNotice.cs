using System.Globalization;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>What a recipient is told of a concern: that it is there and where to look. Nothing of what was written, no name, no place.</summary>
/// <param name="Id">The same in every try, so that a repeated one can be told.</param>
/// <param name="Link">Null when nobody has said where the dashboard is.</param>
internal sealed record ConcernNotice(string Id, string ConcernId, string Route, IReadOnlyList<RiskCategory> About, DateTimeOffset RaisedAt, DateTimeOffset LastSignalAt, EscalationStep Step, Uri? Link, DateTimeOffset Now)
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static ConcernNotice Of(DueDelivery delivery, ConcernRow concern, string dashboard, DateTimeOffset now) => new(
        delivery.Id,
        concern.Id,
        concern.Route,
        [.. concern.Categories.Split(',').Select(RiskCategory.Find).OfType<RiskCategory>().Distinct()],
        concern.RaisedAt,
        concern.LastSignalAt,
        delivery.Step,
        dashboard.Length > 0 ? new Uri($"{dashboard.TrimEnd('/')}/concerns/{Uri.EscapeDataString(concern.Id)}") : null,
        now);

    public string Title => Step == EscalationStep.First ? $"A safeguarding concern to look at ({Route})" : $"Nobody has acknowledged a safeguarding concern ({Route})";

    public IEnumerable<string> Lines()
    {
        yield return Step switch
        {
            EscalationStep.First => "A young person wrote something that a person should look at.",
            EscalationStep.Second => "The first people told have not acknowledged it. You are told because you are the second.",
            _ => "It is still not acknowledged. Everybody on the list is told now.",
        };
        yield return $"Route: {Route}. It says how the chat answered; it is not a level of risk.";
        if (About.Count > 0)
            yield return $"About: {string.Join(", ", About.Select(category => category.Label))}";
        yield return $"Raised: {Minute(RaisedAt)}. Last message: {Minute(LastSignalAt)}.";
        yield return $"Concern: {ConcernId}";
        yield return "What was written can only be read on the dashboard, by the safeguarding role.";
    }

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", British);
}
