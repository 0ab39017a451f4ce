using System.Text;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>
/// Reads records of fields between semicolons, one at a time. A field that begins with a quotation mark ends at the next single one; two in it
/// stand for one, and it may go over several lines. A quotation mark inside of any other field is an ordinary character, as real files have it.
/// </summary>
internal sealed class SemicolonRecords(TextReader text)
{
    private readonly StringBuilder _field = new();
    private readonly char[] _buffer = new char[16_384];
    private int _at;
    private int _filled;
    private int _lines;
    private int _length;

    /// <summary>The line on which the record that was read begins, from 1.</summary>
    public int Line { get; private set; }

    public List<string> Fields { get; } = [];

    /// <summary>What is wrong with the record, when it is none.</summary>
    public string? Fault { get; private set; }

    private ReadOnlySpan<char> Buffered => _buffer.AsSpan(_at, _filled - _at);

    /// <summary>False at the end. Lines with nothing on them are passed over.</summary>
    public bool Read()
    {
        do
        {
            Fields.Clear();
            (Line, _length) = (_lines + 1, 0);
            if (!Fill())
                return false;
            while (ReadField())
            {
            }
        }
        while (Fault is null && Fields is [var only] && string.IsNullOrWhiteSpace(only));
        return true;
    }

    // False when it was the record's last.
    private bool ReadField()
    {
        _field.Clear();
        if (Fill() && Buffered[0] == '"')
            ReadQuoted();
        TakeTo(';', '\n');
        var isLast = !Fill() || Buffered[0] == '\n';
        if (_at < _filled)
            Pass(1);
        Fields.Add(_field.ToString().Trim());
        return !isLast && Fault is null;
    }

    private void ReadQuoted()
    {
        Pass(1);
        while (Fault is null)
        {
            TakeTo('"', '"');
            if (!Fill())
            {
                Fault ??= "a quotation mark is opened here and never closed";
                return;
            }

            Pass(1);
            if (!Fill() || Buffered[0] != '"')
                return;
            Take(1);
        }
    }

    // Up to one of the two, which stays.
    private void TakeTo(char one, char other)
    {
        while (Fault is null && Fill())
        {
            var end = Buffered.IndexOfAny(one, other);
            Take(end < 0 ? Buffered.Length : end);
            if (end >= 0)
                return;
        }
    }

    private void Take(int characters)
    {
        _field.Append(Buffered[..characters]);
        _length += characters;
        if (_length > PabulibFile.LongestRecord)
            Fault = "this record is too long: a quotation mark may not be closed, or this is no Pabulib file";
        Pass(characters);
    }

    private void Pass(int characters)
    {
        _lines += Buffered[..characters].Count('\n');
        _at += characters;
    }

    // False at the end of the text. Line ends of every system become one '\n'.
    private bool Fill()
    {
        while (_at == _filled)
        {
            var read = text.Read(_buffer);
            if (read == 0)
                return false;
            (_at, _filled) = (0, 0);
            foreach (var character in _buffer.AsSpan(0, read))
            {
                if (character is not ('\r' or '\uFEFF'))
                    _buffer[_filled++] = character;
            }
        }

        return true;
    }
}
