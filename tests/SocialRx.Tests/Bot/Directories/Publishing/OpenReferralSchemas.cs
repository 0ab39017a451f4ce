using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Bot.Directories.Publishing;

/// <summary>The schemas of Open Referral UK v3, from the folder that SOCIALRX_ORUK_SCHEMAS names or where it is at hand; they are not part of the project.</summary>
internal static class OpenReferralSchemas
{
    private const string Variable = "SOCIALRX_ORUK_SCHEMAS";

    private static readonly EvaluationOptions Strict = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List, EvaluateAs = SpecVersion.Draft202012 };

    /// <summary>What is wrong with an answer, by the schema of that name.</summary>
    public static IEnumerable<string> Problems(string schema, JsonElement answer)
    {
        var result = JsonSchema.FromText(File.ReadAllText(PathOf(schema))).Evaluate(JsonNode.Parse(answer.GetRawText()), Strict);
        return result.IsValid ? [] : Errors(schema, result);
    }

    /// <summary>The page that schemas of lists describe beside the list.</summary>
    public static IEnumerable<string> PageProblems(JsonElement answer)
    {
        var page = JsonNode.Parse(File.ReadAllText(PathOf("service_list")))!["allOf"]![0]!["Page"]!;
        page["required"] = new JsonArray([.. page["properties"]!.AsObject().Select(property => (JsonNode)property.Key)]);
        var result = JsonSchema.FromText(page.ToJsonString()).Evaluate(JsonNode.Parse(answer.GetRawText()), Strict);
        return result.IsValid ? [] : Errors("page", result);
    }

    private static IEnumerable<string> Errors(string schema, EvaluationResults result) =>
        result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{schema} {detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty($"{schema}: does not hold");

    private static string PathOf(string schema)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Repository.PathOf("..", "shared", "data", "directory", "oruk-schemas-v1-v3");
        var file = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{schema}.json", SearchOption.AllDirectories).FirstOrDefault(file => file.Contains("V3", StringComparison.Ordinal)) : null;
        if (file is null)
            Assert.Skip($"There are no schemas of Open Referral UK v3 in {folder}; {Variable} can name another folder.");
        return file!;
    }
}
