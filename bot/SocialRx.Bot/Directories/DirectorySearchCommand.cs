using System.CommandLine;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>The verb "directory search": what the conversation would find for somebody, and why.</summary>
internal sealed class DirectorySearchCommand
{
    private const int Done = 0;
    private const int CannotBeAsked = 1;
    private const int Furthest = 100;

    private readonly Option<string?> _near = new("--near") { Description = "An outcode or a named place; without it, anywhere" };
    private readonly Option<double> _radius = new("--radius-km") { Description = "How far, up to 100 km", DefaultValueFactory = _ => 5 };
    private readonly Option<int?> _age = new("--age") { Description = "In years" };
    private readonly Option<DayOfWeek[]> _days = new("--day") { Description = "monday ... sunday; again for another" };
    private readonly Option<string?> _text = new("--text") { Description = "Words to look for" };
    private readonly Option<string[]> _themes = new("--theme") { Description = "Id of a theme, such as active or music; again for another, the most wanted first" };
    private readonly Option<bool> _free = new("--free") { Description = "Only what costs nothing" };
    private readonly Option<decimal?> _most = new("--cost-below") { Description = "The most a session may cost, in pounds; what does not say is shown with that snag" };
    private readonly Option<bool> _online = new("--online") { Description = "Only what is online" };
    private readonly Option<bool> _group = new("--group") { Description = "With others" };
    private readonly Option<bool> _alone = new("--alone") { Description = "Alone, one to one or dropping in" };
    private readonly Option<string[]> _access = new("--access") { Description = "What somebody needs, such as step-free or bsl; again for another; what does not say so is shown with that snag" };
    private readonly Option<int> _count = new("--count") { Description = "How many", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON" };

    public static Command Create() => new DirectorySearchCommand().Build();

    private Command Build()
    {
        var command = new Command("search", "Finds things to do as the conversation does, with reasons and snags.") { _near, _radius, _age, _days, _text, _themes, _free, _most, _online, _group, _alone, _access, _count, _json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(SearchAsync);
        return command;
    }

    private async Task<int> SearchAsync(ParseResult parsed, CancellationToken stop)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (WhyNot(parsed) is { } why)
        {
            await output.WriteLineAsync(why);
            return CannotBeAsked;
        }

        await using var database = await DirectoryCommands.OpenAsync([.. parsed.UnmatchedTokens], stop);
        var wishes = WishesIn(parsed);
        if (parsed.GetValue(_near) is { } near)
        {
            if (await Places.FindAsync(database, near, stop) is not PlaceFinding.Found found)
            {
                await output.WriteLineAsync($"\"{near}\" is no place this directory knows.");
                return CannotBeAsked;
            }

            wishes = wishes with { Near = found.Place };
        }

        await SearchText.WriteAsync(output, await ChooseAsync(database, wishes, parsed.GetValue(_count), stop), parsed.GetValue(_json));
        return Done;
    }

    private static async Task<Shortlist> ChooseAsync(Database database, Wishes wishes, int count, CancellationToken stop)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Matching.Choose(await Listings.CandidatesAsync(database, wishes, now, count, stop), wishes, now, count);
    }

    private string? WhyNot(ParseResult parsed)
    {
        if (parsed.GetValue(_themes)!.FirstOrDefault(theme => !Theme.All.Any(known => known.Id == theme)) is { } unknown)
            return $"--theme \"{unknown}\" is none; they are {string.Join(", ", Theme.All.Select(theme => theme.Id))}.";
        if (parsed.GetValue(_radius) is not (> 0 and <= Furthest))
            return $"--radius-km should be more than 0 and at most {Furthest}.";
        if (parsed.GetValue(_age) is < 0 or > 120)
            return "--age should be from 0 to 120.";
        if (parsed.GetValue(_most) < 0)
            return "--cost-below should be 0 or more.";
        if (parsed.GetValue(_group) && parsed.GetValue(_alone))
            return "Say --group or --alone, not both.";

        return parsed.GetValue(_count) is < 1 or > 100 ? "--count should be from 1 to 100." : null;
    }

    private Wishes WishesIn(ParseResult parsed) => new()
    {
        Age = parsed.GetValue(_age) is { } years ? new AgeBand(AgeBand.Of(years)?.Id ?? "other", years, years) : null,
        WithinKm = parsed.GetValue(_radius),
        Days = parsed.GetValue(_days)!,
        Words = parsed.GetValue(_text) is { } words ? [words] : [],
        Themes = parsed.GetValue(_themes)!,
        Barriers = parsed.GetValue(_free) ? ["cost"] : [],
        MostPounds = parsed.GetValue(_free) ? null : parsed.GetValue(_most),
        OnlineOnly = parsed.GetValue(_online),
        Settings = parsed.GetValue(_group) ? ["group"] : parsed.GetValue(_alone) ? ["alone"] : [],
        Access = parsed.GetValue(_access)!,
    };
}
