using System.Globalization;
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

    /// <summary>Apart from "ready": a mail server that is away is no reason to take a process out of service.</summary>
    private static async Task<IResult> DeliveriesAsync(Database database, ProgrammeOptions programme, CancellationToken cancellationToken)
    {
        try
        {
            var failing = await database.ReadAsync(connection => ConcernDeliveries.Failing(connection, programme.Id, 100), cancellationToken);
            return failing.Count == 0
                ? Results.Text("delivered")
                : Results.Text(string.Join('\n', failing.GroupBy(delivery => (delivery.Recipient, delivery.Channel)).Select(Sentence)), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (StorageException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string Sentence(IGrouping<(string Recipient, string Channel), DeliveryRow> failing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{failing.Key.Recipient} ({failing.Key.Channel}): {failing.Count()} not delivered, the oldest since {failing.First().MadeAt:u}, {failing.Max(delivery => delivery.Tries)} tries, {failing.First().LastError}");
}
