namespace SocialRx.Benchmarks.Turn;

/// <summary>One line of a table: what the load saw and what it cost.</summary>
/// <param name="Database">CPU time of the database's own processes.</param>
internal sealed record Row(Load.Result Load, TimeSpan Database)
{
    public const string Heading = "who       database     at  turns/s  p50 ms  p99 ms  CPU us/turn  of database  of load  replies/turn  failed";

    public static async Task<Row> MeasureAsync(IReadOnlyList<Target> targets, Func<TimeSpan> database, Connector connector, int at, TimeSpan duration)
    {
        var before = database();
        var load = await Benchmarks.Load.RunAsync(targets, connector, at, duration, Chat.Script);
        return new Row(load, database() - before);
    }

    public double DatabaseMicroseconds => Database.TotalMicroseconds / Math.Max(1, Load.Turns);

    public string Line(string who, string database) =>
        $"{who,-8}  {database,-10}  {Load.At,3}  {Load.PerSecond,7:0}  {Load.P50.TotalMilliseconds,6:0.0}  {Load.P99.TotalMilliseconds,6:0.0}  {Load.CpuMicroseconds,11:0}  {DatabaseMicroseconds,11:0}  {Load.OwnCpuMicroseconds,7:0}  {(double)Load.Replies / Math.Max(1, Load.Turns),12:0.00}  {Load.Failed,6}";
}
