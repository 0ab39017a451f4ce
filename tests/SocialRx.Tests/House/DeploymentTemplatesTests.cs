using System.Buffers.Binary;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace SocialRx.Tests.House;

public sealed class DeploymentTemplatesTests
{
    [Fact]
    public async Task The_Bicep_template_compiles_without_a_warning_to_the_ARM_template_beside_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "The Bicep compiler that the build restores is for Linux on x64.");
        var compiled = Path.GetTempFileName();

        var (exitCode, output) = await RunAsync(BicepCompiler(), "build", Repository.PathOf("deploymentTemplates", "main.bicep"), "--outfile", compiled);

        Assert.True(exitCode == 0 && output.Length == 0, output);
        Assert.Equal(Repository.Read("deploymentTemplates", "main.json").ReplaceLineEndings("\n").Trim(), (await File.ReadAllTextAsync(compiled)).ReplaceLineEndings("\n").Trim());
        File.Delete(compiled);
    }

    [Fact]
    public void The_example_parameters_are_ones_the_template_has_and_leave_none_out()
    {
        using var template = JsonDocument.Parse(Repository.Read("deploymentTemplates", "main.json"));
        using var parameters = JsonDocument.Parse(Repository.Read("deploymentTemplates", "main.parameters.json"));

        Assert.Equal(Names(template), Names(parameters));

        static IEnumerable<string> Names(JsonDocument document) =>
            document.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void The_Teams_manifest_says_what_Teams_requires_within_its_limits()
    {
        using var document = JsonDocument.Parse(Repository.Read("deploymentTemplates", "teams", "manifest.json"));
        var manifest = document.RootElement;

        Assert.Equal("1.29", manifest.GetProperty("manifestVersion").GetString());
        Assert.True(Version.TryParse(manifest.GetProperty("version").GetString(), out _));
        Assert.True(Guid.TryParse(manifest.GetProperty("id").GetString(), out _));
        AtMost(32, manifest.GetProperty("developer").GetProperty("name"));
        AtMost(30, manifest.GetProperty("name").GetProperty("short"));
        AtMost(80, manifest.GetProperty("description").GetProperty("short"));
        AtMost(4000, manifest.GetProperty("description").GetProperty("full"));
        Assert.All(new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" }, key => Assert.StartsWith("https://", manifest.GetProperty("developer").GetProperty(key).GetString(), StringComparison.Ordinal));
        var bot = Assert.Single(manifest.GetProperty("bots").EnumerateArray());
        Assert.Equal(manifest.GetProperty("id").GetString(), bot.GetProperty("botId").GetString());
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_Teams_icons_are_PNG_of_the_required_size(string file, int pixels)
    {
        var bytes = File.ReadAllBytes(Repository.PathOf("deploymentTemplates", "teams", file));

        Assert.Equal("\x89PNG"u8[^3..].ToArray(), bytes[1..4]);
        Assert.Equal(pixels, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.Equal(pixels, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    private static void AtMost(int length, JsonElement text) => Assert.InRange(text.GetString()!.Length, 1, length);

    private static string BicepCompiler() =>
        typeof(DeploymentTemplatesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "BicepCompiler").Value!;

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + await errors).Trim());
    }
}
