using System.Data;
using System.Globalization;
using System.Text.Json;
using Dapper;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Storage;

/// <summary>How rows become records: snake_case columns, one form for points in time.</summary>
internal static class Rows
{
    private static readonly Lazy<bool> Once = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcText());
        SqlMapper.AddTypeHandler(new JsonText<SheetFindings>());
        return true;
    });

    public static void Register() => _ = Once.Value;

    /// <summary>A point in time as it is kept: UTC, ISO 8601 with milliseconds, so that text order is time order.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class JsonText<T> : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value);
        }

        public override T? Parse(object value) => JsonSerializer.Deserialize<T>((string)value);
    }

    private sealed class UtcText : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Text(value);
        }

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }
}
