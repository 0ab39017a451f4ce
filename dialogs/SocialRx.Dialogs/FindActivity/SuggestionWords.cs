using System.Globalization;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Dialogs.FindActivity;

/// <summary>Says a suggestion in plain words, made of facts alone.</summary>
internal sealed class SuggestionWords(WordBook words)
{
    private const int LongestSummary = 220;
    private const int MostReasons = 4;
    private const int MostSnags = 3;

    public Shown Put(Suggestion suggestion, DateOnly today) => new(
        suggestion.Listing.Id,
        suggestion.Listing.Name,
        WhenAndWhere(suggestion.Listing),
        Text(suggestion),
        More(suggestion.Listing),
        Next(suggestion.Listing, today));

    /// <summary>What can be tapped under it.</summary>
    public IReadOnlyList<CardButton> Buttons(Shown shown) =>
    [
        new(words[Lines.Button.Like], words.Say(Lines.Button.LikeThat.With(shown.Name), [])),
        new(words[Lines.Button.NotForMe], words.Say(Lines.Button.NotThat.With(shown.Name), [])),
        new(words[Lines.Button.TellMore], words.Say(Lines.Button.MoreOfThat.With(shown.Name), [])),
    ];

    /// <summary>The same for whoever looks after the directory.</summary>
    public PreviewedSuggestion Preview(Suggestion suggestion, DateOnly today)
    {
        var shown = Put(suggestion, today);
        return new PreviewedSuggestion(shown.Name, shown.WhenAndWhere, shown.Text, [.. Buttons(shown).Select(button => button.Label)], words.Say(Lines.Find.More.With(shown.More), []));
    }

    private string Text(Suggestion suggestion)
    {
        var reasons = suggestion.Reasons.Select(ReasonWords).Where(reason => reason.Length > 0).Take(MostReasons).ToList();
        var snags = suggestion.Snags.Select(SnagWords).Where(snag => snag.Length > 0).Take(MostSnags).ToList();
        return string.Join('\n', reasons.Concat(snags.Count == 0 ? [] : [words[Lines.Find.Snags], .. snags]));
    }

    private string More(Listing listing)
    {
        var parts = new List<string> { words.Say(Lines.Find.RunBy.With(listing.Name, listing.Organisation), []) };
        if (listing.Summary.Length > 0)
            parts.Add(Sentences.Short(listing.Summary, LongestSummary));
        if (listing.HowToJoin is { Length: > 0 } join)
            parts.Add(Sentences.Short(join, LongestSummary));
        if (Contact(listing) is { } contact)
            parts.Add(words.Say(Lines.Find.Contact.With(contact), []));
        return string.Join('\n', parts);
    }

    private static string? Contact(Listing listing) => listing.Phone ?? listing.Email ?? listing.Web;

    private string WhenAndWhere(Listing listing)
    {
        var where = listing.IsOnline ? words[Lines.Find.Online] : listing.Venue ?? "";
        var when = listing.Sessions.Count == 0 ? "" : Sentences.And(listing.Sessions.Take(2).Select(Session));
        return string.Join(" · ", new[] { when, where }.Where(part => part.Length > 0));
    }

    private static string Session(Session session) => $"{Sentences.Day(session.Day)}s {Sentences.Time(session.Opens)} to {Sentences.Time(session.Closes)}";

    /// <summary>The next day it is on after today, for the question how it went.</summary>
    private static DateOnly? Next(Listing listing, DateOnly today) =>
        Enumerable.Range(1, 7)
            .Select(today.AddDays)
            .Cast<DateOnly?>()
            .FirstOrDefault(day => listing.Sessions.Any(session => session.Day == day!.Value.DayOfWeek && (session.Until is null || session.Until >= day)));

    private string ReasonWords(Reason reason) => reason switch
    {
        Reason.MatchesTheme theme => words.Say(Lines.Reason.Theme.With(Theme.Find(theme.ThemeId)?.Label.ToLowerInvariant() ?? theme.ThemeId), []),
        Reason.MatchesWord word => words.Say(Lines.Reason.Word.With(word.Word), []),
        Reason.IsNear near => words.Say(Lines.Reason.Near.With(Sentences.Miles(near.Kilometres), near.PlaceName), []),
        Reason.IsOnline => words[Lines.Reason.Online],
        Reason.IsFree => words[Lines.Reason.Free],
        Reason.OnYourDay day => words.Say(Lines.Reason.Day.With(Sentences.Day(day.Session.Day)), []),
        Reason.ForYourAge age => words.Say(Lines.Reason.Age.With(Ages(age.From, age.To)), []),
        Reason.WelcomesNewcomers => words[Lines.Reason.Newcomers],
        Reason.HasAccess access => words.Say(Lines.Reason.Access.With(AccessName(access.AccessId)), []),
        Reason.ForPeopleLikeYou => words[Lines.Reason.Group],
        _ => "",
    };

    private string SnagWords(Snag snag) => snag switch
    {
        Snag.Costs costs => words.Say(Lines.Snag.Costs.With(Sentences.Pounds(costs.Pounds)), []),
        Snag.CostUnknown => words[Lines.Snag.CostUnknown],
        Snag.IsFar far => words.Say(Lines.Snag.Far.With(Sentences.Miles(far.Kilometres)), []),
        Snag.PlaceUnknown => words[Lines.Snag.PlaceUnknown],
        Snag.OtherDay day => words.Say(Lines.Snag.OtherDay.With(Session(day.Session)), []),
        Snag.TimesUnknown => words[Lines.Snag.TimesUnknown],
        Snag.AgesUnknown => words[Lines.Snag.AgesUnknown],
        Snag.PartOfYourAge age => words.Say(Lines.Snag.PartOfAge.With(Ages(age.From, age.To)), []),
        Snag.AccessNotSaid access => words.Say(Lines.Snag.AccessNotSaid.With(AccessName(access.AccessId)), []),
        Snag.NeedsReferral => words[Lines.Snag.NeedsReferral],
        Snag.TermTimeOnly => words[Lines.Snag.TermTime],
        Snag.NotCheckedLately => words[Lines.Snag.NotChecked],
        _ => "",
    };

    private string Ages(decimal? from, decimal? to) => (from, to) switch
    {
        ({ } low, { } high) => words.Say(Lines.Reason.AgesBetween.With(low.ToString("0.##", CultureInfo.InvariantCulture), high.ToString("0.##", CultureInfo.InvariantCulture)), []),
        ({ } low, null) => words.Say(Lines.Reason.AgesFrom.With(low.ToString("0.##", CultureInfo.InvariantCulture)), []),
        (null, { } high) => words.Say(Lines.Reason.AgesTo.With(high.ToString("0.##", CultureInfo.InvariantCulture)), []),
        _ => words[Lines.Reason.AgesAll],
    };

    private string AccessName(string id) => id switch
    {
        "step-free" => words[Lines.Button.StepFree],
        "quiet-space" => words[Lines.Button.QuietSpace],
        "accessible-toilet" => words[Lines.Button.Toilet],
        "bsl" => words[Lines.Button.Signing],
        "hearing-loop" => words[Lines.Button.HearingLoop],
        "carer-welcome" => words[Lines.Button.Carer],
        _ => id.Replace('-', ' '),
    };
}
