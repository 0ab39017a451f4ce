namespace SocialRx.Tests.House;

/// <summary>The working copy these tests were built from.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root.FullName, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static DirectoryInfo Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("SocialRx.Bot.sln was not found above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "SocialRx.Bot.sln")) => folder,
        _ => Find(folder.Parent),
    };
}
