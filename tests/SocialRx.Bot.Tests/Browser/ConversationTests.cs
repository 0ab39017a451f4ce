using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The whole conversation as a young person has it, on a phone.</summary>
public sealed class ConversationTests(Chromium chromium)
{
    [Fact]
    public async Task A_person_finds_something_to_do_makes_a_plan_and_has_their_say()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        Assert.Contains("computer program", await phone.LastWordsAsync(), StringComparison.Ordinal);

        await phone.TypeAsync("15 nearly 16");
        await phone.TypeAsync("near fernbridge bus stn");
        await phone.TypeAsync("footbal w my brother but he moved out. its boring now");
        Assert.Contains("Money", await phone.ButtonTextsAsync());

        await phone.TypeAsync("bakc");
        Assert.Contains("Being active", await phone.ButtonTextsAsync());
        await phone.TypeAsync("football w my brother but he moved out. its boring now");

        await phone.Page.ReloadAsync();
        await phone.ReadyAsync();
        await Assertions.Expect(phone.Said).ToHaveCountAsync(5);
        Assert.Contains("Money", await phone.ButtonTextsAsync());

        await phone.TypeAsync("no money. dont know any1");
        await phone.TypeAsync("im a good goalie");
        await phone.TapAsync("After school");
        Assert.InRange(await phone.Cards.CountAsync(), 1, 3);
        Assert.Contains("You said", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await Pictures.TakeAsync(phone.Page, "chat");

        await phone.TapAsync("I like this");
        await phone.TapAsync("Just go and look");
        await phone.TypeAsync("4");
        await phone.TypeAsync("if sum1 came w me");
        await phone.TapAsync("Not now");
        await phone.AnswerUntilAtRestAsync();
        Assert.Contains("My plan", await phone.ButtonTextsAsync());

        await phone.TapAsync("My plan");
        Assert.Contains("just go and look", await phone.LastWordsAsync(), StringComparison.OrdinalIgnoreCase);
        await phone.AnswerUntilAtRestAsync();
        await phone.TapAsync("Have my say");
        await phone.AnswerUntilAtRestAsync();
        await Pictures.TakeAsync(phone.Page, "say");
    }

    [Fact]
    public async Task A_person_puts_things_in_order_and_spends_a_sum_by_tapping_and_comes_back_to_where_they_were()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.TypeAsync("16");
        await phone.TypeAsync("have my say");
        await phone.TapAsync("A small sum to share");

        await phone.TapAsync("It's free");
        Assert.Contains("1. It's free", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await phone.TapAsync("It's warm");
        await phone.TapAsync("That's all");
        Assert.Contains("1. It's free, 2. It's warm", await phone.LastWordsAsync(), StringComparison.Ordinal);
        for (var pair = 0; pair < 4; pair++)
            await phone.TapAsync("Can't decide");
        Assert.Contains("Want more?", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await phone.TapAsync("Not now");
        await phone.TapAsync("Yes, count them");

        await phone.Page.ReloadAsync();
        await phone.ReadyAsync();
        await phone.TypeAsync("have my say");
        await phone.TapAsync("A small sum to share");
        Assert.DoesNotContain("What matters most", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await phone.TapAsync("Can't decide");
        await phone.TapAsync("Can't decide");
        await phone.TapAsync("A band room on Saturdays");
        Assert.Contains("That leaves £2,800", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await phone.TapAsync("A free kickabout all year");
        await phone.TypeAsync("three trips out");
        Assert.Contains("Three trips out costs £1,500, and you have £1,000 left", await phone.LastWordsAsync(), StringComparison.Ordinal);
        await phone.TapAsync("Paint for the long wall");
        Assert.Contains("Left over: £400", await phone.LastWordsAsync(), StringComparison.Ordinal);
    }
}
