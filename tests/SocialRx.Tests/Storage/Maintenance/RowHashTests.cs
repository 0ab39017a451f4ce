using SocialRx.Storage.Maintenance;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class RowHashTests
{
    [Fact]
    public void The_order_of_rows_does_not_matter() =>
        Assert.Equal(Of(["a", 1L], ["b", null], ["c", 0.1]), Of(["c", 0.1], ["a", 1L], ["b", null]));

    [Fact]
    public void A_row_that_is_there_twice_counts_twice()
    {
        Assert.NotEqual(Of(["a"]), Of(["a"], ["a"]));
        Assert.NotEqual(Of(["a"], ["a"], ["b"]), Of(["a"], ["b"], ["b"]));
        Assert.NotEqual(Of(["a"], ["a"], ["c"]), Of(["b"], ["b"], ["c"]));
    }

    [Fact]
    public void Values_of_one_row_are_not_those_of_another() =>
        Assert.NotEqual(Of(["a", "x"], ["b", "y"]), Of(["a", "y"], ["b", "x"]));

    [Theory]
    [InlineData(1L, "1")]
    [InlineData(1L, 1.0)]
    [InlineData(null, "")]
    [InlineData(null, 0L)]
    [InlineData("a", "a ")]
    [InlineData("é", "e\u0301")]
    [InlineData(0.1, 0.10000000000000002)]
    [InlineData(long.MaxValue, long.MaxValue - 1)]
    public void Values_that_differ_differ(object? one, object? other) => Assert.NotEqual(Of([one]), Of([other]));

    [Fact]
    public void Where_one_value_ends_and_the_next_begins_matters() => Assert.NotEqual(Of(["ab", "c"]), Of(["a", "bc"]));

    [Fact]
    public void Zero_has_no_sign_as_in_SQLite() => Assert.Equal(Of([0.0]), Of([-0.0]));

    private static string Of(params object?[][] rows)
    {
        var hash = new RowHash();
        foreach (var row in rows)
            hash.Add(row);
        return hash.ToString();
    }
}
