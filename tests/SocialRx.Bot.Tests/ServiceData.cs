using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Turn;
using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.Bot.Tests;

/// <summary>What a service has in its database, with its key: personal text can be read and written as the service does.</summary>
internal sealed class ServiceData : IAsyncDisposable
{
    private readonly WebApplication _parts;

    private ServiceData(WebApplication parts, Database database)
    {
        _parts = parts;
        Database = database;
    }

    public Database Database { get; }

    public IServiceProvider Services => _parts.Services;

    public static async Task<ServiceData> OpenAsync(RunningService service)
    {
        var builder = Host.Configured([$"--Storage:File={service.DatabaseFile}"]);
        var text = new PersonalText();
        var database = await Database.OpenAsync(builder.AddSection<StorageOptions>(), TimeProvider.System, text.Sealing);
        builder.AddSection<TurnOptions>();
        builder.AddSection<DirectLineOptions>();
        builder.Services.AddSingleton(_ => database).AddSingleton(TimeProvider.System).AddSingleton<NewId>(() => "unused");
        builder.AddKeys();
        var parts = builder.Build();
        await parts.OpenKeysAsync(text, CancellationToken.None);
        return new ServiceData(parts, database);
    }

    /// <summary>Changes every sealed text that a query finds; the query names the row's key and the text "id" and "body", the update takes @id and @body.</summary>
    public Task<int> ReplaceAsync(string select, string update, object parameters, Func<string, string> change) =>
        Database.WriteAsync(connection =>
        {
            var changed = 0;
            foreach (var (id, body) in connection.Query<(string Id, string Body)>(select, parameters))
            {
                var opened = Database.Sealing.OpenIfAny(body)!;
                if (change(opened) is var now && now != opened)
                    changed += connection.Execute(update, new { id, body = Database.Sealing.Seal(now).Value });
            }

            return changed;
        });

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await Database.DisposeAsync();
    }
}
