using Dapper;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Bot;

/// <summary>For whoever watches the process: "live" while it answers at all, "ready" while its database does, "delivered" while whoever should be told of concerns can be.</summary>
internal static class Health
{
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", ReadyAsync);
        app.MapGet("/health/deliveries", DeliveriesAsync);
        return app;
    }

    private static async Task<IResult> ReadyAsync(Database database, SafetyLanguages languages, CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from schema_migration"), cancellationToken);
            return Results.Text(Ready(languages));
        }
        catch (StorageException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Ready it is without approval too, but whoever watches sees that it is missing.</summary>
    private static string Ready(SafetyLanguages languages) => languages.NotApproved.Count == 0
        ? "ready"
        : $"ready\nsafety words not approved: {string.Join(", ", languages.NotApproved.Select(words => $"{words.Language} {words.Version}"))}";

    /// <summary>
    /// Apart from "ready": a mail server that is away is no reason to take a process out of service. Who cannot be told, and of how much, is on the queue
    /// page and in the log: anybody may ask here.
    /// </summary>
    private static async Task<IResult> DeliveriesAsync(Database database, ProgrammeOptions programme, CancellationToken cancellationToken)
    {
        try
        {
            var failing = await database.ReadAsync(connection => ConcernDeliveries.Failing(connection, programme.Id, 1), cancellationToken);
            return failing.Count == 0
                ? Results.Text("delivered")
                : Results.Text("somebody who should be told cannot be: see the safeguarding queue and the log", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (StorageException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
