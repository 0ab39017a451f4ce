using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Storage.Maintenance;

/// <summary>
/// Says whether two tables hold the same rows, in whatever order. Each row is hashed with the kind and the exact bits of its values; the hashes are
/// added, so that a row that is there twice counts twice.
/// </summary>
internal sealed class RowHash
{
    private readonly ArrayBufferWriter<byte> _row = new();
    private UInt128 _upper;
    private UInt128 _lower;

    public long Rows { get; private set; }

    /// <param name="row">Values in the order of the table's columns: null, text, long or double.</param>
    public void Add(ReadOnlySpan<object?> row)
    {
        _row.ResetWrittenCount();
        foreach (var value in row)
            Write(value);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        unchecked
        {
            _upper += BinaryPrimitives.ReadUInt128BigEndian(hash);
            _lower += BinaryPrimitives.ReadUInt128BigEndian(hash[16..]);
        }

        Rows++;
    }

    public override string ToString() => $"{_upper:x32}{_lower:x32}";

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                Write('0', 0);
                break;
            case long whole:
                Write('i', whole);
                break;
            case double fraction:
                // SQLite keeps no sign of zero.
                Write('f', BitConverter.DoubleToInt64Bits(fraction == 0 ? 0 : fraction));
                break;
            case string text:
                Write('t', Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _row);
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} has no hash here.", nameof(value));
        }
    }

    private void Write(char kind, long bits)
    {
        var bytes = _row.GetSpan(1 + sizeof(long));
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], bits);
        _row.Advance(1 + sizeof(long));
    }
}
