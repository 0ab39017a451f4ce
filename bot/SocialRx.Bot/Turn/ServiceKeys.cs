using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.People;

namespace SocialRx.Bot.Turn;

/// <summary>The service's own key: pseudonyms and tokens are made with keys derived from it.</summary>
internal sealed class ServiceKeys
{
    private const int Bytes = 32;

    private readonly byte[] _pseudonyms;

    public ServiceKeys(ReadOnlySpan<byte> key)
    {
        _pseudonyms = Derive(key, "pseudonyms of people");
        Tokens = Derive(key, "direct line tokens");
    }

    /// <summary>Signs the tokens of web chats.</summary>
    public ReadOnlyMemory<byte> Tokens { get; }

    /// <summary>Reads the key, or makes it at the first start; nobody but the service's own account may read the file.</summary>
    /// <exception cref="IOException">The file can be neither read nor made.</exception>
    /// <exception cref="InvalidDataException">The file is not a key.</exception>
    public static ServiceKeys Open(string file)
    {
        var path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            Make(path);

        var key = File.ReadAllBytes(path);
        return key.Length == Bytes
            ? new ServiceKeys(key)
            : throw new InvalidDataException($"it should hold {Bytes} bytes and holds {key.Length}.");
    }

    /// <summary>The pseudonym of whoever this is on their channel: the same every time, and no way back.</summary>
    public PersonId Pseudonym(string channelId, string userId)
    {
        var hash = HMACSHA256.HashData(_pseudonyms, Encoding.UTF8.GetBytes($"{channelId}\n{userId}"));
        return new PersonId(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose)
    {
        var derived = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], Encoding.UTF8.GetBytes(purpose));
        return derived;
    }

    // Written whole under another name first: a crash leaves no half a key.
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var unfinished = $"{path}.new";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Bytes));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
    }
}
