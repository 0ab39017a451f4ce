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

    /// <summary>False at the end. Lines with nothing on them are passed over.</summary>
    public bool Read()
    {
        do
        {
            Fields.Clear();
            (Line, _length) = (_lines + 1, 0);
            if (Peek() is null)
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
        if (Peek() == '"')
            ReadQuoted();
        while (Fault is null)
        {
            var next = Take();
            if (next is ';' or '\n' or null)
            {
                Fields.Add(_field.ToString().Trim());
                return next == ';';
            }

            Append(next.Value);
        }

        return false;
    }

    private void ReadQuoted()
    {
        Take();
        while (Fault is null)
        {
            var next = Take();
            if (next is null)
                Fault = "a quotation mark is opened here and never closed";
            else if (next != '"')
                Append(next.Value);
            else if (Peek() == '"')
                Append(Take()!.Value);
            else
                return;
        }
    }

    private void Append(char character)
    {
        _field.Append(character);
        if (++_length > PabulibFile.LongestRecord)
            Fault = "this record is too long: a quotation mark may not be closed, or this is no Pabulib file";
    }

    private char? Take()
    {
        var next = Peek();
        if (next is not null)
            _at++;
        if (next == '\n')
            _lines++;
        return next;
    }

    // Line ends of every system are one '\n'.
    private char? Peek()
    {
        while (true)
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, text.Read(_buffer));
                if (_filled == 0)
                    return null;
            }

            if (_buffer[_at] is not ('\r' or '\uFEFF'))
                return _buffer[_at];
            _at++;
        }
    }
}
