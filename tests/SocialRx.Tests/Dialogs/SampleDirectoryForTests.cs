using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.Bot.Directories;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Dialogs;

/// <summary>The made-up town that ships with the service.</summary>
internal static class SampleDirectoryForTests
{
    public static Task ImportAsync(Database database, TimeProvider clock) =>
        new SampleDirectory(database, new DirectoryOptions { Sample = true }, clock, TestDatabase.CountingIds("run-"), NullLogger<SampleDirectory>.Instance).ImportAsync(CancellationToken.None);
}
