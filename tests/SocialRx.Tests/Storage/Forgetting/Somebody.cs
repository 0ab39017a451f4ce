using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.Insights;
using SocialRx.Storage.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Turn;

namespace SocialRx.Tests.Storage.Forgetting;

/// <summary>A person who did everything that can be recorded, in one combination of the states that decide what is kept of them.</summary>
/// <param name="Concern">none, open, acknowledged, closed.</param>
/// <param name="Referral">none, or a state of a referral.</param>
/// <param name="Quote">none, agreed, taken-back.</param>
/// <param name="AgeBand">Null: not said.</param>
internal sealed record Somebody(string Name, string Concern, string Referral, string Quote, bool IsCounted, string? AgeBand)
{
    public const string Programme = "fernbridge";

    public static readonly string[] Concerns = ["none", "open", "acknowledged", "closed"];
    public static readonly string[] Referrals = ["none", ReferralState.WaitingForPerson, ReferralState.Requested, ReferralState.Accepted, ReferralState.Declined, ReferralState.Closed, ReferralState.Withdrawn];
    public static readonly string[] Quotes = ["none", "agreed", "taken-back"];

    public static IReadOnlyList<Somebody> InEveryState { get; } =
    [
        .. from concern in Concerns
           from referral in Referrals
           from quote in Quotes
           from counted in new[] { true, false }
           from age in new[] { null, "11-13", "18-25" }
           select new Somebody($"{concern}/{referral}/{quote}/{counted}/{age}", concern, referral, quote, counted, age),
    ];

    private static StatementQuestion Twice { get; } = new("after-school", "when");

    public TurnIdentity Who => new(Programme, $"test/{Name}", new PersonId(Name));

    public bool IsWaitedFor => Concern is "open" or "acknowledged" || Referral is ReferralState.WaitingForPerson or ReferralState.Requested or ReferralState.Accepted;

    public bool KeepsReferral => Referral is ReferralState.Declined or ReferralState.Closed;

    public bool KeepsQuote => Quote == "agreed";

    public void Record(Connection connection, DateTimeOffset now) => Counters.Keeping(connection, Programme, Name, open => Everything(open, now));

    private void Everything(Connection connection, DateTimeOffset now)
    {
        var batch = new SqlBatch();
        Conversations.Save(batch, Who.ConversationId, 0, new Dictionary<string, SealedText?> { ["talk"] = connection.Sealing.Seal("{}") }, now);
        Inbox.MarkDone(batch, Who.ConversationId, "activity", now);
        batch.Run(connection);
        DirectLineLog.Start(connection, Who.ConversationId, now);
        DirectLineLog.Append(connection, Who.ConversationId, [connection.Sealing.Seal("{}")], now);
        ConversationReferences.Keep(connection, Who, "test", new ReachableAt { Channel = "test", ServiceUrl = "https://test.example", ConversationId = Name, BotId = "bot", UserId = Name }, now);
        CheckIns.Set(connection, Who, DateOnly.FromDateTime(now.UtcDateTime));

        Persons.SetAgeBand(connection, Who, AgeBand, now);
        Persons.SetOutcode(connection, Who, "FB1", now);
        Decide(connection, "numbers", ConsentPurpose.Numbers, IsCounted, now);
        Decide(connection, "check-in", ConsentPurpose.CheckIn, true, now);
        Persons.ReplaceMentions(connection, Who, MentionKind.Matters, ["music", "active"], now);
        Plans.Set(connection, Who, new PlanRow("go and look", 7, "s.1"), now);
        Plans.SetOutcome(connection, Who, new OutcomeRow($"{Name}-o", "s.1", SuggestionOutcome.Chosen), now);
        Plans.NoteUnmet(connection, Who, $"{Name}-u", new("music", null, null, "cost"), now);
        Answers.Replace(connection, Who, new GivenAnswer("after-school", "when", ["evenings"]), now);
        Orders.Replace(connection, Who, "after-school", "order", ["evenings", "weekends"], now);
        PairVotes.Set(connection, Who, "after-school", "pairs", OptionPair.Of("evenings", "weekends"), "weekends", now);
        Ballots.Replace(connection, Who, "after-school", "sum", ["lights"], now);
        SecondLooks.Show(connection, Who, Twice, 1, new RoundView([], 20, now), now);
        SecondLooks.Answer(connection, Who, Twice, new SecondAnswer(RoundOutcome.Change, null, [new("evenings", "weekends")]), now);
        SecondLooks.NoteTold(connection, Who, [Twice], now);
        QuoteThem(connection, now);
        Refer(connection, now);
        Worry(connection, now);
    }

    private void QuoteThem(Connection connection, DateTimeOffset now)
    {
        if (Quote == "none")
            return;
        Decide(connection, "quote", ConsentPurpose.Quote, true, now);
        OwnWords.Keep(connection, Who, new KeptWords($"{Name}-w", "matters", "words", "words"), now);
        if (Quote == "agreed")
            return;
        Decide(connection, "quote-back", ConsentPurpose.Quote, false, now.AddSeconds(1));
        OwnWords.DropAll(connection, Who);
    }

    private void Refer(Connection connection, DateTimeOffset now)
    {
        if (Referral == "none")
            return;
        Decide(connection, "referral", ConsentPurpose.Referral, true, now);
        SocialRx.Storage.HandOff.Referrals.Request(connection, Who, new ReferralRequest { Id = $"{Name}-r", State = ReferralState.Requested, SharedName = "Jaz" }, now);
        connection.Execute("update referral set state = @Referral where id = @Id", new { Referral, Id = $"{Name}-r" });
    }

    private void Worry(Connection connection, DateTimeOffset now)
    {
        if (Concern == "none")
            return;
        var id = $"{Name}-c";
        SocialRx.Storage.Safeguarding.Concerns.RaiseOrJoin(connection, Who, new NewConcern(id, SafeguardingRoute.Red, ["suicide"], ["p"], "words"), now);
        if (Concern is "acknowledged" or "closed")
            SocialRx.Storage.Safeguarding.Concerns.Acknowledge(connection, Programme, id, new StaffAction($"{id}-a", "lead", "safeguarding-lead", now));
        if (Concern == "closed")
            SocialRx.Storage.Safeguarding.Concerns.Close(connection, Programme, id, "seen to", null, new StaffAction($"{id}-b", "lead", "safeguarding-lead", now));
    }

    private void Decide(Connection connection, string receipt, string purpose, bool given, DateTimeOffset now) =>
        Consents.Decide(connection, Who, new ConsentDecision($"{Name}-{receipt}", purpose, given, "1"), now);
}
