using SocialRx.Domain.CoDesign.Findings;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class ReceiptTests
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("receipt {0}")]
    [InlineData("  my receipt is {0}. ")]
    [InlineData("\"{0}\"")]
    public void A_receipt_is_found_however_it_is_typed(string message)
    {
        var receipt = Receipt.From("0192f7a4c0de7abc8123456789abcdef");
        string[] written = [receipt.ToString(), $"{receipt}".Replace('-', ' '), $"{receipt}".Replace("-", "", StringComparison.Ordinal), $"{receipt}".ToLowerInvariant()];

        Assert.All(written, one => Assert.Equal(receipt.Hash, Receipt.Find(string.Format(null, message, one))?.Hash));
    }

    [Fact]
    public void Every_receipt_has_a_digit_and_no_letter_that_looks_like_another()
    {
        var receipts = Enumerable.Range(0, 2000).Select(number => Receipt.From($"id{number}").ToString()).ToList();

        Assert.All(receipts, receipt => Assert.Contains(receipt, char.IsAsciiDigit));
        Assert.All(receipts, receipt => Assert.Empty(receipt.Intersect("01OI")));
        Assert.Equal(receipts.Count, receipts.Distinct().Count());
    }

    [Theory]
    [InlineData("football")]
    [InlineData("i like swimming and Roblox2 games")]
    [InlineData("se15 4pq")]
    [InlineData("")]
    [InlineData("07700 900123")]
    [InlineData("a very long message that holds something like K7QF-2MXP somewhere in the middle of it")]
    public void What_is_something_else_is_no_receipt(string message) => Assert.Null(Receipt.Find(message));
}
