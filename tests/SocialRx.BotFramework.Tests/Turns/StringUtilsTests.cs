using System.Text;
using Microsoft.Bot.Builder;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class StringUtilsTests
{
    [Theory]
    [InlineData(0, "...")]
    [InlineData(3, "wal...")]
    [InlineData(4, "walk")]
    [InlineData(99, "walk")]
    public void A_text_is_cut_to_the_length(int length, string expected)
    {
        Assert.Equal(expected, StringUtils.Ellipsis("walk", length));
        Assert.Equal(expected, StringUtils.Ellipsis(new StringBuilder("walk"), length).ToString());
    }

    [Fact]
    public void Texts_that_begin_alike_are_cut_to_different_ones()
    {
        Assert.Equal("wal..." + StringUtils.Hash("walks"), StringUtils.EllipsisHash("walks", 3));
        Assert.Equal("wal..." + StringUtils.Hash("walks"), StringUtils.EllipsisHash(new StringBuilder("walks"), 3).ToString());
        Assert.NotEqual(StringUtils.EllipsisHash("walking", 3), StringUtils.EllipsisHash("walks", 3));
        Assert.Equal("walks", StringUtils.EllipsisHash("walks", 5));
        Assert.Equal("walks", StringUtils.EllipsisHash(new StringBuilder("walks"), 5).ToString());
    }

    [Fact]
    public void A_hash_is_SHA_256() => Assert.Equal("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", StringUtils.Hash("abc"));
}
