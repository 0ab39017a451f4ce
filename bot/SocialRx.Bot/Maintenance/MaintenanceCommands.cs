using System.CommandLine;
using System.Globalization;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Keys;
using SocialRx.Bot.Turn;
using SocialRx.Storage;
using SocialRx.Storage.Maintenance;

namespace SocialRx.Bot.Maintenance;

/// <summary>The verbs "backup", "restore" and "storage copy": what an operator does with the database as a whole.</summary>
internal static class MaintenanceCommands
{
    private const int Done = 0;
    private const int Different = 1;

    public static Command Backup()
    {
        var to = new Option<string>("--to") { Description = "The file to write; its folder must be there, and it must not", Required = true };
        var command = new Command("backup", "Writes a checked copy of the SQLite database, also while the service serves.") { to };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => BackupAsync(parsed.GetValue(to)!, [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "The backup", Required = true };
        var command = new Command("restore", "Puts a backup in the place of the SQLite database, which is kept under another name. The service must be stopped.") { from };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, stop) => RestoreAsync(parsed.GetValue(from)!, [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    public static Command Storage() => new("storage", "The database as a whole.") { Copy() };

    private static Command Copy()
    {
        var from = Address("--from", "Where the data is: sqlite:FILE or postgres:\"CONNECTION STRING\"");
        var to = Address("--to", "An empty database to copy it to, named in the same way");
        var command = new Command("copy", "Moves all data between SQLite and PostgreSQL and compares both. The service must be stopped.") { from, to };
        command.SetAction((parsed, stop) => CopyAsync(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static Option<StorageAddress> Address(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            if (StorageAddress.TryParse(result.Tokens[0].Value, out var address))
                return address;
            result.AddError($"{name} takes sqlite:FILE, or postgres: and a connection string such as \"Host=db;Database=socialrx;Username=socialrx\".");
            return null;
        },
    };

    private static async Task<int> BackupAsync(string to, string[] args, TextWriter output, CancellationToken stop)
    {
        var configuration = Host.Configured(args).Configuration;
        var storage = OnSqlite(configuration);
        var contents = Backups.Take(storage.File, to, stop);
        await WriteAsync(output, contents);
        await output.WriteLineAsync($"Written to \"{to}\" and checked.");
        await output.WriteLineAsync($"The key file \"{KeySetup.KeyFile(Sections.Read<TurnOptions>(configuration), storage)}\" (Turn:KeyFile) is not in it, and without that key a restored service knows nobody. Keep a copy of it apart from the backups.");
        return Done;
    }

    private static async Task<int> RestoreAsync(string from, string[] args, TextWriter output, CancellationToken stop)
    {
        var storage = OnSqlite(Host.Configured(args).Configuration);
        var restored = Backups.Restore(from, storage.File, TimeProvider.System, stop);
        await WriteAsync(output, restored.Contents);
        await output.WriteLineAsync($"\"{storage.File}\" is now what \"{from}\" holds. It needs the key file (Turn:KeyFile) that was in use when the backup was taken.");
        if (restored.Aside is not null)
            await output.WriteLineAsync($"What was there before is \"{restored.Aside}\"{(restored.WasDamaged ? ", damaged as it was" : "")}; delete it when it is not needed any more.");
        return Done;
    }

    private static async Task<int> CopyAsync(StorageAddress from, StorageAddress to, TextWriter output, CancellationToken stop)
    {
        await output.WriteLineAsync("The service must be stopped on both databases until this is done.");
        await output.WriteLineAsync($"{"table",-28} {"rows from",12} {"rows to",12}  hash");
        var same = await StorageCopy.RunAsync(from, to, TimeProvider.System, table => output.WriteLine(Line(table)), stop);
        await output.WriteLineAsync(same
            ? "All tables are the same in both. Start the service on the new database with the same key file (Turn:KeyFile)."
            : "Tables differ, so nothing was kept of the copy.");
        return same ? Done : Different;
    }

    private static string Line(CopiedTable table) => string.Create(
        CultureInfo.InvariantCulture,
        $"{table.Table,-28} {table.Source.Rows,12} {table.Target.Rows,12}  {(table.IsSame ? $"{table.Source.Hash[..16]} same" : $"{table.Source.Hash[..16]} and {table.Target.Hash[..16]} DIFFERENT")}");

    private static async Task WriteAsync(TextWriter output, DatabaseContents contents)
    {
        foreach (var (table, rows) in contents.Tables)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table,-28} {rows,12}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Sound; made by migration {contents.Migration}."));
    }

    /// <exception cref="ConfigurationException">The service keeps its data elsewhere.</exception>
    private static StorageOptions OnSqlite(IConfiguration configuration)
    {
        var storage = Sections.Read<StorageOptions>(configuration);
        if (storage.IsPostgres)
            throw new ConfigurationException("Storage:Postgres is set: use pg_dump and pg_restore, or your provider's backups, which have every committed turn.");
        return storage.File == ":memory:"
            ? throw new ConfigurationException("Storage:File is \":memory:\": nothing is kept, so there is nothing to back up or restore.")
            : storage;
    }
}
