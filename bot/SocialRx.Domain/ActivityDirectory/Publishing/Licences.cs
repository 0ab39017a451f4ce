namespace SocialRx.Domain.ActivityDirectory.Publishing;

/// <summary>Licences by one name each, however a source writes them.</summary>
public static class Licences
{
    // SPDX names, and what addresses and words of the same licence begin with or are.
    private static readonly (string Name, string[] Spellings)[] Known =
    [
        ("OGL-UK-3.0", ["ogl", "ogl3", "oglv3", "ogl v3", "ogl v3.0", "ogl-uk-3.0", "open government licence", "open government licence v3.0", "open government licence 3.0", "nationalarchives.gov.uk/doc/open-government-licence/version/3", "nationalarchives.gov.uk/doc/open-government-licence"]),
        ("CC-BY-4.0", ["cc-by-4.0", "cc by 4.0", "cc-by", "creativecommons.org/licenses/by/4.0", "creativecommons.org/licenses/by/4.0/legalcode"]),
        ("CC-BY-SA-4.0", ["cc-by-sa-4.0", "cc by-sa 4.0", "creativecommons.org/licenses/by-sa/4.0"]),
        ("CC0-1.0", ["cc0-1.0", "cc0", "cc0 1.0", "creativecommons.org/publicdomain/zero/1.0"]),
        ("ODC-By-1.0", ["odc-by-1.0", "opendatacommons.org/licenses/by/1-0", "opendatacommons.org/licenses/by/1.0"]),
        ("ODbL-1.0", ["odbl-1.0", "odbl", "opendatacommons.org/licenses/odbl/1-0", "opendatacommons.org/licenses/odbl/1.0"]),
        ("PDDL-1.0", ["pddl-1.0", "opendatacommons.org/licenses/pddl/1-0", "opendatacommons.org/licenses/pddl/1.0"]),
    ];

    /// <summary>The SPDX name of a licence that is known, else what was said in lower case; empty for none.</summary>
    public static string Normal(string? said)
    {
        var key = Key(said ?? "");
        return Known.FirstOrDefault(licence => licence.Spellings.Contains(key, StringComparer.Ordinal)).Name ?? key;
    }

    private static string Key(string said)
    {
        var key = said.Trim().ToLowerInvariant();
        foreach (var start in (string[])["https://", "http://", "www."])
            key = key.StartsWith(start, StringComparison.Ordinal) ? key[start.Length..] : key;
        return key.TrimEnd('/');
    }
}
