using Microsoft.Playwright;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>The whole conversation as a young person has it, on a phone.</summary>
public sealed class ConversationTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int QuestionsAtMost = 15;

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
        await AnswerUntilAtRestAsync(phone);
        Assert.Contains("My plan", await phone.ButtonTextsAsync());

        await phone.TapAsync("My plan");
        Assert.Contains("just go and look", await phone.LastWordsAsync(), StringComparison.OrdinalIgnoreCase);
        await AnswerUntilAtRestAsync(phone);
        await phone.TapAsync("Have my say");
        await AnswerUntilAtRestAsync(phone);
        await Pictures.TakeAsync(phone.Page, "say");
    }

    /// <summary>Agrees, takes the first choice, or writes a few words, until the bot has no more questions.</summary>
    private static async Task AnswerUntilAtRestAsync(Phone phone)
    {
        for (var question = 0; question < QuestionsAtMost; question++)
        {
            var buttons = await phone.ButtonTextsAsync();
            if (buttons.Contains("Find something to do"))
                return;
            var choices = buttons.Where(button => button is not ("Skip" or "Not now" or "Help")).ToArray();
            await (choices switch
            {
                [] => phone.TypeAsync("more to do after school that is free"),
                _ => phone.TapAsync(choices.FirstOrDefault(choice => choice.StartsWith("Yes", StringComparison.Ordinal)) ?? choices[0]),
            });
        }

        Assert.Fail($"After {QuestionsAtMost} more answers the bot still asks: {await phone.LastWordsAsync()}");
    }
}
