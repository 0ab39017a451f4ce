namespace SocialRx.Storage.Maintenance;

/// <summary>What a sound database holds.</summary>
/// <param name="Migration">The newest of the migrations that made its tables.</param>
/// <param name="Tables">In the order of their names.</param>
public sealed record DatabaseContents(int Migration, IReadOnlyList<TableRows> Tables);

public sealed record TableRows(string Table, long Rows);
