using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SocialRx.Storage;

namespace SocialRx.Bot.Keys;

/// <summary>How personal text lies in the database: sealed with the key ring, which opens after the database it is kept in.</summary>
internal sealed class PersonalText
{
    /// <summary>In front of what is sealed; what has no mark was written before there were keys.</summary>
    private const string Mark = "s1.";

    private IDataProtector? _protector;

    public PersonalText() => Sealing = new Sealing(Seal, Open);

    public Sealing Sealing { get; }

    public void Use(IDataProtector protector) => _protector = protector;

    private IDataProtector Protector => _protector ?? throw new InvalidOperationException("Personal text is read or written before the key ring is open.");

    private string Seal(string text) => Mark + Protector.Protect(text);

    private string Open(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
            return text;
        try
        {
            return Protector.Unprotect(text[Mark.Length..]);
        }
        catch (CryptographicException error)
        {
            throw new StorageException("Personal text in the database cannot be opened: it was changed, or sealed with keys that are not here.", error);
        }
    }
}
