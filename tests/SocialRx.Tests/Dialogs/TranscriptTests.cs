using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Domain.CoDesign;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Dialogs;

/// <summary>
/// Whole conversations: ">" the person, "&lt;" the bot, "[ ]" buttons, "!" rows put in or taken out, "~" hours that pass, "#" a remark,
/// "@" at the beginning the channel, "=" what moderators decide meanwhile, or what others said ("= answers ID/QUESTION side 20 other 12", "= reason ID/QUESTION side: words"). "%" is what staff do meanwhile: "% asks FILE" (at the beginning: what is asked; later: the next
/// version), "% withdraws ID". Those called "statements..." are about a consultation of statements.
/// SOCIALRX_REWRITE_TRANSCRIPTS=1 writes what is said now; the difference is then read by a person.
/// </summary>
public sealed class TranscriptTests
{
    private const string Rewrite = "SOCIALRX_REWRITE_TRANSCRIPTS";
    private static readonly string Folder = Repository.PathOf("tests", "SocialRx.Tests", "Transcripts");

    public static TheoryData<string> All => [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> AllOnBoth
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in All)
            {
                all.Add(name.Data, "sqlite");
                all.Add(name.Data, "postgres");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(AllOnBoth))]
    public async Task A_conversation_goes_as_it_was_agreed_and_leaves_the_same_rows_in_both_databases(string name, string dialect)
    {
        var file = Path.Combine(Folder, $"{name}.txt");
        var written = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");

        var went = await GoThroughAsync(name, written.Split('\n'), dialect);

        if (Environment.GetEnvironmentVariable(Rewrite) is not null && dialect == "sqlite")
            await File.WriteAllTextAsync(file, went);
        else
            Assert.Equal(written, went);
    }

    private static async Task<string> GoThroughAsync(string name, IEnumerable<string> lines, string dialect)
    {
        var all = lines.Where(line => line.Length > 0 && line[0] is '>' or '#' or '~' or '@' or '%' or '=').ToList();
        var asks = all.TakeWhile(line => line[0] != '>').FirstOrDefault(line => line[0] == '%');
        var consultations = name.StartsWith("statements", StringComparison.Ordinal) ? SomeStatements.Consultations : asks is null ? null : Asked(asks);
        await using var conversation = await TestConversation.StartAsync(dialect, all.FirstOrDefault(line => line[0] == '@')?[1..].Trim() ?? "test", consultations: consultations);
        var went = new List<string>();
        foreach (var line in all)
        {
            went.Add(line);
            if (line[0] == '~')
                conversation.Clock.Advance(TimeSpan.FromHours(int.Parse(line[1..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)));
            else if (line[0] == '%' && line != asks)
                conversation.Book.Turn(After(line, conversation.Book.Current));
            else if (line[0] == '=')
                await MeanwhileAsync(conversation, line[1..].Trim());
            else if (line[0] == '>')
                went.AddRange(await TurnAsync(conversation, line[1..].Trim()));
        }

        return string.Join('\n', went) + "\n";
    }

    /// <summary>What others said is nobody's doing in this conversation, so that it is not among what the next turn recorded.</summary>
    private static async Task MeanwhileAsync(TestConversation conversation, string deed)
    {
        if (await SomeRounds.DoAsync(conversation, deed))
            await conversation.RecordedAsync();
        else
            await SomeStatements.ModerateAsync(conversation, deed);
    }

    private static Consultations After(string line, Consultations before) => line[1..].Trim().Split(' ') switch
    {
        ["withdraws", var id] => new([.. before.All.Select(one => one.Id == id ? one with { WithdrawnBecause = "a better question was found" } : one)], before.Revision + 1),
        _ => Asked(line) with { Revision = before.Revision + 1 },
    };

    private static Consultations Asked(string line) => ConsultationFile.Read(Path.Combine(Folder, line[1..].Trim().Split(' ')[1]));

    private static async Task<IEnumerable<string>> TurnAsync(TestConversation conversation, string said)
    {
        var replies = said switch
        {
            "(joins)" => await conversation.JoinAsync(),
            "(sends a picture)" => await conversation.TakeAsync(new Activity(ActivityTypes.Message) { Id = Guid.Empty.ToString(), Attachments = [new Attachment("image/png", "https://test.example/a.png")] }),
            _ => await conversation.SayAsync(said),
        };
        return (await conversation.RecordedAsync()).Select(row => $"! {row}").Concat(replies.SelectMany(InLines));
    }

    private static IEnumerable<string> InLines(Activity reply)
    {
        yield return reply.Type == ActivityTypes.Event ? $"< ({reply.Name})" : $"< {Indented(reply.Text)}";
        foreach (var card in (reply.Attachments ?? []).Select(attachment => (HeroCard)attachment.Content))
        {
            yield return $"  * {card.Title} | {card.Subtitle}";
            yield return $"    {card.Text.Replace("\n", "\n    ", StringComparison.Ordinal)}";
            yield return $"    {string.Join(' ', card.Buttons.Select(button => $"[{button.Title}]"))}";
        }

        if (reply.SuggestedActions is { Actions.Count: > 0 } buttons)
            yield return $"  {string.Join(' ', buttons.Actions.Select(button => $"[{button.Title}]"))}";
    }

    private static string Indented(string? text) => (text ?? "").Replace("\n", "\n  ", StringComparison.Ordinal);
}
