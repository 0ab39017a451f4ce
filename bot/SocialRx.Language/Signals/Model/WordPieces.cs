using System.Collections.Frozen;

namespace SocialRx.Language.Signals.Model;

/// <summary>Cuts folded text into the pieces of words that the encoder knows (WordPiece: the longest known piece first). A word of unknown letters is one unknown piece.</summary>
internal sealed class WordPieces
{
    private const int LongestWord = 40;

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly int _first;
    private readonly int _last;
    private readonly int _unknown;
    private readonly int _longest;

    /// <param name="pieces">In the order of their numbers; one that goes on a word starts with "##".</param>
    /// <exception cref="FormatException">One is there twice, or a mark is missing.</exception>
    public WordPieces(IReadOnlyList<string> pieces)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < pieces.Count; number++)
        {
            if (!numbers.TryAdd(pieces[number], number))
                throw new FormatException($"The piece \"{pieces[number]}\" is there twice.");
        }

        (_first, _last, _unknown) = (Mark("[CLS]"), Mark("[SEP]"), Mark("[UNK]"));
        _longest = pieces.Max(piece => piece.Length);
        _pieces = numbers.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        int Mark(string mark) => numbers.TryGetValue(mark, out var number) ? number : throw new FormatException($"There is no piece {mark}.");
    }

    /// <summary>Numbers of the pieces between the two marks; what does not fit is left out at the end.</summary>
    /// <returns>How many of <paramref name="numbers"/> were filled.</returns>
    public int Read(ReadOnlySpan<char> text, Span<int> numbers)
    {
        var count = 0;
        numbers[count++] = _first;
        for (int at = 0, end; at < text.Length && count < numbers.Length - 1; at = end)
        {
            end = at + 1;
            if (char.IsWhiteSpace(text[at]))
                continue;
            if (char.IsLetterOrDigit(text[at]))
            {
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                    end++;
            }
            else if (char.IsHighSurrogate(text[at]) && end < text.Length)
            {
                end++;
            }

            count += Word(text[at..end], numbers[count..^1]);
        }

        numbers[count++] = _last;
        return count;
    }

    private int Word(ReadOnlySpan<char> word, Span<int> numbers)
    {
        if (word.Length > LongestWord)
            return Unknown(numbers);
        Span<char> going = stackalloc char[LongestWord + 2];
        going[0] = going[1] = '#';
        word.CopyTo(going[2..]);
        var count = 0;
        for (var at = 0; at < word.Length && count < numbers.Length;)
        {
            // A piece that goes on a word is looked for with its marks, which lie before the word's rest.
            var marks = at == 0 ? 0 : 2;
            if (at > 0)
                going[at] = going[at + 1] = '#';
            var rest = at == 0 ? word : going[at..(word.Length + 2)];
            var length = Math.Min(rest.Length, _longest);
            var number = 0;
            while (length > marks && !_pieces.TryGetValue(rest[..length], out number))
                length--;
            if (length <= marks)
                return Unknown(numbers);
            numbers[count++] = number;
            at += length - marks;
        }

        return count;
    }

    private int Unknown(Span<int> numbers)
    {
        if (numbers.Length == 0)
            return 0;
        numbers[0] = _unknown;
        return 1;
    }
}
