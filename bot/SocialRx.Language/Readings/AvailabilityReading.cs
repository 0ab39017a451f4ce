using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>What somebody answered when asked when they are free.</summary>
public abstract record AvailabilityReading
{
    private AvailabilityReading() { }

    /// <summary>Some days or hours.</summary>
    public sealed record Times : AvailabilityReading
    {
        /// <summary>Monday first; empty is any day. With the hours it is the outline of <see cref="Free"/> when those are not the same on all of them.</summary>
        public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

        public TimeOnly? NotBefore { get; init; }
        public TimeOnly? NotAfter { get; init; }

        /// <summary>They spoke of half term or the school holidays.</summary>
        public bool InHolidays { get; init; }

        /// <summary>The same as TIMEX, one a day: "XXXX-WXX-2T16" is Tuesdays from 16:00, "(XXXX-WXX-2T16,XXXX-WXX-2T18,PT2H)" until 18:00.</summary>
        public IReadOnlyList<string> Timex { get; init; } = [];

        /// <summary>Day by day, when the hours differ; otherwise empty.</summary>
        public IReadOnlyList<FreeTime> Free { get; init; } = [];
    }

    /// <summary>"Whenever": no limit.</summary>
    public sealed record AnyTime : AvailabilityReading;

    public sealed record NotRead : AvailabilityReading;
}
