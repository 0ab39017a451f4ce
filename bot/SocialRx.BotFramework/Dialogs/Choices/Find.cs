using System.Runtime.InteropServices;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Finds choices in what was said: by their words, else by their place in the list, in words ("the second") or as a number.</summary>
public class ChoiceRecognizers
{
    private protected ChoiceRecognizers()
    {
    }

    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<string> choices, FindChoicesOptions options = null) =>
        RecognizeChoices(utterance, ChoiceFactory.ToChoices(choices), options);

    /// <summary>One way of reading only: "the first division book" is a title, not the first choice.</summary>
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions options = null)
    {
        utterance ??= string.Empty;
        list ??= [];
        options ??= new FindChoicesOptions();
        var matched = Find.FindChoices(utterance, list, options);
        if (matched.Count > 0)
            return matched;

        var places = options.RecognizeOrdinals ? OrdinalReader.ReadAll(utterance, options.Locale, list.Count) : [];
        // "the fourth" of three is a place that is not there, not a number that is.
        if (places.Count == 0 && options.RecognizeNumbers)
            places = [.. NumberReader.ReadAll(utterance, options.Locale)];
        return At(utterance, list, places);
    }

    private static List<ModelResult<FoundChoice>> At(string utterance, IList<Choice> list, IEnumerable<NumberInText> places) =>
        [.. places
            .Where(place => place.Value >= 1 && place.Value <= list.Count && place.Value == decimal.Truncate(place.Value))
            .Select(place => new ModelResult<FoundChoice>
            {
                Start = place.Start,
                End = place.End,
                Text = utterance[place.Start..(place.End + 1)],
                TypeName = "choice",
                Resolution = new FoundChoice { Value = list[(int)place.Value - 1].Value, Index = (int)place.Value - 1, Score = 1 },
            })];
}

public static class Find
{
    private const int StandardDistance = 2;

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, ChoiceFactory.ToChoices(choices), options);
    }

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        options ??= new FindChoicesOptions();
        var synonyms = choices.SelectMany((choice, index) => WordsFor(choice, options).Select(words => new SortedValue { Value = words, Index = index })).ToList();
        return [.. FindValues(utterance, synonyms, options).Select(found => new ModelResult<FoundChoice>
        {
            Start = found.Start,
            End = found.End,
            Text = found.Text,
            TypeName = "choice",
            Resolution = new FoundChoice
            {
                Value = choices[found.Resolution.Index].Value,
                Index = found.Resolution.Index,
                Score = found.Resolution.Score,
                Synonym = found.Resolution.Value,
            },
        })];
    }

    /// <summary>The values in what was said, in the order they were said; each index once, and no word for two. What is a value from end to end is that value only.</summary>
    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        options ??= new FindValuesOptions();
        if (string.IsNullOrEmpty(utterance))
            return [];
        if (values.Find(value => string.Equals(value.Value, utterance, StringComparison.OrdinalIgnoreCase)) is { } whole)
            return [Result(new Match(whole, 0, 0, 1), utterance, [new Token { Start = 0, End = utterance.Length - 1 }])];

        var tokenize = options.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var said = tokenize(utterance, options.Locale);
        var positions = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < said.Count; i++)
            (CollectionsMarshal.GetValueRefOrAddDefault(positions, said[i].Normalized, out _) ??= []).Add(i);

        // Longer values first, so that among equals the one that explains more of what was said wins.
        var matches = values.Where(value => value.Value is not null)
            .OrderByDescending(value => value.Value.Length)
            .SelectMany(value => Matches(value, tokenize(value.Value.Trim(), options.Locale), said.Count, positions, options))
            .OrderByDescending(match => match.Score)
            .ToList();
        return [.. WithoutOverlap(matches, said.Count).OrderBy(match => match.First).Select(match => Result(match, utterance, said))];
    }

    private static IEnumerable<string> WordsFor(Choice choice, FindChoicesOptions options)
    {
        if (!options.NoValue && choice.Value is not null)
            yield return choice.Value;
        if (!options.NoAction && choice.Action?.Title is { } title)
            yield return title;
        foreach (var synonym in choice.Synonyms ?? [])
            yield return synonym;
    }

    private static IEnumerable<Match> Matches(SortedValue value, List<Token> words, int saidCount, Dictionary<string, List<int>> positions, FindValuesOptions options)
    {
        for (var start = 0; start < saidCount && TryMatch(value, words, start, positions, options) is { } match; start = match.Last + 1)
            yield return match;
    }

    private static Match TryMatch(SortedValue value, List<Token> words, int start, Dictionary<string, List<int>> positions, FindValuesOptions options)
    {
        var (matched, deviation, first, last) = (0, 0, -1, -1);
        foreach (var word in words)
        {
            if (!positions.TryGetValue(word.Normalized, out var places) || NextFrom(places, start) is not { } position)
                continue;
            var distance = matched > 0 ? position - start : 0;
            if (distance > (options.MaxTokenDistance ?? StandardDistance))
                continue;
            matched++;
            deviation += distance;
            start = position + 1;
            first = first < 0 ? position : first;
            last = position;
        }

        if (matched == 0 || (matched < words.Count && !options.AllowPartialMatches))
            return null;
        // Whole numbers, as bots know it: a value of which only some words were said scores nothing.
        var completeness = matched / words.Count;
        var accuracy = (float)matched / (matched + deviation);
        return new Match(value, first, last, completeness * accuracy);
    }

    private static int? NextFrom(List<int> places, int start)
    {
        var index = places.BinarySearch(start);
        index = index < 0 ? ~index : index;
        return index < places.Count ? places[index] : null;
    }

    private static IEnumerable<Match> WithoutOverlap(IEnumerable<Match> matches, int saidCount)
    {
        var found = new HashSet<int>();
        var used = new bool[saidCount];
        foreach (var match in matches)
        {
            if (found.Contains(match.Value.Index) || Array.IndexOf(used, true, match.First, match.Last - match.First + 1) >= 0)
                continue;
            found.Add(match.Value.Index);
            Array.Fill(used, true, match.First, match.Last - match.First + 1);
            yield return match;
        }
    }

    private static ModelResult<FoundValue> Result(Match match, string utterance, List<Token> said)
    {
        var (start, end) = (said[match.First].Start, said[match.Last].End);
        return new ModelResult<FoundValue>
        {
            Start = start,
            End = end,
            Text = utterance[start..(end + 1)],
            TypeName = "value",
            Resolution = new FoundValue { Value = match.Value.Value, Index = match.Value.Index, Score = match.Score },
        };
    }

    private sealed record Match(SortedValue Value, int First, int Last, float Score);
}
