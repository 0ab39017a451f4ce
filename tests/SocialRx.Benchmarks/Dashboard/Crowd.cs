using Microsoft.Data.Sqlite;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage;

namespace SocialRx.Benchmarks.Dashboard;

/// <summary>People made up by arithmetic, straight into the tables of a new SQLite file: who they are, what they agreed to, said, chose and answered.</summary>
internal static class Crowd
{
    public const string Programme = "fernbridge";
    public const int AnswersEach = 4;
    private const int AtATime = 100_000;

    public static async Task MakeAsync(string file, int people)
    {
        await (await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System)).DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "pragma synchronous = off; create temp table theme (n integer primary key, code text); create temp table age (n integer primary key, id text)");
        foreach (var (n, theme) in Theme.All.Index())
            await ExecuteAsync(connection, $"insert into theme values ({n}, '{theme.Id}')");
        foreach (var (n, age) in AgeBand.All.Index())
            await ExecuteAsync(connection, $"insert into age values ({n}, '{age.Id}')");
        for (var from = 0; from < people; from += AtATime)
            await AddAsync(connection, from, Math.Min(people, from + AtATime));
    }

    private static async Task AddAsync(SqliteConnection connection, int from, int before)
    {
        await ExecuteAsync(connection, "begin");
        foreach (var rows in Rows)
        {
            await ExecuteAsync(
                connection,
                $"""
                insert into {rows.Table} ({rows.Columns})
                with recursive n (i) as (select {from} union all select i + 1 from n where i + 1 < {before}),
                made as (select i, printf('%016x', i) as id, printf('2026-%02d-%02dT10:%02d:%02d.%03dZ', 1 + i % 11, 1 + i / 11 % 28, i / 7 % 60, i / 500 % 60, i % 1000) as at from n)
                {rows.Select}
                """);
        }

        await ExecuteAsync(connection, "commit");
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Numbers and ids of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static readonly (string Table, string Columns, string Select)[] Rows =
    [
        ("person", "programme_id, person_id, conversation_id, age_band, outcode, first_seen_at",
            $"select '{Programme}', made.id, 'directline/' || made.id, age.id, case when i % 9 = 8 then 'ZZ' || i % 500 else 'FB' || (1 + i % 6) end, at from made left join age on age.n = i % 5"),
        ("consent", "programme_id, id, person_id, purpose, given, wording_version, decided_at",
            $"select '{Programme}', id || 'n', id, 'numbers', 1, '1', at from made"),
        ("consent", "programme_id, id, person_id, purpose, given, wording_version, decided_at",
            $"select '{Programme}', id || 'q', id, 'quote', 1, '1', at from made where i % 5 = 0"),
        ("mention", "programme_id, person_id, kind, code, said_at",
            $"select '{Programme}', id, 'matters', code, at from made join theme on theme.n in (i * 7 % 17, (i * 7 + 1 + i % 16) % 17)"),
        ("mention", "programme_id, person_id, kind, code, said_at",
            $"select '{Programme}', id, 'strength', code, at from made join theme on theme.n = i % 13"),
        ("mention", "programme_id, person_id, kind, code, said_at",
            $"select '{Programme}', id, 'barrier', case i % 4 when 0 then 'cost' when 1 then 'travel' when 2 then 'alone' else 'time' end, at from made"),
        ("own_words", "programme_id, id, person_id, about, words, redacted, release_state, said_at",
            $"select '{Programme}', id, id, 'matters', 'made up', 'made up', case i % 3 when 0 then 'waiting' when 1 then 'released' else 'withheld' end, at from made where i % 5 = 0"),
        ("plan", "programme_id, person_id, confidence, made_at",
            $"select '{Programme}', id, i % 11, at from made"),
        ("suggestion_outcome", "programme_id, id, person_id, listing_id, outcome, reason, decided_at",
            $"select '{Programme}', id, id, 'made.' || i % 300, case i % 4 when 0 then 'not-for-me' else 'chosen' end, case i % 4 when 0 then 'costs' end, at from made"),
        ("unmet_need", "programme_id, id, person_id, theme, blocked_by, noted_at",
            $"select '{Programme}', made.id, made.id, code, case i % 3 when 0 then 'cost' when 1 then 'distance' else 'day' end, at from made join theme on theme.n = i % 17 where i % 5 < 2"),
        ("referral", "programme_id, id, person_id, state, requested_at",
            $"select '{Programme}', id, id, case i % 3 when 0 then 'requested' when 1 then 'accepted' else 'closed' end, at from made where i % 20 = 0"),
        ("answer", "programme_id, person_id, consultation_id, question_id, option_id, answered_at",
            $"select '{Programme}', id, 'after-school', 'when', case i % 4 when 0 then 'after-school' when 1 then 'evenings' when 2 then 'weekends' else 'holidays' end, at from made"),
        ("answer", "programme_id, person_id, consultation_id, question_id, option_id, answered_at",
            $"select '{Programme}', id, 'after-school', 'more-of', case i % 3 when 0 then 'sport' when 1 then 'music' else 'nature' end, at from made"),
        ("answer", "programme_id, person_id, consultation_id, question_id, scale, answered_at",
            $"select '{Programme}', id, 'after-school', 'welcome', i * 3 % 11, at from made"),
        ("answer", "programme_id, person_id, consultation_id, question_id, option_id, answered_at",
            $"select '{Programme}', id, 'support-money', 'first', case i % 4 when 0 then 'link-worker' when 1 then 'free-clubs' when 2 then 'travel' else 'drop-in' end, at from made"),
    ];
}
