using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using K4os.Compression.LZ4;
using Microsoft.AspNetCore.DataProtection;
using SocialRx.Storage;

namespace SocialRx.Bot.Keys;

/// <summary>How personal text lies in the database: sealed with the key ring, which opens after the database it is kept in.</summary>
internal sealed class PersonalText
{
    /// <summary>In front of what is sealed; what has no mark was written before there were keys.</summary>
    private const string Mark = "s1.";

    /// <summary>In front of what was packed before it was sealed.</summary>
    private const string PackedMark = "s2.";

    /// <summary>UTF-16 characters. Long state packs to little more than half, which is less to seal, to write and to read.</summary>
    private const int WorthPacking = 512;

    private IDataProtector? _protector;

    public PersonalText() => Sealing = new Sealing(Seal, Open);

    public Sealing Sealing { get; }

    public void Use(IDataProtector protector) => _protector = protector;

    private IDataProtector Protector => _protector ?? throw new InvalidOperationException("Personal text is read or written before the key ring is open.");

    private string Seal(string text) =>
        text.Length < WorthPacking
            ? Mark + Protector.Protect(text)
            : PackedMark + Base64Url.EncodeToString(Protector.Protect(LZ4Pickler.Pickle(Encoding.UTF8.GetBytes(text))));

    private string Open(string text)
    {
        try
        {
            return text.StartsWith(Mark, StringComparison.Ordinal) ? Protector.Unprotect(text[Mark.Length..])
                : text.StartsWith(PackedMark, StringComparison.Ordinal) ? Encoding.UTF8.GetString(LZ4Pickler.Unpickle(Protector.Unprotect(Base64Url.DecodeFromChars(text.AsSpan(PackedMark.Length)))))
                : text;
        }
        catch (Exception error) when (error is CryptographicException or FormatException or InvalidDataException)
        {
            throw new StorageException("Personal text in the database cannot be opened: it was changed, or sealed with keys that are not here.", error);
        }
    }
}
