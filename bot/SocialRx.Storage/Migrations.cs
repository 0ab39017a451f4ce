using System.Globalization;
using System.Reflection;

namespace SocialRx.Storage;

/// <summary>Brings the tables up to date: numbered files, embedded, each run once and in order.</summary>
internal static class Migrations
{
    public static void Apply(Connection connection, TimeProvider clock)
    {
        connection.Lock("migrations");
        connection.Execute(
            """
            create table if not exists schema_migration (
              number integer not null primary key,
              name text not null,
              applied_at text not null
            )
            """);
        var applied = connection.Query<int>("select number from schema_migration").ToHashSet();
        var known = All().ToList();
        RefuseNewer(applied, known);

        foreach (var migration in known.Where(migration => !applied.Contains(migration.Number) && migration.IsFor(connection.Dialect)))
        {
            connection.Execute(migration.Sql);
            connection.Execute(
                "insert into schema_migration (number, name, applied_at) values (@Number, @Name, @Now)",
                new { migration.Number, migration.Name, Now = clock.GetUtcNow() });
        }
    }

    /// <summary>The number of the newest of these, which a database says it has; 0 when it has none.</summary>
    /// <exception cref="StorageException">It comes from a newer release.</exception>
    public static int Newest(HashSet<int> applied)
    {
        RefuseNewer(applied, All());
        return applied.DefaultIfEmpty().Max();
    }

    /// <summary>For what takes a database as it is, without bringing it up to date.</summary>
    /// <exception cref="StorageException">It comes from a newer or an older release.</exception>
    public static void RequireAll(HashSet<int> applied, SqlDialect dialect)
    {
        RefuseNewer(applied, All());
        if (All().FirstOrDefault(migration => migration.IsFor(dialect) && !applied.Contains(migration.Number)) is { } missing)
            throw new StorageException($"The database was last used by an older release (migration {missing.Number} is missing). Start this release on it once.");
    }

    private static void RefuseNewer(HashSet<int> applied, IEnumerable<Migration> known)
    {
        var unknown = applied.Except(known.Select(migration => migration.Number)).Order().ToList();
        if (unknown.Count > 0)
            throw new StorageException($"The database was made by a newer release (migration {unknown[^1]} is not known here).");
    }

    private static IEnumerable<Migration> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.Length > 4 && char.IsAsciiDigit(name[0]))
            .Select(name => new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, Text(assembly, name)))
            .OrderBy(migration => migration.Number);
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>"0001_turn" is for both databases, "0001_turn.postgres" for one.</summary>
    private sealed record Migration(int Number, string Name, string Sql)
    {
        public bool IsFor(SqlDialect dialect) => !Name.Contains('.', StringComparison.Ordinal) || Name.EndsWith($".{dialect.Name}", StringComparison.Ordinal);
    }
}
