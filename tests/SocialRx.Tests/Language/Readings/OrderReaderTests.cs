using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class OrderReaderTests
{
    private static readonly Choice[] Places = [new("warm", "Warm"), new("free", "Free"), new("near", "Near home"), new("late", "Open late")];

    [Theory]
    [InlineData("3, 1, 2, 4", "near warm free late")]
    [InlineData("3 1 2", "near warm free")]
    [InlineData("312", "near warm free")]
    [InlineData("2>1", "free warm")]
    [InlineData("free then warm", "free warm")]
    [InlineData("near hme, opn late and fre", "near late free")]
    [InlineData("Near home", "near")]
    [InlineData("4", "late")]
    [InlineData("the second one", "free")]
    [InlineData("5, 1", "")]
    [InlineData("1, 1, 2", "")]
    [InlineData("bananas", "")]
    [InlineData("", "")]
    public void An_order_is_read_as_it_is_typed(string text, string order) =>
        Assert.Equal(order, string.Join(' ', OrderReader.Read(text, Places).Select(choice => choice.Id)));
}
