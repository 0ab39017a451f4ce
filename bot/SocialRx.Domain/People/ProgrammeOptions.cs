namespace SocialRx.Domain.People;

/// <summary>Section "Programme": who runs this service, where, and for whom.</summary>
public sealed record ProgrammeOptions : IOptionsSection
{
    public static string Section => "Programme";

    /// <summary>Key of everything stored; lower-case letters, digits and hyphens.</summary>
    public string Id { get; init; } = "";

    /// <summary>As a young person reads it: "Fernbridge Young People's Link".</summary>
    public string Name { get; init; } = "";

    /// <summary>The town or area served, as said in a sentence: "Fernbridge".</summary>
    public string AreaName { get; init; } = "";

    /// <summary>Youngest age served; younger ones get a kind goodbye with lines to call.</summary>
    public int MinimumAge { get; init; } = 11;

    /// <summary>Oldest age served.</summary>
    public int MaximumAge { get; init; } = 25;

    /// <summary>From this age a young person may consent online by themselves (13 in UK law today; ministers may raise it up to 16).</summary>
    public int DigitalConsentAge { get; init; } = 13;

    /// <summary>Below this age a referral without a parent waits for a person to look at it first.</summary>
    public int ReferralAloneAge { get; init; } = 16;

    /// <summary>Working days within which a link worker is in touch, as promised in the chat.</summary>
    public int ReplyWithinWorkingDays { get; init; } = 5;

    /// <summary>Whose link workers take requests, each its own and nobody else's; none: the programme has one team.</summary>
    public IReadOnlyList<HostOrganisation> Organisations { get; init; } = [];

    /// <summary>Who takes a request from an area; the first of them takes it where nobody is named for the area or the person did not share it.</summary>
    public string OrganisationFor(string? sharedOutcode) => Organisations switch
    {
        [] => "",
        [var first, ..] => (Organisations.FirstOrDefault(organisation => organisation.Outcodes.Contains(sharedOutcode, StringComparer.OrdinalIgnoreCase)) ?? first).Id,
    };

    public IEnumerable<OptionProblem> Problems()
    {
        if (!IsKey(Id))
            yield return new(nameof(Id), "lower-case letters, digits and hyphens, such as \"fernbridge\"");
        if (string.IsNullOrWhiteSpace(Name))
            yield return new(nameof(Name), "the service's name as a young person reads it");
        if (string.IsNullOrWhiteSpace(AreaName))
            yield return new(nameof(AreaName), "the town or area served, such as \"Fernbridge\"");
        if (MinimumAge is < 5 or > 25)
            yield return new(nameof(MinimumAge), "a whole number from 5 to 25");
        if (MaximumAge < MinimumAge || MaximumAge > 30)
            yield return new(nameof(MaximumAge), "a whole number from MinimumAge to 30");
        if (DigitalConsentAge is < 13 or > 16)
            yield return new(nameof(DigitalConsentAge), "a whole number from 13 to 16");
        if (ReferralAloneAge is < 13 or > 18)
            yield return new(nameof(ReferralAloneAge), "a whole number from 13 to 18");
        if (ReplyWithinWorkingDays is < 1 or > 30)
            yield return new(nameof(ReplyWithinWorkingDays), "a whole number from 1 to 30");
        for (var n = 0; n < Organisations.Count; n++)
        {
            if (!IsKey(Organisations[n].Id) || Organisations.Take(n).Any(other => other.Id == Organisations[n].Id))
                yield return new($"{nameof(Organisations)}:{n}:{nameof(HostOrganisation.Id)}", "lower-case letters, digits and hyphens, each organisation its own");
            if (string.IsNullOrWhiteSpace(Organisations[n].Name))
                yield return new($"{nameof(Organisations)}:{n}:{nameof(HostOrganisation.Name)}", "the organisation's name as its staff read it");
        }
    }

    private static bool IsKey(string id) => id.Length > 0 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>An organisation whose link workers take requests.</summary>
public sealed record HostOrganisation
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Areas whose requests it takes, "FB1".</summary>
    public IReadOnlyList<string> Outcodes { get; init; } = [];
}
