using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.People;
using SocialRx.Storage.Maintenance;

namespace SocialRx.Bot.Keys;

/// <summary>
/// The service's own key, kept apart from the data and the same for all its processes: pseudonyms are made with a key derived from it, and the keys
/// in the database are sealed with another.
/// </summary>
internal sealed class ServiceKeys
{
    private const int Bytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _pseudonyms;
    private readonly byte[] _ring;

    public ServiceKeys(ReadOnlySpan<byte> key)
    {
        _pseudonyms = Derive(key, "pseudonyms of people");
        _ring = Derive(key, "key ring");
    }

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

    /// <summary>Makes a key of the ring unreadable to whoever has only the database (AES-256-GCM).</summary>
    public string Wrap(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var wrapped = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_ring, TagBytes);
        cipher.Encrypt(wrapped.AsSpan(0, NonceBytes), plain, wrapped.AsSpan(NonceBytes, plain.Length), wrapped.AsSpan(NonceBytes + plain.Length));
        return Convert.ToBase64String(wrapped);
    }

    /// <exception cref="CryptographicException">It was wrapped with another key file, or changed since.</exception>
    public string Unwrap(string text)
    {
        var wrapped = Convert.FromBase64String(text);
        var plain = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_ring, TagBytes);
        cipher.Decrypt(wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes, plain.Length), wrapped.AsSpan(NonceBytes + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose)
    {
        var derived = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], Encoding.UTF8.GetBytes(purpose));
        return derived;
    }

    // One process makes it and the others wait, as a move that finds no file may still replace one that has just come. Written whole under another
    // name first, so that a crash leaves no half a key. What holds the others back may go once the key is there: whoever takes it later looks first.
    private static void Make(string path)
    {
        var turn = $"{path}.lock";
        using (Wait(turn))
        {
            if (!File.Exists(path))
                Write($"{path}.new", path);
        }

        try
        {
            File.Delete(turn);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another process holds it, and removes it in turn.
        }
    }

    private static FileStream Wait(string file)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (FileLock.TryTake(file) is { } taken)
                return taken;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new IOException($"another process has held \"{file}\" for {Patience.TotalSeconds:0} s.");
            Thread.Sleep(10);
        }
    }

    private static void Write(string unfinished, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // The mode is given to a file that is made, not to one a crash has left.
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Bytes));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }
}
