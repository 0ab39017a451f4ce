using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using SocialRx.BotFramework.Tests.Dialogs;

namespace SocialRx.BotFramework.Tests.Own;

/// <summary>Answers of 4,000 characters made to be hard to read; a reader that goes back and forth in them does not come to an end.</summary>
public sealed class LongAnswerTests
{
    public static TheoryData<string, string> Answers() => new(
        from part in new[] { "ein", "eins ", "1,1,1 ", "one hundred ", "twenty one ", "a a ", "第", "不是", "((((", "3/3/", "from 3 ", "next to last ", "vingt-", "12:", "'", "every " }
        from locale in new[] { "en-us", "de-de", "fr-fr", "zh-cn" }
        select (string.Concat(Enumerable.Repeat(part, 4000 / part.Length)), locale));

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task Every_prompt_comes_to_an_end(string answer, string locale)
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("ask"), Choices = ChoiceFactory.ToChoices(["one two", "two three", "zwei"]) };
        Dialog[] prompts = [new NumberPrompt<double>("number"), new DateTimePrompt("time"), new ConfirmPrompt("confirm") { Style = ListStyle.None }, new ChoicePrompt("choice") { Style = ListStyle.None }];
        foreach (var prompt in prompts)
        {
            await Conversation.With(prompt, options, _ => "read", new Microsoft.Bot.Builder.Adapters.TestAdapter { Locale = locale })
                .Test("hi", "ask").Send(answer).AssertReplyOneOf(["ask", "Complete: read"]).StartTestAsync();
        }
    }
}
