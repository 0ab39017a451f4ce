using Dapper;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Storage;

namespace SocialRx.Bot;

/// <summary>For whoever watches the process: "live" while it answers at all, "ready" while its database does.</summary>
internal static class Health
{
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", ReadyAsync);
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
}
