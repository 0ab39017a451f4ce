using System.Reflection;
using NetArchTest.Rules;

namespace SocialRx.Tests.House;

/// <summary>Who may know whom, each rule with its reason.</summary>
public sealed class ArchitectureTests
{
    private const string Domain = "SocialRx.Domain";
    private const string Language = "SocialRx.Language";
    private const string Storage = "SocialRx.Storage";
    private const string Dialogs = "SocialRx.Dialogs";
    private const string Dashboard = "SocialRx.Dashboard";
    private const string BotFramework = "SocialRx.BotFramework";
    private const string Turns = "SocialRx.Turns";

    public static TheoryData<string, string[], string> Rules => new()
    {
        { Domain, [], "decisions must be readable and testable without a database, a channel or a web server" },
        { Language, [Domain], "reading text must not depend on where it came from or where it goes" },
        { Storage, [Domain], "what is remembered must outlive any dialog that recorded it" },
        { Dialogs, [Domain, Language, Storage, BotFramework], "a dialog asks; it never serves a page or a channel" },
        { Dashboard, [Domain, Language, Storage], "a page shows what was remembered, reads what staff write, and can never reach a conversation" },
        { BotFramework, [Turns], "the Bot Framework layer must be replaceable by the official packages" },
        { Turns, [], "what keeps turns whole must work over either implementation of the Bot Framework" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_project_knows_only_whom_it_may_know(string project, string[] allowed, string because)
    {
        var known = Assembly.Load(project).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("SocialRx.", StringComparison.Ordinal))
            .Except(allowed)
            .ToList();

        Assert.True(known.Count == 0, $"{project} knows {string.Join(", ", known)}, but {because}.");
    }

    [Fact]
    public void Nothing_above_the_layer_names_it_so_that_the_official_packages_can_take_its_place()
    {
        foreach (var project in new[] { Dialogs, "SocialRx.Bot" })
        {
            var result = Types.InAssembly(Assembly.Load(project)).ShouldNot().HaveDependencyOn(BotFramework).GetResult();

            Assert.True(result.IsSuccessful, $"{project}: {string.Join(", ", result.FailingTypeNames ?? [])}");
        }
    }

    [Fact]
    public void The_domain_references_no_package_but_the_one_that_knows_calendars()
    {
        var foreign = Assembly.Load(Domain).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard" and not "System" and not "Ical.Net");

        Assert.Empty(foreign);
    }

    [Fact]
    public void The_dashboard_never_touches_the_turn_so_that_no_page_can_show_a_conversation()
    {
        var result = Types.InAssembly(Assembly.Load(Dashboard))
            .ShouldNot()
            .HaveDependencyOnAny("SocialRx.Storage.TurnWrites", "SocialRx.Storage.TurnIdentity", "SocialRx.Storage.Turn")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Interfaces_have_more_than_one_implementation_or_serve_the_framework()
    {
        var assemblies = new[] { Domain, Language, Storage, Dialogs, Dashboard, "SocialRx.Bot" }.Select(Assembly.Load).ToList();
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).ToList();

        var lonely = types
            .Where(type => type is { IsInterface: true, IsNested: false })
            .Where(type => types.Count(other => other is { IsInterface: false, IsAbstract: false } && Implements(other, type)) < 2)
            .Select(type => type.FullName);

        Assert.Empty(lonely);
    }

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(implemented => (implemented.IsGenericType ? implemented.GetGenericTypeDefinition() : implemented) == contract);
}
