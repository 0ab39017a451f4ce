using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.FindActivity;

/// <summary>From what somebody has told to what the directory is asked for.</summary>
internal static class StoryWishes
{
    public static Wishes Of(Story story, TermCalendars terms)
    {
        var (matters, inTheWay) = (WishReader.Read(story.Matters?.Words), WishReader.Read(story.InTheWay?.Words));
        return new Wishes
        {
            Age = AgeBand.Find(story.AgeBand),
            Near = story.Place,
            Travel = inTheWay.Travel ?? matters.Travel,
            Themes = story.Themes,
            Barriers = story.Barriers,
            MostPounds = inTheWay.MostPounds ?? matters.MostPounds,
            Days = story.When?.Days ?? [],
            NotBefore = story.When?.NotBefore,
            NotAfter = story.When?.NotAfter,
            Free = story.When?.Free ?? [],
            InHolidays = story.When?.InHolidays ?? false,
            Terms = terms.Of(story.Place?.Outcode),
            Settings = [.. matters.Settings.Union(inTheWay.Settings)],
            Languages = [.. matters.Languages.Union(inTheWay.Languages)],
            Access = story.Access ?? [],
            BelongsTo = [.. (story.BelongsTo ?? []).Union(matters.BelongsTo).Union(inTheWay.BelongsTo)],
            Except = [.. story.TurnedDown.Select(turned => turned.ListingId)],
            PutOffBy = [.. story.TurnedDown.Select(turned => turned.Reason ?? "").Where(reason => reason.Length > 0).Distinct()],
            Confidence = story.Confidence,
            Words = Coding.Words(story.Matters?.Words),
        };
    }
}
