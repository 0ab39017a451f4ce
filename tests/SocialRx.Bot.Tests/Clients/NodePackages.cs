using System.Security.Cryptography;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>The clients' npm packages, of exactly the versions and contents in package-lock.json, fetched once into a folder that git ignores.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<string>> Restored = new(RestoreAsync);

    /// <summary>Where node_modules lies.</summary>
    public static Task<string> FolderAsync() => Restored.Value;

    /// <summary>A script of this folder.</summary>
    public static string Script(string name) => Path.Combine(RunningService.Repository, "tests", "SocialRx.Bot.Tests", "Clients", name);

    private static async Task<string> RestoreAsync()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Script("package-lock.json"))))[..16];
        var folder = Directory.CreateDirectory(Path.Combine(RunningService.Repository, "artifacts", "clients", hash)).FullName;
        await using var alone = await OnlyOneAsync(Path.Combine(folder, "restoring"));
        var done = Path.Combine(folder, "restored");
        if (File.Exists(done))
            return folder;

        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Script(file), Path.Combine(folder, file), overwrite: true);
        await using var npm = NodeProcess.Start("npm", folder, ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--no-update-notifier", "--silent"]);
        // npm's own words may name its registry, which may be private.
        Assert.True(await npm.EndedAsync(TimeSpan.FromMinutes(3)) == 0, "npm could not fetch the packages of tests/SocialRx.Bot.Tests/Clients/package-lock.json; check that it reaches its registry.");
        await File.WriteAllTextAsync(done, "");
        return folder;
    }

    // Two test runs may start at once.
    private static async Task<FileStream> OnlyOneAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }
}
