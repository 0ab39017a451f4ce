using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Root;

/// <summary>How did it go? Asked once, after the day, of people who said we may.</summary>
internal sealed class CheckIn(WordBook words)
{
    private readonly IReadOnlyList<Choice> _answers =
    [
        words.Choice(Lines.Button.WentGood, SuggestionOutcome.WentGood, "good", "great", "it was good", "it was ok", "loved it", "fun", "it was fun", "fine", "alright"),
        words.Choice(Lines.Button.WentBad, SuggestionOutcome.WentBad, "bad", "not for me", "hated it", "boring", "rubbish", "not good"),
        words.Choice(Lines.Button.DidNotGo, SuggestionOutcome.DidNotGo, "didnt go", "never went", "no", "nah", "not yet", "couldnt", "havent been"),
    ];

    /// <summary>The day after which to ask; null when there is nothing to ask, or no leave to.</summary>
    public static DateOnly? DayOf(Story story) =>
        story.Consent.CheckIn == true && !story.AskedHowItWent && story.HowItWent is null && story.Chosen is not null ? story.AskAfter : null;

    public static bool IsDue(Story story, DateOnly today) => DayOf(story) < today;

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = "how-it-went",
            Applies = story => story.Chosen is not null,
            Known = story => story.HowItWent is not null,
            Prepare = (story, _, _) => Task.FromResult(story.AskedHowItWent ? story : story with { AskedHowItWent = true }),
            Ask = story => new Asking(Lines.CheckIn.Ask.With(story.Chosen!.Name), Lines.CheckIn.Again, [.. _answers, Choices.Skip(words)]),
            Read = Read,
            Skip = story => story with { HowItWent = "" },
            Clear = story => story with { HowItWent = null },
            Record = (story, recorder) =>
            {
                if (string.IsNullOrEmpty(story.HowItWent))
                    return;
                var row = new OutcomeRow(recorder.NewId(), story.Chosen!.ListingId, story.HowItWent);
                recorder.Add((connection, who, now) => Plans.SetOutcome(connection, who, row, now));
            },
        },
    ];

    private Reading<Story> Read(Story story, Reply reply) => reply.Pick(_answers)?.Id switch
    {
        SuggestionOutcome.WentGood => new Reading<Story>.Understood(story with { HowItWent = SuggestionOutcome.WentGood }, Lines.CheckIn.Good),
        SuggestionOutcome.WentBad => new Reading<Story>.Understood(story with { HowItWent = SuggestionOutcome.WentBad }, Lines.CheckIn.Bad),
        SuggestionOutcome.DidNotGo => new Reading<Story>.Understood(story with { HowItWent = SuggestionOutcome.DidNotGo }, Lines.CheckIn.NotGone),
        _ when reply.YesNo == YesNo.Unsure => new Reading<Story>.Understood(story with { HowItWent = "" }, Lines.Form.Skipped),
        _ => new Reading<Story>.Unclear(),
    };
}
