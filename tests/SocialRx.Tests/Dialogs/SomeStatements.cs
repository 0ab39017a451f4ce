using Dapper;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Tests.Dialogs;

/// <summary>A consultation of statements in Fernbridge, and moderators who decide.</summary>
internal static class SomeStatements
{
    public static StatementQuestion Of { get; } = new("getting-about", "ideas");

    public static ConsultationQuestion.Statements Question { get; } = new(
        Of.QuestionId,
        "What should change about getting about in Fernbridge?",
        [
            new("s1", "Buses should be free for everybody under 18."),
            new("s2", "There should be lights on the path by the river."),
            new("s3", "Bikes should be cheap to borrow."),
            new("s4", "The last bus should be later."),
            new("s5", "Bus stops should have a roof."),
            new("s6", "Drivers should wait until you sit down."),
        ]);

    public static Consultations Consultations { get; } = new(
    [
        new Consultation
        {
            Id = Of.ConsultationId,
            Title = "Getting about",
            Owner = "Fernbridge Town Council's transport team",
            Why = "They plan the buses from April.",
            Level = ConsultationLevel.MyArea,
            Opens = new DateOnly(2026, 1, 5),
            Closes = new DateOnly(2030, 12, 31),
            Questions = [Question],
        },
    ]);

    /// <summary>"approve", "reject hurtful" or "reword other words": of the statement that waits longest, by as many people as it takes. "others: words" adds one of somebody else that is approved.</summary>
    public static Task ModerateAsync(TestConversation conversation, string deed) => conversation.Database.WriteAsync(connection =>
    {
        var now = conversation.Clock.GetUtcNow();
        if (deed.StartsWith("others: ", StringComparison.Ordinal))
        {
            connection.Execute(
                """
                insert into statement (programme_id, id, consultation_id, question_id, source, words, redacted, state, is_shown, said_at, waiting_since)
                values (@Programme, @Id, @ConsultationId, @QuestionId, 'young-person', @Words, @Words, 'approved', 1, @now, @now)
                """,
                new { TestConversation.Programme, Id = $"o-{deed.Length}-{now.Ticks}", Of.ConsultationId, Of.QuestionId, Words = deed["others: ".Length..], now });
            return;
        }

        var id = connection.ExecuteScalar<string>("select id from statement where state = 'waiting' order by waiting_since, id limit 1")!;
        foreach (var (moderator, number) in new[] { ("ada", 1), ("ben", 2) })
        {
            var decision = deed.Split(' ', 2) switch
            {
                ["reword", var words] when number == 1 => new NewDecision($"{id}-{now.Ticks}-{moderator}", StatementDeed.Reword, Words: words),
                ["reject", var reason] => new NewDecision($"{id}-{now.Ticks}-{moderator}", StatementDeed.Reject, reason),
                _ => new NewDecision($"{id}-{now.Ticks}-{moderator}", StatementDeed.Approve),
            };
            StatementModeration.Decide(connection, TestConversation.Programme, id, decision, 2, new StaffAction($"{decision.Id}-a", moderator, "facilitator", now));
        }
    });
}
