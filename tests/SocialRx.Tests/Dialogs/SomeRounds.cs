using Dapper;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;

namespace SocialRx.Tests.Dialogs;

/// <summary>Others who answered before, and reasons of theirs that moderators let through.</summary>
internal static class SomeRounds
{
    /// <summary>"answers CONSULTATION/QUESTION side 20 side 12" or "reason CONSULTATION/QUESTION side: words"; false when it is neither.</summary>
    public static async Task<bool> DoAsync(TestConversation conversation, string deed)
    {
        switch (deed.Split(' '))
        {
            case ["answers", var about, .. var sides]:
                await AnswerAsync(conversation, Of(about), [.. sides.Chunk(2).Select(pair => (pair[0], int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)))]);
                return true;
            case ["reason", var about, var side, ..]:
                await ReasonAsync(conversation, Of(about), side.TrimEnd(':'), deed[(deed.IndexOf(':', StringComparison.Ordinal) + 2)..]);
                return true;
            default:
                return false;
        }
    }

    public static StatementQuestion Of(string about) => about.Split('/') is [var consultation, var question] ? new(consultation, question) : throw new ArgumentException(about, nameof(about));

    /// <summary>So many on each side, who all agreed to be counted.</summary>
    public static Task AnswerAsync(TestConversation conversation, StatementQuestion of, IReadOnlyList<(string Side, int People)> sides) => conversation.Database.WriteAsync(connection =>
    {
        foreach (var (side, number) in sides.SelectMany(side => Enumerable.Range(0, side.People).Select(number => (side.Side, number))))
        {
            var person = $"{side}-{number}";
            var who = new TurnIdentity(TestConversation.Programme, $"test/{person}", new PersonId(person));
            Counters.Keeping(connection, TestConversation.Programme, person, open =>
            {
                Consents.Decide(open, who, new ConsentDecision($"{person}-n", ConsentPurpose.Numbers, true, "1"), conversation.Clock.GetUtcNow());
                Answers.Replace(open, who, int.TryParse(side, out var scale) ? new GivenAnswer(of.ConsultationId, of.QuestionId, [], scale) : new GivenAnswer(of.ConsultationId, of.QuestionId, [side]), conversation.Clock.GetUtcNow());
            });
        }
    });

    public static Task ReasonAsync(TestConversation conversation, StatementQuestion of, string side, string words, string state = "approved") => conversation.Database.WriteAsync(connection => connection.Execute(
        """
        insert into statement (programme_id, id, consultation_id, question_id, source, words, redacted, state, is_shown, side_id, said_at, waiting_since)
        values (@Programme, @Id, @ConsultationId, @QuestionId, 'young-person', @words, @words, @state, @IsShown, @side, @Now, @Now)
        """,
        new { TestConversation.Programme, Id = $"o-{side}-{words.Length}", of.ConsultationId, of.QuestionId, words, state, IsShown = state == "approved" ? 1 : 0, side, Now = conversation.Clock.GetUtcNow() }));
}
