using System.Data;
using System.Globalization;
using Dapper;

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
        return true;
    });

    public static void Register() => _ = Once.Value;

    /// <summary>UTC, ISO 8601 with milliseconds, so that text order is time order.</summary>
    private sealed class UtcText : SqlMapper.TypeHandler<DateTimeOffset>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
        }

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }
}
