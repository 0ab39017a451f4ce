using SocialRx.Dialogs.Root;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.WhatMatters;

/// <summary>From what somebody wrote about when they are free to what the directory is asked.</summary>
internal static class Availability
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static Times? Read(string text, DateTimeOffset now) => AvailabilityReader.Read(text, TimeZoneInfo.ConvertTime(now, London).DayOfWeek) switch
    {
        AvailabilityReading.Times times => new Times(text.Trim(), times.Days, times.NotBefore, times.NotAfter),
        AvailabilityReading.AnyTime => new Times(null, [], null, null),
        _ => null,
    };
}
