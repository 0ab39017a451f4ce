namespace SocialRx.Tests.Storage.Maintenance;

/// <summary>What a failing disk does to a database file.</summary>
internal static class Damage
{
    private const int PageBytes = 4096;

    /// <summary>Overwrites the beginning of every page but the first.</summary>
    public static void Pages(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        for (var at = PageBytes; at < stream.Length; at += PageBytes)
        {
            stream.Position = at;
            stream.Write([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        }
    }
}
