using System.Reflection;
using System.Text.RegularExpressions;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Assurance;

/// <summary>Every test there is, as "ClassName.Test_name": of this assembly as it runs, of the others as they are written.</summary>
internal static partial class TestNames
{
    public static IReadOnlySet<string> All { get; } = new HashSet<string>([.. Here(), .. Written("SocialRx.Bot.Tests"), .. Written("SocialRx.BotFramework.Tests")], StringComparer.Ordinal);

    private static IEnumerable<string> Here() =>
        typeof(TestNames).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

    private static IEnumerable<string> Written(string project) =>
        Directory.EnumerateFiles(Repository.PathOf("tests", project), "*Tests.cs", SearchOption.AllDirectories).SelectMany(file => Of(File.ReadAllText(file).ReplaceLineEndings("\n")));

    private static IEnumerable<string> Of(string source) =>
        from declared in Class().Matches(source)
        from test in Test().Matches(source)
        select $"{declared.Groups[1].Value}.{test.Groups[1].Value}";

    [GeneratedRegex(@"^\s*(?:public|internal) [\w ]*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b.*\n(?:\s*\[.*\n)*\s*public [\w ]+ (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
