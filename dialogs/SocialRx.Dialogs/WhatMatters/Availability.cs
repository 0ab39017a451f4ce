using SocialRx.Dialogs.Root;
using SocialRx.Domain;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.WhatMatters;

/// <summary>From what somebody wrote about when they are free to what the directory is asked.</summary>
internal static class Availability
{
    public static Times? Read(string text, DateTimeOffset now) => AvailabilityReader.Read(text, London.Day(now).DayOfWeek) switch
    {
        AvailabilityReading.Times times => new Times(text.Trim(), times.Days, times.NotBefore, times.NotAfter) { Free = times.Free.Count > 0 ? times.Free : null, InHolidays = times.InHolidays },
        AvailabilityReading.AnyTime => new Times(null, [], null, null),
        _ => null,
    };
}
