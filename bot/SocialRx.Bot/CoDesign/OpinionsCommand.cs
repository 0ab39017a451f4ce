using System.CommandLine;
using System.Globalization;
using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Bot.CoDesign;

/// <summary>The verb "opinions": groups, consensus and routing priorities of the votes of a Polis export.</summary>
internal static class OpinionsCommand
{
    private const int Done = 0;
    private const int CannotRead = 2;

    public static Command Create()
    {
        var votes = new Option<FileInfo>("--votes") { Description = "votes.csv: timestamp, comment-id, voter-id and vote (1 agree, -1 disagree, 0 pass)", Required = true };
        var comments = new Option<FileInfo?>("--comments") { Description = "comments.csv: comment-id, moderated (-1 takes no part), comment-body" };
        var groups = new Option<FileInfo?>("--groups") { Description = "Groups to use instead of finding them: JSON as this verb prints it, or CSV of participant and group" };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of a table" };
        var evaluate = new Option<bool>("--evaluate") { Description = "Also says how well votes that were held out are foretold" };
        var command = new Command("opinions", "Finds who votes alike in a conversation of statements, what all agree on, and what to ask next.") { votes, comments, groups, json, evaluate };
        command.SetAction(parsed => Told(
            parsed.InvocationConfiguration.Error,
            () => Run(
                Conversation.Read(parsed.GetRequiredValue(votes), parsed.GetValue(comments)),
                parsed.GetValue(groups),
                parsed.GetValue(json),
                parsed.GetValue(evaluate),
                parsed.InvocationConfiguration.Output)));
        return command;
    }

    private static void Run(Conversation conversation, FileInfo? groups, bool json, bool evaluate, TextWriter output)
    {
        var given = groups is null ? null : GivenGroups.Read(File.ReadAllText(groups.FullName), groups.Name);
        var analysis = given is null
            ? OpinionAnalysis.Of(conversation.Votes, conversation.TakingPart)
            : OpinionAnalysis.Of(conversation.Votes, conversation.TakingPart, given);
        var heldOut = evaluate ? HeldOutVotes.Of(conversation.Votes) : null;
        var report = new OpinionsReport(conversation, analysis, heldOut);
        if (json)
            output.WriteLine(report.Json().ToJsonString(OpinionsReport.Readable));
        foreach (var line in json ? [] : report.Table())
            output.WriteLine(line);
    }

    /// <summary>What is wrong with a file is told in a sentence.</summary>
    private static int Told(TextWriter errors, Action verb)
    {
        try
        {
            verb();
            return Done;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return CannotRead;
        }
    }
}

/// <summary>The votes of an export and what was voted on.</summary>
/// <param name="Statements">As comments.csv has them; those it does not name, as the votes do.</param>
internal sealed record Conversation(VoteMatrix Votes, IReadOnlyList<ExportedStatement> Statements)
{
    public IReadOnlyList<string> TakingPart => [.. Statements.Where(statement => statement.TakesNoPart is null).Select(statement => statement.Id)];

    public static Conversation Read(FileInfo votes, FileInfo? comments)
    {
        using var votesText = votes.OpenText();
        var cast = PolisExport.Votes(votesText, votes.Name);
        using var commentsText = comments?.OpenText();
        var statements = comments is null ? [] : PolisExport.Statements(commentsText!, comments.Name);
        return Of(cast, statements);
    }

    public static Conversation Of(IReadOnlyList<CastVote> cast, IReadOnlyList<ExportedStatement> statements)
    {
        var known = statements.Select(statement => statement.Id).ToHashSet(StringComparer.Ordinal);
        var others = cast.Select(vote => vote.Statement).Distinct(StringComparer.Ordinal).Where(id => !known.Contains(id)).Select(id => new ExportedStatement(id, "", null));
        var without = statements.Where(statement => statement.TakesNoPart is not null).Select(statement => statement.Id).ToHashSet(StringComparer.Ordinal);
        return new Conversation(VoteMatrix.Of(cast, without), [.. statements.Concat(others).OrderBy(statement => Number(statement.Id)).ThenBy(statement => statement.Id, StringComparer.Ordinal)]);
    }

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}
