using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SocialRx.BotFramework;

/// <summary>
/// The request's sender is not believed (401), or is believed and may not (403). Bots expect exactly <see cref="UnauthorizedAccessException"/>; the
/// reason goes with it for the operator, never for the sender.
/// </summary>
internal static class Refused
{
    private const string Reason = "reason";
    private const string Forbidden = "forbidden";

    public static UnauthorizedAccessException Because(string reason, bool isForbidden = false) =>
        new("The request was refused.") { Data = { [Reason] = reason, [Forbidden] = isForbidden } };

    /// <summary>Null where somebody else refused.</summary>
    public static string ReasonOf(UnauthorizedAccessException refused) => refused.Data[Reason] as string;

    public static bool IsForbidden(UnauthorizedAccessException refused) => refused.Data[Forbidden] is true;
}

internal static partial class Refusals
{
    public const string MeterName = "SocialRx.BotFramework";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("bot.requests.refused", description: "Requests to the messaging endpoint that were refused, by reason.");

    public static void Count(ILogger logger, int status, string reason)
    {
        Refused.Add(1, new KeyValuePair<string, object>("reason", reason));
        LogRefused(logger, status, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request to the messaging endpoint with {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, int status, string reason);
}
