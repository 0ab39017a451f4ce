using CsCheck;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Tests.Domain.ActivityDirectory;

public sealed class MatchingTests
{
    [Fact]
    public void What_fits_better_comes_before_what_is_nearer()
    {
        var wishes = Some.Wishes() with { Themes = ["music", "active"] };

        Assert.Equal(["test.band", "test.run"], Chosen(wishes, Some.Listing("run") with { Location = Some.KmNorth(0.1) }, Some.Listing("band") with { Themes = ["music", "active"], Location = Some.KmNorth(1.5) }));
    }

    [Fact]
    public void Of_two_that_fit_the_nearer_comes_first() =>
        Assert.Equal(["test.near", "test.far"], Chosen(Some.Wishes(), Some.Listing("far") with { Location = Some.KmNorth(4) }, Some.Listing("near")));

    [Fact]
    public void Of_two_as_near_the_one_checked_lately_comes_first() =>
        Assert.Equal(["test.new", "test.aged"], Chosen(Some.Wishes(), Some.Listing("aged") with { LastModified = Some.Now.AddDays(-400) }, Some.Listing("new")));

    [Fact]
    public void Three_of_one_club_do_not_push_out_others()
    {
        Listing Club(string id, double km) => Some.Listing(id) with { Organisation = "Fernbridge Rovers", Location = Some.KmNorth(km) };

        var chosen = Chosen(Some.Wishes(), Club("a", 0.1), Club("b", 0.2), Club("c", 0.3), Some.Listing("dance") with { Location = Some.KmNorth(1) }, Some.Listing("swim") with { Location = Some.KmNorth(1.2) });

        Assert.Equal(["test.a", "test.dance", "test.swim"], chosen);
    }

    [Fact]
    public void A_thing_for_another_age_is_never_suggested()
    {
        var adults = Some.Listing("adults") with { MinimumAge = 18, MaximumAge = null };
        var juniors = Some.Listing("juniors") with { MinimumAge = 5, MaximumAge = 10.5m };

        var shortlist = Choose(Some.Wishes(), adults, juniors);

        Assert.Empty(shortlist.Suggestions);
        Assert.Equal("age", shortlist.Unmet!.BlockedBy);
    }

    [Fact]
    public void A_thing_for_part_of_the_age_band_says_so()
    {
        var shortlist = Choose(Some.Wishes(), Some.Listing("teens") with { MinimumAge = 13 });

        Assert.Contains(new Snag.PartOfYourAge(13, 18), shortlist.Suggestions[0].Snags);
        Assert.DoesNotContain(shortlist.Suggestions[0].Reasons, reason => reason is Reason.ForYourAge);
    }

    [Fact]
    public void Thirteen_and_a_half_is_within_eleven_to_thirteen() => Assert.Equal(["test.half"], Chosen(Some.Wishes(), Some.Listing("half") with { MinimumAge = 13.5m }));

    [Fact]
    public void A_thing_nobody_touched_for_two_years_is_never_suggested() => Assert.Empty(Chosen(Some.Wishes(), Some.Listing("stale") with { LastModified = Some.Now.AddDays(-731) }));

