using Dapper;
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

    private static async Task<IResult> ReadyAsync(Database database, CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from schema_migration"), cancellationToken);
            return Results.Text("ready");
        }
        catch (StorageException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
