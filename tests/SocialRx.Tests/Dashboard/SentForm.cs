using System.Net;
using System.Text.RegularExpressions;

namespace SocialRx.Tests.Dashboard;

/// <summary>What a browser sends of a form: every field as the page fills it in, some filled in otherwise.</summary>
internal sealed partial record SentForm(IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The form on a page that has a field of this name.</summary>
    public static SentForm On(string page, string field)
    {
        var at = page.IndexOf($"name=\"{field}\"", StringComparison.Ordinal);
        var start = page.LastIndexOf("<form", at, StringComparison.Ordinal);
        return new SentForm([.. Field().Matches(page[start..page.IndexOf("</form>", at, StringComparison.Ordinal)]).SelectMany(Sent)]);
    }

    public SentForm With(Dictionary<string, string> otherwise) =>
        new([.. Fields.Where(field => !otherwise.ContainsKey(field.Key)), .. otherwise]);

    public async Task<HttpResponseMessage> ToAsync(RunningDashboard.Browser browser, string path)
    {
        using var content = new FormUrlEncodedContent(Fields);
        return await browser.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<KeyValuePair<string, string>> Sent(Match field)
    {
        var (attributes, inner) = (field.Groups[2].Value, field.Groups[3].Value);
        if (Attribute(attributes, "name") is not { } name || (Attribute(attributes, "type") == "checkbox" && !Checked().IsMatch(attributes)))
            yield break;
        yield return new(name, WebUtility.HtmlDecode(field.Groups[1].Value switch
        {
            "textarea" => inner,
            "select" => Picked(inner),
            _ => Attribute(attributes, "value") ?? "",
        }));
    }

    private static string Picked(string options)
    {
        var all = Option().Matches(options);
        var picked = all.FirstOrDefault(option => option.Groups[1].Value.Contains(" selected", StringComparison.Ordinal)) ?? all[0];
        return Attribute(picked.Groups[1].Value, "value") ?? picked.Groups[2].Value;
    }

    // An attribute without a value has an empty one.
    private static string? Attribute(string attributes, string name) => Regex.Match(attributes, $"(?:^|\\s){name}(?:=\"([^\"]*)\"|(?=\\s|/|$))") is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("<(input|textarea|select)\\b([^>]*)>(?:(?<=<(?:textarea|select)\\b[^>]*>)(.*?)</(?:textarea|select)>)?", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("<option\\b([^>]*)>([^<]*)")]
    private static partial Regex Option();

    [GeneratedRegex("\\schecked\\b")]
    private static partial Regex Checked();
}
