using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Choices;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Kinds;

/// <summary>How many people have answered each pair of a question.</summary>
internal delegate Task<IReadOnlyDictionary<OptionPair, int>> CountPairs(string programmeId, string consultationId, string questionId, CancellationToken cancellationToken);

/// <summary>"Which matters more?", a few pairs for each person, those that few were asked about oftener; none twice.</summary>
internal sealed class TwoAtATime(WordBook words, CountPairs count)
{
    /// <summary>Of one question, for one person: more would be a chore.</summary>
    private const int MostPairs = 6;

    private readonly Choice _cannotDecide = words.Choice(Lines.Button.CannotDecide, "cannot-decide", "cant decide", "can't decide", "both", "neither", "same", "the same", "equal", "dont mind", "either", "both the same");

    public IReadOnlyList<Question<Story>> Questions(Asked asked)
    {
        var options = asked.Question.Picks.Count;
        return [.. Enumerable.Range(1, Math.Min(MostPairs, options * (options - 1) / 2)).Select(number => Pair(asked, number))];
    }

    private Question<Story> Pair(Asked asked, int number) => new()
    {
        Name = asked.Step(number),
        Known = story => Of(story, asked, number)?.ChosenId is not null,
        Prepare = (story, exchange, stop) => ChooseAsync(story, asked, number, exchange, stop),
        Ask = story => Ask(asked, Of(story, asked, number) ?? FirstOf(asked)),
        Read = (story, reply) => Read(story, asked, number, reply),
        Clear = story => Set(story, asked, number, null),
        Record = (story, recorder) => Record(story, asked, number, recorder),
    };

    private async Task<Story> ChooseAsync(Story story, Asked asked, int number, Exchange exchange, CancellationToken stop)
    {
        var seen = asked.Pairs(story);
        if (seen.Count >= number)
            return story;
        var who = exchange.Recorder.Who;
        var votes = await count(who.ProgrammeId, asked.Of.Id, asked.Question.Id, stop);
        var draw = Draw($"{who.ProgrammeId}/{who.PersonId.Value}/{asked.Step(number)}");
        return PairServing.Next([.. asked.Question.Picks.Select(option => option.Id)], votes, [.. seen.Select(pair => OptionPair.Of(pair.FirstId, pair.SecondId))], draw) is { } next
            ? asked.With(story, [.. seen, new SaidPair(asked.Of.Id, asked.Question.Id, next.Left, next.Right, null)])
            : story;
    }

    /// <summary>By lot, but the same when the turn is run again; also which of the two stands first, as what stands first is tapped oftener.</summary>
    private static PairDraw Draw(string of)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(of));
        return new(BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0), (hash[^1] & 1) == 1);
    }

    private Asking Ask(Asked asked, SaidPair pair)
    {
        var (first, second) = (Option(asked, pair.FirstId), Option(asked, pair.SecondId));
        return new(
            Lines.Say.Pair.With(asked.Question.Words, first.Label, second.Label),
            Lines.Say.PairAgain.With(first.Label, second.Label),
            first,
            second,
            _cannotDecide,
            Choices.Skip(words));
    }

    private Reading<Story> Read(Story story, Asked asked, int number, Reply reply)
    {
        var pair = Of(story, asked, number) ?? FirstOf(asked);
        IReadOnlyList<Choice> both = [Option(asked, pair.FirstId), Option(asked, pair.SecondId)];
        if (reply.Is(_cannotDecide))
            return new Reading<Story>.Understood(Set(story, asked, number, ""), Lines.Say.PairUndecided);
        if (reply.Pick(both) is { } chosen)
            return new Reading<Story>.Understood(Set(story, asked, number, chosen.Id), Lines.Say.Noted);
        return reply.IsShrug ? new Reading<Story>.Understood(Set(story, asked, number, ""), Lines.Say.PairUndecided) : new Reading<Story>.Unclear();
    }

    private static Choice Option(Asked asked, string id) => Asked.Button(asked.Question.Picks.First(option => option.Id == id));

    private static SaidPair? Of(Story story, Asked asked, int number) => asked.Pairs(story).ElementAtOrDefault(number - 1);

    private static SaidPair FirstOf(Asked asked) => new(asked.Of.Id, asked.Question.Id, asked.Question.Picks[0].Id, asked.Question.Picks[1].Id, null);

    /// <summary>The pair itself stays: going back asks the same one, and it is asked once.</summary>
    private static Story Set(Story story, Asked asked, int number, string? chosenId) =>
        asked.With(story, [.. asked.Pairs(story).Select((pair, index) => index == number - 1 ? pair with { ChosenId = chosenId } : pair)]);

    private static void Record(Story story, Asked asked, int number, Recorder recorder)
    {
        if (Of(story, asked, number) is { } pair)
            recorder.Add((connection, who, now) => PairVotes.Set(connection, who, asked.Of.Id, asked.Question.Id, OptionPair.Of(pair.FirstId, pair.SecondId), pair.ChosenId, now));
    }
}
