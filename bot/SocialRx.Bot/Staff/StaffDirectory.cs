using SocialRx.Bot.Configuration;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.People;

namespace SocialRx.Bot.Staff;

/// <summary>Who may act in which roles, as configured; asked again with every request, so that whoever is taken out of the configuration is out.</summary>
internal sealed class StaffDirectory
{
    private readonly Dictionary<string, string> _organisations;
    private readonly DirectorySignInOptions _options;

    /// <exception cref="ConfigurationException">An organisation is named that is not there, or a link worker without one.</exception>
    public StaffDirectory(StaffOptions options, ProgrammeOptions programme)
    {
        _options = options.OpenIdConnect;
        _organisations = programme.Organisations.ToDictionary(organisation => organisation.Id, organisation => organisation.Name, StringComparer.Ordinal);
        foreach (var (key, role, organisation) in Named())
            Check(key, role, organisation);
    }

    /// <summary>In the order in which roles are listed.</summary>
    public IReadOnlyList<StaffGrant> GrantsOf(StaffMember member) => member.Provider switch
    {
        StaffMember.Demonstration => [.. StaffRole.All.SelectMany(Everywhere)],
        StaffMember.Directory when _options.IsOn => [.. Configured(member).Distinct().OrderBy(grant => StaffRole.All.ToList().IndexOf(grant.Role)).ThenBy(grant => grant.Id, StringComparer.Ordinal)],
        _ => [],
    };

    /// <summary>Null when they may not.</summary>
    public StaffGrant? Find(StaffMember member, string? grantId) => GrantsOf(member).FirstOrDefault(grant => grant.Id == grantId);

    private IEnumerable<StaffGrant> Configured(StaffMember member) =>
        _options.Members.Where(listed => listed.Person == member.Person).Select(listed => Grant(listed.Role, listed.Organisation))
            .Concat(_options.Roles.Where(role => member.Values.Contains(role.Value)).Select(role => Grant(role.Role, role.Organisation)));

    private IEnumerable<StaffGrant> Everywhere(StaffRole role) =>
        role == StaffRole.LinkWorker && _organisations.Count > 0
            ? _organisations.Select(organisation => new StaffGrant(role, organisation.Key, organisation.Value))
            : [new(role)];

    private StaffGrant Grant(string role, string organisation) =>
        new(StaffRole.Find(role)!, organisation, _organisations.GetValueOrDefault(organisation, ""));

    private IEnumerable<(string Key, string Role, string Organisation)> Named() =>
        _options.Roles.Select((role, n) => ($"Roles:{n}", role.Role, role.Organisation))
            .Concat(_options.Members.Select((member, n) => ($"Members:{n}", member.Role, member.Organisation)));

    private void Check(string key, string role, string organisation)
    {
        var isNeeded = role == StaffRole.LinkWorker.Id && _organisations.Count > 0;
        if (organisation.Length == 0 ? isNeeded : !_organisations.ContainsKey(organisation))
            throw new ConfigurationException($"appsettings.json, section \"Staff\", key \"OpenIdConnect:{key}:Organisation\": \"{organisation}\" cannot be used; it should be {(_organisations.Count == 0 ? "empty, as Programme:Organisations names none" : $"one of {string.Join(", ", _organisations.Keys)}")}.");
    }
}
