using System.Globalization;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Domain.Insights;

/// <summary>What a commissioner reads for the ids in a table.</summary>
public static class Labels
{
    private static readonly Dictionary<string, string> Words = new()
    {
        [TableIds.NotSaid] = "Not said",
        [TableIds.Elsewhere] = "Elsewhere or not said",
        [TableIds.Everybody] = "People",
        [TableIds.InWords] = "Answered in their own words",
        [TableIds.NothingAtAll] = "None of these",
        [TableIds.CannotDecide] = "Could not decide",
        [RoundOutcome.Keep] = "Kept their answer",
        [RoundOutcome.Change] = "Gave another answer",
        [RoundOutcome.NotSure] = "Not sure any more",
        [RoundOutcome.Seen] = "Did not answer again",
        [Move.NotSure] = "Not sure any more",
        [Move.Still] = "Picked it both times",
        [Move.NoLonger] = "No longer picked it",
        [Move.New] = "Picked it the second time",
        [TableIds.FirstOfPair] = "The first",
        [TableIds.SecondOfPair] = "The second",
        [TableIds.Level] = "Neither above the other",
        ["agree"] = "Agree",
        ["disagree"] = "Disagree",
        ["pass"] = "Pass",
        ["any"] = "No particular theme",
        ["none-exist"] = "Nothing like it",
        ["distance"] = "Too far away",
        ["day"] = "Wrong day or time",
        ["cost"] = "Costs money",
        ["age"] = "Not for their age",
        ["access"] = "Access needs not met",
        ["travel"] = "Too far for how they get about",
        ["setting"] = "Not the kind of place",
        ["language"] = "Not in their language",
        ["area"] = "Only for people elsewhere",
        ["full"] = "No places left",
        ["chosen"] = "Chosen",
        ["not-for-me"] = "Not for me",
        ["not-now"] = "Not now",
        ["went-good"] = "Went, was good",
        ["went-bad"] = "Went, was not good",
        ["did-not-go"] = "Did not go",
        ["waiting-for-person"] = "Waiting for a check first",
        ["requested"] = "Waiting for a link worker",
        ["accepted"] = "With a link worker",
        ["declined"] = "Declined",
        ["closed"] = "Closed",
        ["withdrawn"] = "Taken back",
        ["0-3"] = "0 to 3: not sure",
        ["4-6"] = "4 to 6: partly sure",
        ["7-10"] = "7 to 10: sure",
    };

    /// <summary>The id itself where there is no better word: an outcode, an age band.</summary>
    public static string Of(string tableId, string id) => tableId switch
    {
        TableIds.MattersByAge or TableIds.StrengthsByAge => Theme.Find(id)?.Label ?? id,
        TableIds.BarriersByAge => WhatMatters.Barrier.Find(id)?.Label ?? id,
        TableIds.UnmetByOutcode or TableIds.UnmetByReason => Theme.Find(id)?.Label ?? Plain(id),
        TableIds.NotForMeReasons => NotForMe.All.FirstOrDefault(reason => reason.Id == id)?.Label ?? id,
        TableIds.PeopleByMonth => Month(id),
        _ => Plain(id),
    };

    public static string Plain(string id) => Words.GetValueOrDefault(id, id);

    private static string Month(string id) =>
        DateOnly.TryParseExact(id + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : id;
}