    [Fact]
    public void A_thing_that_is_over_is_never_suggested() =>
        Assert.Empty(Chosen(Some.Wishes(), Some.Listing("over") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { Until = new DateOnly(2026, 11, 1) }] }));

    [Fact]
    public void A_group_only_for_some_is_for_those_who_say_they_belong()
    {
        var girls = Some.Listing("girls") with { OnlyFor = ["girls"] };

        Assert.Empty(Chosen(Some.Wishes(), girls));
        Assert.Contains(new Reason.ForPeopleLikeYou("girls"), Choose(Some.Wishes() with { BelongsTo = ["girls"] }, girls).Suggestions[0].Reasons);
    }

    [Fact]
    public void With_no_money_only_free_things_are_suggested() =>
        Assert.Equal(["test.free"], Chosen(Some.Wishes() with { Barriers = ["cost"] }, Some.Listing("paid") with { Cost = new Cost.Pounds(2) }, Some.Listing("unknown") with { Cost = new Cost.Unknown() }, Some.Listing("free") with { Location = Some.KmNorth(4.9) }));

    [Fact]
    public void When_getting_there_is_hard_only_near_things_are_suggested() =>
        Assert.Equal(["test.near"], Chosen(Some.Wishes() with { Barriers = ["travel"] }, Some.Listing("near"), Some.Listing("far") with { Location = Some.KmNorth(4) }));

    [Theory]
    [InlineData("confidence")]
    [InlineData("alone")]
    public void Somebody_nervous_or_alone_sees_what_welcomes_newcomers_first(string barrier) =>
        Assert.Equal(["test.welcoming", "test.near"], Chosen(Some.Wishes() with { Barriers = [barrier] }, Some.Listing("near") with { Location = Some.KmNorth(0.1) }, Welcoming));

    [Fact]
    public void Somebody_who_is_not_sure_they_will_go_sees_gentle_first_steps_first() =>
        Assert.Equal("test.welcoming", Chosen(Some.Wishes() with { Confidence = 3 }, Some.Listing("near") with { Location = Some.KmNorth(0.1) }, Welcoming)[0]);

    [Fact]
    public void What_was_turned_down_does_not_come_back() =>
        Assert.Equal(["test.b"], Chosen(Some.Wishes() with { Except = ["test.a"] }, Some.Listing("a"), Some.Listing("b")));

    [Fact]
    public void After_a_wrong_day_another_day_is_suggested()
    {
        var wednesday = Some.Listing("wednesday") with { Sessions = [Some.At(DayOfWeek.Wednesday, 17, 18)], Location = Some.KmNorth(4) };

        Assert.Equal(["test.wednesday"], Chosen(Some.Wishes() with { Except = ["test.a"], PutOffBy = ["wrong-time"] }, Some.Listing("a"), Some.Listing("b"), wednesday));
    }

    [Fact]
    public void After_not_my_thing_something_different_comes_first()
    {
        var wishes = Some.Wishes() with { Themes = ["active", "music"], Except = ["test.a"], PutOffBy = ["not-my-thing"] };

        Assert.Equal("test.band", Chosen(wishes, Some.Listing("a"), Some.Listing("b"), Some.Listing("band") with { Themes = ["music"] })[0]);
    }

    [Fact]
    public void Somebody_under_sixteen_is_not_sent_anywhere_in_school_time()
    {
        var morning = Some.Listing("morning") with { Sessions = [Some.At(DayOfWeek.Tuesday, 10, 12)] };
        var allDay = Some.Listing("all-day") with { Sessions = [Some.At(DayOfWeek.Tuesday, 9, 17)] };

        Assert.Equal(["test.all-day"], Chosen(Some.Wishes(), morning, allDay));
        Assert.Equal(2, Chosen(Some.Wishes() with { Age = AgeBand.From16To17 }, morning, allDay).Count);
    }

    [Fact]
    public void A_session_that_ends_after_they_must_be_home_does_not_fit() =>
        Assert.Equal(["test.early"], Chosen(Some.Wishes() with { NotAfter = new TimeOnly(18, 30) }, Some.Listing("early"), Some.Listing("late") with { Sessions = [Some.At(DayOfWeek.Tuesday, 18, 20)] }));

    [Fact]
    public void The_session_on_their_day_is_the_reason() =>
        Assert.Contains(
            new Reason.OnYourDay(Some.At(DayOfWeek.Saturday, 10, 11)),
            Choose(Some.Wishes() with { Days = [DayOfWeek.Saturday] }, Some.Listing("a") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18), Some.At(DayOfWeek.Saturday, 10, 11)] }).Suggestions[0].Reasons);

    [Fact]
    public void When_nothing_is_near_enough_the_distance_is_widened_and_said()
    {
        var shortlist = Choose(Some.Wishes(), Some.Listing("far") with { Location = Some.KmNorth(9) });

        Assert.Equal("distance", shortlist.WidenedBy);
        Assert.Equal(new UnmetNeed("active", "11-13", "FB3", "distance"), shortlist.Unmet);
        Assert.Contains(shortlist.Suggestions[0].Snags, snag => snag is Snag.IsFar);
    }

    [Fact]
    public void When_only_the_day_is_wrong_the_day_is_widened_and_said()
    {
        var shortlist = Choose(Some.Wishes() with { Days = [DayOfWeek.Saturday] }, Some.Listing("tuesday"));

        Assert.Equal(("day", "day"), (shortlist.WidenedBy, shortlist.Unmet!.BlockedBy));
        Assert.Contains(new Snag.OtherDay(Some.At(DayOfWeek.Tuesday, 17, 18)), shortlist.Suggestions[0].Snags);
    }

    [Fact]
    public void When_nothing_is_free_the_cost_is_widened_and_said()
    {
        var shortlist = Choose(Some.Wishes() with { Barriers = ["cost"] }, Some.Listing("paid") with { Cost = new Cost.Pounds(2.5m) });

        Assert.Equal(("cost", "cost"), (shortlist.WidenedBy, shortlist.Unmet!.BlockedBy));
        Assert.Contains(new Snag.Costs(2.5m), shortlist.Suggestions[0].Snags);
    }

    [Fact]
    public void Only_one_limit_is_widened()
    {
        var shortlist = Choose(Some.Wishes() with { Barriers = ["cost"] }, Some.Listing("paid and far") with { Cost = new Cost.Pounds(2), Location = Some.KmNorth(9) });

        Assert.Empty(shortlist.Suggestions);
        Assert.Equal("none-exist", shortlist.Unmet!.BlockedBy);
    }

    [Fact]
    public void Missing_access_is_a_snag_and_an_unmet_need()
    {
        var shortlist = Choose(Some.Wishes() with { Access = ["step-free"] }, Some.Listing("a"));

        Assert.Contains(new Snag.AccessNotSaid("step-free"), shortlist.Suggestions[0].Snags);
        Assert.Equal("access", shortlist.Unmet!.BlockedBy);
        Assert.Null(Choose(Some.Wishes() with { Access = ["step-free"] }, Some.Listing("a"), Some.Listing("b") with { Access = ["step-free"] }).Unmet);
    }

    [Fact]
    public void What_is_full_is_never_suggested_and_the_need_is_counted()
    {
        var full = Some.Listing("full") with { PlacesLeft = 0 };

        Assert.Equal(["test.open"], Chosen(Some.Wishes(), full, Some.Listing("open")));
        Assert.Equal("full", Choose(Some.Wishes(), full).Unmet!.BlockedBy);
        Assert.Contains(new Snag.FewPlaces(2), Choose(Some.Wishes(), Some.Listing("nearly") with { PlacesLeft = 2 }).Suggestions[0].Snags);
    }

    [Fact]
    public void What_serves_other_outcodes_is_left_out_and_what_serves_an_area_by_name_says_so()
    {
        var elsewhere = Some.Listing("elsewhere") with { AreaServed = "FB1, FB2 and FB4" };

        Assert.Equal(["test.ours"], Chosen(Some.Wishes(), elsewhere, Some.Listing("ours") with { AreaServed = "FB3" }));
        Assert.Equal("area", Choose(Some.Wishes(), elsewhere).Unmet!.BlockedBy);
        Assert.Contains(new Snag.ForAnArea("Fernshire"), Choose(Some.Wishes(), Some.Listing("county") with { AreaServed = "Fernshire" }).Suggestions[0].Snags);
        Assert.DoesNotContain(Choose(Some.Wishes(), Some.Listing("all") with { AreaServed = "England" }).Suggestions[0].Snags, snag => snag is Snag.ForAnArea);
    }

    [Fact]
    public void A_listing_that_is_the_opposite_of_a_wished_setting_comes_only_when_nothing_else_is()
    {
        var wishes = Some.Wishes() with { Settings = ["outdoors"] };
        var hall = Some.Listing("hall") with { Settings = ["indoors"] };

        Assert.Equal(["test.park", "test.unsaid"], Chosen(wishes, hall, Some.Listing("unsaid"), Some.Listing("park") with { Settings = ["outdoors"] }));
        var widened = Choose(wishes, hall);
        Assert.Equal(("setting", "setting"), (widened.WidenedBy, widened.Unmet!.BlockedBy));
        Assert.Contains(new Snag.OtherSetting("indoors"), widened.Suggestions[0].Snags);
    }

    [Fact]
    public void Somebody_who_wants_no_group_is_offered_one_to_one_and_drop_ins()
    {
        var wishes = Some.Wishes() with { Settings = ["alone"] };

        Assert.Equal(["test.coach", "test.drop-in"], Chosen(wishes, Some.Listing("team") with { Settings = ["group"] }, Some.Listing("coach") with { OneToOne = true }, Some.Listing("drop-in") with { Settings = ["group", "drop-in"] }));
    }

    [Fact]
    public void A_language_they_asked_for_is_a_reason_and_its_want_is_counted()
    {
        var wishes = Some.Wishes() with { Languages = ["pl"] };

        Assert.Contains(new Reason.InLanguage("pl"), Choose(wishes, Some.Listing("a") with { Languages = ["en", "pl"] }, Some.Listing("b")).Suggestions[0].Reasons);
        Assert.Equal("language", Choose(wishes, Some.Listing("b")).Unmet!.BlockedBy);
    }

    [Fact]
    public void Who_can_pay_a_little_is_shown_what_costs_no_more()
    {
        var wishes = Some.Wishes() with { Barriers = ["cost"], MostPounds = 3 };
        var (two, five) = (Some.Listing("two") with { Cost = new Cost.Pounds(2) }, Some.Listing("five") with { Cost = new Cost.Pounds(5) });

        var shortlist = Choose(wishes, two, five);
        Assert.Equal(["test.two"], Ids(shortlist));
        Assert.Contains(new Reason.WithinBudget(2), shortlist.Suggestions[0].Reasons);
        Assert.DoesNotContain(shortlist.Suggestions[0].Snags, snag => snag is Snag.Costs);
        Assert.Equal("cost", Choose(wishes, five).WidenedBy);
    }

    [Fact]
    public void How_they_get_about_is_how_far_they_look()
    {
        var far = Some.Listing("far") with { Location = Some.KmNorth(8) };

        Assert.Equal(["test.far"], Chosen(Some.Wishes() with { Travel = "bus", Barriers = ["travel"] }, far));
        var walking = Choose(Some.Wishes() with { Travel = "walk" }, far);
        Assert.Equal(("distance", "travel"), (walking.WidenedBy, walking.Unmet!.BlockedBy));
    }

    [Fact]
    public void After_too_far_nothing_as_far_comes_again()
    {
        var wishes = Some.Wishes() with { Except = ["test.a"], PutOffBy = ["too-far"] };

        Assert.Equal(["test.c"], Chosen(wishes, Some.Listing("a") with { Location = Some.KmNorth(2.5) }, Some.Listing("b") with { Location = Some.KmNorth(2.7) }, Some.Listing("c")));
    }

    [Fact]
    public void Hours_that_differ_by_day_are_kept_to_day_by_day()
    {
        var wishes = Some.Wishes() with { Days = [DayOfWeek.Saturday, DayOfWeek.Sunday], Free = [FreeTime.AllDay(DayOfWeek.Saturday), new(DayOfWeek.Sunday, new(12, 0), TimeOnly.MaxValue)] };

        Assert.Equal(
            ["test.saturday", "test.sunday-late"],
            Chosen(
                wishes,
                Some.Listing("saturday") with { Sessions = [Some.At(DayOfWeek.Saturday, 10, 11)] },
                Some.Listing("sunday-early") with { Sessions = [Some.At(DayOfWeek.Sunday, 10, 11)] },
                Some.Listing("sunday-late") with { Sessions = [Some.At(DayOfWeek.Sunday, 14, 15)], Location = Some.KmNorth(2) }).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_the_holidays_a_morning_is_free_and_what_stops_for_them_is_not_on()
    {
        var club = Some.Listing("club") with { Sessions = [Some.At(DayOfWeek.Tuesday, 10, 15) with { HolidaysOnly = true }] };
        var term = Some.Listing("term") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { TermTimeOnly = true }] };

        Assert.Equal(["test.club"], Chosen(Some.Wishes() with { InHolidays = true }, club, term));
    }

    [Fact]
    public void A_fortnightly_session_is_on_when_its_next_day_is_soon()
    {
        var fortnightly = Some.At(DayOfWeek.Tuesday, 17, 18) with { Rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", From = new(2026, 11, 3) };
        var suggestion = Assert.Single(Choose(Some.Wishes(), Some.Listing("a") with { Sessions = [fortnightly] }).Suggestions);

        Assert.Equal([new(2026, 11, 17), new(2026, 12, 1), new(2026, 12, 15)], suggestion.Next.Select(one => one.Day));
        Assert.Equal("day", Choose(Some.Wishes(), Some.Listing("rare") with { Sessions = [fortnightly with { Rule = "FREQ=YEARLY;BYMONTH=6;BYDAY=1TU", From = null }] }).WidenedBy);
    }

    [Fact]
    public void In_term_time_only_is_a_snag_until_the_areas_terms_say_that_it_is_on()
    {
        var listing = Some.Listing("a") with { Sessions = [Some.At(DayOfWeek.Tuesday, 17, 18) with { TermTimeOnly = true }] };
        var terms = new TermCalendar([new(new(2026, 11, 2), new(2026, 12, 18))]);

        Assert.Contains(new Snag.TermTimeOnly(), Choose(Some.Wishes(), listing).Suggestions[0].Snags);
        Assert.DoesNotContain(new Snag.TermTimeOnly(), Choose(Some.Wishes() with { Terms = terms }, listing).Suggestions[0].Snags);
    }

    [Theory]
    [InlineData("footie")]
    [InlineData("Footbal")]
    [InlineData("soccer")]
    [InlineData("summat like football")]
    public void A_word_they_used_finds_the_listing_whatever_it_is_called_there(string word)
    {
        var shortlist = Choose(Some.Wishes() with { Themes = [], Words = [word] }, Some.Listing("a") with { Summary = "Five-a-side football for anyone." }, Some.Listing("b"));

        Assert.Equal("test.a", Assert.Single(shortlist.Suggestions).Listing.Id);
        Assert.IsType<Reason.MatchesWord>(shortlist.Suggestions[0].Reasons[0]);
    }

    [Fact]
    public void Drawing_is_art_but_painting_is_not_drawing()
    {
        var drawing = Some.Listing("a") with { Themes = ["creative"], Summary = "Drawing for fun" };

        Assert.Single(Chosen(Some.Wishes() with { Themes = [], Words = ["art"] }, drawing));
        Assert.Empty(Chosen(Some.Wishes() with { Themes = [], Words = ["painting"] }, drawing));
    }

    [Theory]
    [InlineData("football w my brother but he moved out. its boring now", "football")]
    [InlineData("i hate football but climbing is alright", "climbing")]
    [InlineData("idk its all a bit much at the moment tbh", null)]
    [InlineData("asdf", null)]
    public void Of_a_whole_sentence_only_words_for_something_to_do_count(string said, string? word)
    {
        var listings = new[] { "football", "climbing" }.Select(what => Some.Listing(what) with { Summary = $"{what}. Bring your brother, get out, its a bit of fun at the moment." }).ToArray();

        var shortlist = Choose(Some.Wishes() with { Themes = [], Words = [said] }, listings);

        Assert.Equal(word is null ? ["test.climbing", "test.football"] : [$"test.{word}"], Ids(shortlist).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_listing_is_mainly_about_counts_more() =>
        Assert.Equal(["test.counsellor", "test.writers"], Chosen(Some.Wishes() with { Themes = ["feelings"] }, Some.Listing("counsellor") with { Themes = ["feelings"], Location = Some.KmNorth(2) }, Some.Listing("writers") with { Themes = ["creative", "feelings"] }));

    [Fact]
    public void Somebody_who_said_nothing_still_gets_something_with_a_reason()
    {
        var shortlist = Choose(new Wishes(), Some.Listing("a") with { Cost = new Cost.Pounds(3) }, Some.Listing("b"));

        Assert.Equal(2, shortlist.Suggestions.Count);
        Assert.All(shortlist.Suggestions, suggestion => Assert.NotEmpty(suggestion.Reasons));
    }

    [Fact]
    public void The_order_the_candidates_come_in_changes_nothing() =>
        Candidates.Select(WishesGen, Gen.Int).Sample((candidates, wishes, seed) =>
        {
            var shuffled = candidates.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Ids(Matching.Choose(candidates, wishes, Some.Now)).SequenceEqual(Ids(Matching.Choose(shuffled, wishes, Some.Now)));
        });

    [Fact]
    public void Whatever_is_asked_the_promises_hold() =>
        Candidates.Select(WishesGen).Sample((candidates, wishes) =>
        {
            var shortlist = Matching.Choose(candidates, wishes, Some.Now);
            return shortlist.Suggestions.Count <= 3
                && (shortlist.Suggestions.Count > 0 || shortlist.Unmet is not null)
                && (shortlist.WidenedBy is null || shortlist.Unmet is not null)
                && shortlist.Suggestions.All(suggestion =>
                    suggestion.Reasons.Count > 0
                    && !wishes.Except.Contains(suggestion.Listing.Id)
                    && (wishes.Age is null || !(suggestion.Listing.MinimumAge > wishes.Age.To + 0.99m))
                    && (shortlist.WidenedBy == "cost" || !wishes.Barriers.Contains("cost") || suggestion.Listing.Cost is Cost.Free)
                    && (suggestion.Listing.OnlyFor.Count == 0 || suggestion.Listing.OnlyFor.Intersect(wishes.BelongsTo).Any()));
        });

    private static readonly Listing Welcoming = Some.Listing("welcoming") with { WelcomesNewcomers = true, Location = Some.KmNorth(2.5) };

    private static readonly Gen<string> ThemeId = Gen.Int[0, Theme.All.Count - 1].Select(index => Theme.All[index].Id);

    private static readonly Gen<Listing[]> Candidates = Gen.Select(ThemeId, Gen.Int[5, 25], Gen.Int[0, 20], Gen.Double[0, 20], Gen.Int[0, 6], Gen.Int[0, 2])
        .Select((theme, from, span, km, day, kind) => Some.Listing("x") with
        {
            Themes = [theme],
            MinimumAge = kind == 2 ? null : from,
            MaximumAge = kind == 2 ? null : from + span,
            Location = Some.KmNorth(km),
            Sessions = kind == 1 ? [] : [Some.At((DayOfWeek)day, 8 + (span / 2), 9 + (span / 2))],
            Cost = kind switch { 0 => new Cost.Free(), 1 => new Cost.Pounds(span), _ => new Cost.Unknown() },
            OnlyFor = span % 5 == 0 ? ["girls"] : [],
        })
        .Array[0, 25]
        .Select(listings => listings.Select((listing, index) => listing with { Id = $"test.{index:00}" }).ToArray());

    private static readonly Gen<Wishes> WishesGen = Gen.Select(Gen.Int[0, 4], ThemeId.Array[0, 3], Gen.Int[0, 63], Gen.Int[0, 24])
        .Select((age, themes, flags, except) => new Wishes
        {
            Age = age < 4 ? AgeBand.All[age] : null,
            Themes = themes,
            Near = (flags & 1) == 0 ? Some.FB3 : null,
            Barriers = (flags & 2) == 0 ? ["cost", "alone"] : ["travel"],
            Days = (flags & 4) == 0 ? [DayOfWeek.Saturday, DayOfWeek.Monday] : [],
            BelongsTo = (flags & 8) == 0 ? ["girls"] : [],
            Except = [$"test.{except:00}"],
            PutOffBy = (flags & 16) == 0 ? ["not-my-thing", "wrong-time"] : [],
        });

    private static Shortlist Choose(Wishes wishes, params Listing[] candidates) => Matching.Choose(candidates, wishes, Some.Now);

    private static List<string> Chosen(Wishes wishes, params Listing[] candidates) => [.. Ids(Choose(wishes, candidates))];

    private static IEnumerable<string> Ids(Shortlist shortlist) => shortlist.Suggestions.Select(suggestion => suggestion.Listing.Id);
}
