namespace SocialRx.Tests.Storage.Maintenance;

/// <summary>A folder for one test, removed afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialrx-test-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>The names of what is in it now.</summary>
    public IReadOnlyList<string> Names => [.. _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
