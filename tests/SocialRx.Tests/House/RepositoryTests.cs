using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SocialRx.Tests.House;

public sealed partial class RepositoryTests
{
    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        var versions = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\[[0-9][^,\]]*\]$", (string?)version.Attribute("Version")));
        Assert.All(ProjectFiles(), file => Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"), reference => reference.Attribute("Version") is not null));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("SocialRx.Bot.sln").Replace('\\', '/');

        Assert.All(ProjectFiles(), file => Assert.Contains(Path.GetRelativePath(Repository.Root.FullName, file).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_one_configuration_file()
    {
        var others = Directory.EnumerateFiles(Repository.Root.FullName, "appsettings*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root.FullName, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

        Assert.Equal(["appsettings.json"], others);
    }

    [Fact]
    public void No_code_depends_on_which_Bot_Framework_it_is_built_with()
    {
        Assert.All(SourceFiles(), file => Assert.DoesNotMatch(Conditional(), File.ReadAllText(file)));
    }

    [GeneratedRegex(@"^\s*#if\b", RegexOptions.Multiline)]
    private static partial Regex Conditional();

    private static IEnumerable<string> ProjectFiles() => Files("*.csproj");

    private static IEnumerable<string> SourceFiles() => Files("*.cs");

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "bot", "dialogs", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories))
            .Where(file => !Path.GetRelativePath(Repository.Root.FullName, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));
}
