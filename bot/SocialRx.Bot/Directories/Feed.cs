using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What a file or an address held.</summary>
internal abstract record Feed
{
    private Feed() { }

    /// <param name="Records">One a service, as the source sent it.</param>
    /// <param name="Problems">What was wrong with the envelope.</param>
    public sealed record Records(IReadOnlyList<JsonElement> Items, IReadOnlyList<ImportProblem> Problems) : Feed;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Broken(string Why) : Feed;
}
