using SocialRx.Dialogs.FindActivity;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Domain.ActivityDirectory.JudgedMatches;

/// <summary>Requests in young people's words, each with what the first three must and must not hold, through the reading and matching that the conversation uses.</summary>
public sealed class JudgedMatchesTests
{
    [Fact]
    public void A_young_person_would_agree()
    {
        var complaints = Requests.SelectMany(Complaints).ToList();

        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
        Assert.InRange(Requests.Count(), 60, 200);
    }

    private static IEnumerable<string> Complaints(Request request)
    {
        var shortlist = Matching.Choose(JudgedTown.Listings, StoryWishes.Of(StoryOf(request), TermCalendars.None), Some.Now);
        var three = shortlist.Suggestions.Select(suggestion => suggestion.Listing.Id["test.".Length..]).ToList();
        var isRight = (request.First is null || three.FirstOrDefault() == request.First)
            && request.Must.All(three.Contains)
            && !request.Never.Any(three.Contains)
            && three.Count > 0
            && shortlist.Suggestions.All(suggestion => suggestion.Reasons.Count > 0);
        if (!isRight)
            yield return $"\"{request.Matters}\" \"{request.InTheWay}\" \"{request.When}\" {request.Age} got {string.Join(", ", three)} (widened {shortlist.WidenedBy}). First {request.First}, must {string.Join(' ', request.Must)}, never {string.Join(' ', request.Never)}: {request.Why}";
    }

    private static Story StoryOf(Request request) => new()
    {
        AgeBand = request.Age,
        Place = Some.FB3,
        Matters = new Told(request.Matters, [.. Coding.Themes(request.Matters).Take(3)]),
        InTheWay = request.InTheWay is null ? new Told(null, []) : new Told(request.InTheWay, Coding.Barriers(request.InTheWay)),
        When = request.When is null ? null : Availability.Read(request.When, Some.Now),
        TurnedDown = [.. request.TurnedDown.Select(id => new TurnedDown($"test.{id}", id, request.Reason))],
    };

