using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Tests.Safeguarding;

public sealed class HelplineTests
{
    [Fact]
    public void A_line_goes_stale_the_day_after_its_months_are_over()
    {
        var samaritans = Helplines.All.Single(line => line.Id == "samaritans");
        var last = samaritans.LastVerified!.Value.AddMonths(12);

        Assert.DoesNotContain(samaritans, Helplines.Stale(last, 12));
        Assert.Contains(samaritans, Helplines.Stale(last.AddDays(1), 12));
    }

    [Fact]
    public void A_line_nobody_has_ever_checked_is_stale_and_is_not_shown_unless_asked_for()
    {
        Assert.Contains("shout", Ids(Helplines.Stale(new DateOnly(2026, 11, 23), 36)));
        Assert.DoesNotContain("shout", Ids(Helplines.For(null, [])));
        Assert.Contains("shout", Ids(Helplines.For(null, [], showUnverified: true)));
    }

    [Fact]
    public void Emergency_lines_come_first_for_every_age_and_whatever_was_said()
    {
        foreach (var age in AgeBand.All.Append(null))
            foreach (var category in RiskCategory.All)
                Assert.Equal(["emergency", "nhs-crisis"], Ids(Helplines.For(age, [category.Id])).Take(2));
    }

    [Fact]
    public void Childline_is_for_those_under_nineteen_and_for_those_whose_age_we_do_not_know()
    {
        Assert.Contains("childline", Ids(Helplines.For(null, [])));
        Assert.Contains("childline", Ids(Helplines.For(AgeBand.From11To13, [])));
        Assert.Contains("papyrus", Ids(Helplines.For(AgeBand.From18To25, ["suicide"])));
        Assert.DoesNotContain("papyrus", Ids(Helplines.For(AgeBand.From18To25, ["home"])));
    }

    private static IEnumerable<string> Ids(IEnumerable<Helpline> lines) => lines.Select(line => line.Id);
}
