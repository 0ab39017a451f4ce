using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Root;

/// <summary>Age band and area: the little that has to be known to show things that fit.</summary>
internal sealed class AboutYou(ProgrammeOptions programme, Database database, WordBook words)
{
    public const string Age = "age";
    public const string Area = "area";

    private readonly IReadOnlyList<Choice> _bands = [.. AgeBand.All.Where(band => band.To >= programme.MinimumAge && band.From <= programme.MaximumAge).Select(band => new Choice(band.Id, Label(band, programme)))];

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = Age,
            Known = story => story.AgeBand is not null || story.IsOutsideAges,
            Ask = _ => new Asking(Lines.About.Age, Lines.About.AgeAgain, [.. _bands, Choices.Skip(words)]),
            Read = ReadAge,
            Clear = story => story with { AgeBand = null, IsOutsideAges = false },
            Record = RecordAge,
        },
        new()
        {
            Name = Area,
            Known = story => story.Place is not null,
            Ask = _ => new Asking(Lines.About.Area, Lines.About.AreaAgain, Choices.Skip(words)),
            LookUp = FindAreaAsync,
            Clear = story => story with { Place = null },
            Record = (story, recorder) =>
            {
                var outcode = story.Place?.Outcode;
                recorder.Add((connection, who, now) => Persons.SetOutcode(connection, who, outcode, now));
            },
            Patience = 2,
        },
    ];

    /// <summary>Only ages that are served: nobody says "11-13" who may be too young.</summary>
    private static string Label(AgeBand band, ProgrammeOptions programme)
    {
        var (from, to) = (Math.Max(band.From, programme.MinimumAge), Math.Min(band.To, programme.MaximumAge));
        return from == to ? $"{from}" : $"{from}-{to}";
    }

    private Reading<Story> ReadAge(Story story, Reply reply)
    {
        if (_bands.FirstOrDefault(band => band.Label == reply.Text) is { } tapped)
            return Found(story, tapped.Id);

        return AgeReader.Read(reply.Text) switch
        {
            AgeReading.Years years when years.Value < programme.MinimumAge => TooYoung(story),
            AgeReading.Years years when years.Value > programme.MaximumAge => TooOld(story),
            AgeReading.SchoolYear year when year.Year + 5 < programme.MinimumAge => TooYoung(story),
            AgeReading.SchoolYear year when year.Year + 4 < programme.MinimumAge => new Reading<Story>.Unclear(Lines.About.AgeUnclear),
            AgeReading.Span span when span.Is.From < programme.MinimumAge => new Reading<Story>.Unclear(Lines.About.AgeUnclear),
            _ when reply.Pick(_bands) is { } band => Found(story, band.Id),
            { Band: { } read } => Found(story, read.Id),
            AgeReading.Birthday => new Reading<Story>.Unclear(Lines.About.NoBirthday),
            _ when reply.IsShrug => new Reading<Story>.Understood(story.WithSkipped(Age), Lines.Form.Skipped),
            _ => new Reading<Story>.Unclear(Lines.About.AgeUnclear),
        };
    }

    // In danger, and for children: the others are for older people.
    private static string LinesToCall =>
        string.Join(' ', Helplines.For(AgeBand.All[0], []).Where(line => line.ToAge < 19 || line.Id == "emergency").Select(line => $"{line.Name}: {line.Contact}."));

    private static Reading<Story>.Understood Found(Story story, string band) => new(story with { AgeBand = band });

    private Reading<Story>.Ends TooYoung(Story story) =>
        new(Outside(story), Lines.About.TooYoung.With(programme.MinimumAge), Lines.About.ShowAnAdult, Lines.About.TooYoungLines.With(LinesToCall));

    private Reading<Story>.Ends TooOld(Story story) =>
        new(Outside(story), Lines.About.TooOld.With(programme.MaximumAge), Lines.About.AskYourSurgery);

    private static Story Outside(Story story) => new() { IsOutsideAges = true, SkippedQuestions = story.SkippedQuestions };

    private static void RecordAge(Story story, Recorder recorder)
    {
        if (story.IsOutsideAges)
            recorder.ForgetEverything();
        else
            recorder.Add((connection, who, now) => Persons.SetAgeBand(connection, who, story.AgeBand, now));
    }

    private async Task<Reading<Story>> FindAreaAsync(Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        var reply = exchange.Reply;
        var finding = await Places.FindAsync(database, reply.Text, cancellationToken);
        return finding switch
        {
            PlaceFinding.Found { Guessed: true } found => new Reading<Story>.Understood(story with { Place = found.Place }, Lines.About.AreaGuessed.With(found.Place.Name)),
            PlaceFinding.Found found => new Reading<Story>.Understood(story with { Place = found.Place }),
            PlaceFinding.Several several => new Reading<Story>.Stays(story, Lines.About.AreaSeveral.With(Sentences.Or(several.Places.Select(place => place.Name)))),
            PlaceFinding.UnknownOutcode unknown => new Reading<Story>.Unclear(Lines.About.AreaUnknown.With(unknown.Outcode)),
            _ when reply.IsShrug => new Reading<Story>.Understood(story.WithSkipped(Area), Lines.Form.Skipped),
            _ => new Reading<Story>.Unclear(Lines.About.AreaUnclear),
        };
    }
}
