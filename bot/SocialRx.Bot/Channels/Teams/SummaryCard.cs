using System.Globalization;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>The overview in a card: its sentences, each with its count, who has not been heard, and what cannot be said.</summary>
internal static class SummaryCard
{
    /// <summary>The verb of the button that makes the card anew.</summary>
    public const string Refresh = "summary/refresh";

    /// <summary>What somebody writes to get it.</summary>
    public const string Asked = "summary";

    private static readonly (string Title, (SentenceKind Kind, int Most)[] Kinds, string Nothing)[] Parts =
    [
        ("What matters most", [(SentenceKind.Mattered, 2), (SentenceKind.GotInTheWay, 1)], "Not enough people yet to say anything."),
        ("What is missing, and where", [(SentenceKind.WasMissing, 1), (SentenceKind.WasMissingThere, 1)], "Too few young people were left without something that fits to say what is missing."),
        ("Who has not been heard", [(SentenceKind.NotHeard, 2), (SentenceKind.HeardHidden, 1)], "No age band and no area is certainly under its share so far."),
    ];

    /// <param name="dashboard">Where the dashboard is; empty when nobody has said.</param>
    public static Dictionary<string, object?> Of(PublishedNumbers numbers, ProgrammeOptions programme, string dashboard) =>
        AdaptiveCard.Content([AdaptiveCard.Heading($"What young people in {programme.AreaName} are telling us"), .. Body(numbers), .. AdaptiveCard.Rows(Buttons(dashboard))]);

    private static IEnumerable<object?> Body(PublishedNumbers numbers)
    {
        if (numbers.Find(TableIds.PeopleByAge) is not { } people)
            return AdaptiveCard.Lines($"Nothing can be shown yet. At least {numbers.Rules.LeastRespondents} young people have to take part and agree to be counted before any number appears.");

        var sentences = Summary.Compose(numbers).Where(sentence => SummaryCheck.Holds(sentence, numbers)).ToList();
        return
        [
            .. AdaptiveCard.Lines($"{Text(sentences, SentenceKind.TookPart, 1).FirstOrDefault()} {AsOf(people)}"),
            .. Parts.SelectMany(part => Part(part.Title, [.. part.Kinds.SelectMany(kind => Text(sentences, kind.Kind, kind.Most))], part.Nothing)),
            .. Part("What we cannot say", [.. Text(sentences, SentenceKind.Hidden, 1), .. NotYet(numbers), "Whether it is the same for those who did not take part: we did not hear them."], ""),
        ];
    }

    private static IEnumerable<object?> Part(string title, IReadOnlyList<string> sentences, string nothing) =>
        [AdaptiveCard.Subheading(title), .. AdaptiveCard.Lines(sentences.Count > 0 ? string.Join('\n', sentences) : nothing)];

    private static IEnumerable<string> Text(IEnumerable<Sentence> sentences, SentenceKind kind, int most) =>
        sentences.Where(sentence => sentence.Kind == kind).Take(most).Select(sentence => sentence.Text);

    private static IEnumerable<string> NotYet(PublishedNumbers numbers)
    {
        var missing = Summary.NotYet(numbers).Select(title => $"\u201c{title}\u201d").ToList();
        if (missing.Count > 0)
            yield return $"Nothing yet about {string.Join(", ", missing)}: fewer than {numbers.Rules.LeastRespondents} young people answered.";
    }

    private static string AsOf(PublishedTable people) =>
        people.PublishedAt is { } at ? $"As of {at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}." : "";

    private static IEnumerable<object?> Buttons(string dashboard)
    {
        yield return AdaptiveCard.Button("Action.Execute", "Look again", ("verb", Refresh), ("fallback", AdaptiveCard.Says("Look again", Asked)));
        if (dashboard.Length > 0)
            yield return AdaptiveCard.Button("Action.OpenUrl", "Open the dashboard", ("url", dashboard));
    }
}