    // Ages are bands; where nothing is said of it, 14-15.
    private static IEnumerable<Request> Requests =>
    [
        new("footie") { First = "kickabout", Never = ["full", "elsewhere", "walking-football", "girls-football"], Why = "Near, free, gentle; never full, for others or for another age." },
        new("i like fotball") { First = "kickabout", Why = "A slip of the finger." },
        new("football w my brother but he moved out") { Must = ["kickabout"], Why = "Words in a sentence." },
        new("i hate football but climbing is alright") { First = "climbing", Why = "A no is a no." },
        new("footie", "only got 2 quid") { Must = ["kickabout"], Never = ["five-a-side"], Why = "Four pounds is more than two." },
        new("footy", When: "sundays") { First = "five-a-side", Never = ["kickabout"], Why = "The one on a Sunday." },
        new("boxing") { First = "boxing", Never = ["stale"], Why = "Not the one that closed." },
        new("boxing", "no money") { Never = ["boxing", "gym", "netball"], Why = "Only free things when there is no money." },
        new("boxing", "under a fiver") { First = "boxing", Why = "Two pounds is under a fiver." },
        new("netball") { First = "netball", Why = "Named." },
        new("bmx") { First = "skate", Why = "In the summary." },
        new("skate") { First = "skate", Why = "Short for it." },
        new("gym but girls only") { First = "girls-gym", Why = "Both were asked for." },
        new("gym") { First = "gym", Never = ["girls-gym"], Why = "A group for girls is for those who say so." },
        new("gym", Age: "11-13") { Never = ["gym"], Why = "From 14." },
        new("climbing") { First = "climbing", Why = "Within five kilometres, if dear." },
        new("swimming", "use a wheelchair") { First = "swim", Why = "It says it is step-free." },
        new("karate") { First = "karate", Why = "Named." },
        new("street dance") { First = "street-dance", Why = "Two words that are one thing." },
        new("dancing") { First = "street-dance", Why = "A kind of it." },
        new("i make beats") { First = "beats", Why = "Music, but the beats." },
        new("grime") { First = "mic", Why = "Named." },
        new("rapping n that") { First = "mic", Why = "Named." },
        new("i want to be a dj") { First = "decks", Why = "Named." },
        new("singing") { First = "choir", Why = "A choir sings." },
        new("guitar", "no money") { Never = ["guitar"], Why = "Eight pounds." },
        new("art") { First = "art", Why = "Drawing and painting are art." },
        new("drawing") { Must = ["art", "manga"], Why = "Both draw." },
        new("manga") { First = "manga", Why = "Named." },
        new("anime and that") { First = "manga", Why = "The same crowd." },
        new("drama") { First = "drama", Why = "Named." },
        new("baking w my nan") { First = "baking", Why = "Named, though family was said too." },
        new("doing nails") { First = "nails", Why = "Named." },
        new("hair and makeup") { First = "nails", Why = "Both." },
        new("fashion") { First = "fashion", Why = "Clothes." },
        new("d&d") { First = "dnd", Never = ["gaming"], Why = "Not consoles." },
        new("dungeons and dragons") { First = "dnd", Why = "The long name." },
        new("chess") { First = "chess", Why = "Named." },
        new("gaming") { Must = ["gaming"], Why = "Consoles." },
        new("xbox") { Must = ["gaming"], Why = "A console by name." },
        new("coding") { First = "code", Why = "Named." },
        new("gardening") { First = "allotment", Why = "An allotment is a garden." },
        new("i want to be round animals") { First = "farm", Why = "Named." },
        new("fishing") { First = "fishing", Why = "Named." },
        new("fishing", "only walking distance") { Never = ["fishing"], Why = "Four kilometres is no walk." },
        new("is there a youth club") { First = "youth-club", Why = "Named." },
        new("want to meet new people", "dont know any1") { Must = ["youth-club"], Never = ["online"], Why = "Where it is normal to come alone, and not a screen." },
        new("scouts", Age: "11-13") { First = "scouts", Why = "Named, and the right age." },
        new("scouts", Age: "16-17") { Never = ["scouts"], Why = "Too old for it." },
        new("cadets") { First = "cadets", Why = "Named." },
        new("is there an lgbt group") { First = "lgbt", Why = "Asked for." },
        new("i like being with my friends") { Never = ["lgbt", "carers", "muslim"], Why = "Nobody is put in a group they did not name." },
        new("im a young carer need a break") { First = "carers", Why = "They said so." },
        new("im autistic and i like gaming") { Must = ["autism"], Why = "They said so, and it is gaming." },
        new("muslim youth group") { First = "muslim", Why = "Asked for." },
        new("somewhere they speak polish") { First = "polish", Why = "The language." },
        new("im so stressed and worried") { Must = ["counsellor", "anxiety"], Never = ["jobs"], Why = "Feelings." },
        new("anxiety", "not in a group") { Must = ["counsellor"], Never = ["anxiety"], Why = "No groups." },
        new("my grandad died") { First = "grief", Why = "Bereavement." },
        new("getting a job", Age: "18-25") { First = "jobs", Why = "Named." },
        new("help with cv", Age: "16-17") { First = "jobs", Why = "Named." },
        new("driving theory", Age: "16-17") { Must = ["driving"], Why = "From 17, which part of the band is." },
        new("gcses are stressing me out") { Must = ["revision"], Why = "Revision help." },
        new("im in debt", Age: "18-25") { First = "debt", Why = "Named." },
        new("need somewhere to live", Age: "18-25") { First = "housing", Why = "Named." },
        new("i want to help people") { Must = ["volunteer"], Why = "Making a difference." },
        new("trying to quit vaping") { First = "quit", Why = "Named." },
        new("active stuff", When: "sat arvo") { Must = ["climbing"], Never = ["kickabout", "run"], Why = "Saturday afternoon." },
        new("sport", When: "weekends but not sunday mornings") { Never = ["five-a-side", "kickabout"], Must = ["swim"], Why = "Sunday afternoon is fine." },
        new("sport", When: "not b4 5") { Never = ["run", "skate"], Why = "Not before five." },
        new("art", When: "after school on tuesdays") { First = "art", Why = "On a Tuesday." },
        new("something with mates", When: "half term") { Must = ["holiday-camp"], Why = "On in the holidays, in the daytime." },
        new("sport outdoors") { Never = ["karate", "climbing", "gym", "boxing"], Must = ["kickabout"], Why = "Not indoors." },
        new("sport but indoors cos its cold") { Never = ["kickabout", "run", "skate"], Why = "Not outdoors." },
        new("surfing", "mum can drive me") { First = "far-surf", Why = "Fourteen kilometres by car." },
        new("surfing") { Never = ["far-surf"], Why = "Too far to be offered first; other active things are nearer." },
        new("football") { TurnedDown = ["kickabout"], Reason = "too-far", Never = ["kickabout", "five-a-side"], Why = "Nothing as far again." },
        new("football") { TurnedDown = ["five-a-side"], Reason = "costs", First = "kickabout", Why = "Free after too dear." },
        new("football") { TurnedDown = ["kickabout"], Reason = "wrong-time", Never = ["kickabout"], Must = ["five-a-side"], Why = "Another day." },
        new("idk", "nerves") { Never = ["jobs"], Why = "Gentle first steps; nothing for older people." },
        new("summat to do") { Why = "Anything, with a reason." },
    ];
}

/// <param name="Matters">What they say matters to them.</param>
internal sealed record Request(string Matters, string? InTheWay = null, string? When = null, string Age = "14-15")
{
    public string? First { get; init; }
    public string[] Must { get; init; } = [];
    public string[] Never { get; init; } = [];
    public string[] TurnedDown { get; init; } = [];
    public string? Reason { get; init; }
    public required string Why { get; init; }
}
