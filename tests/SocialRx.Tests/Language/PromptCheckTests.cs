using SocialRx.Dialogs.CoDesign;
using SocialRx.Language.Prompts;
using SocialRx.Tests.Dashboard;

namespace SocialRx.Tests.Language;

public sealed class PromptCheckTests
{
    [Theory]
    [InlineData("When is there least to do?")]
    [InlineData("What would you call a new park?")]
    [InlineData("Free counselling")]
    [InlineData("How much do adults who decide things listen to people your age?")]
    [InlineData("Should your school's hall be open after six?")]
    [InlineData("Who should open the new hall?")]
    public void Plain_words_may_be_asked(string words) => Assert.Empty(PromptCheck.Read("Question 1", words).Problems);

    [Theory]
    [InlineData("In your opinion, which municipal infrastructure necessitates prioritisation?")]
    [InlineData("Prioritise municipal infrastructure expenditure categories")]
    [InlineData("We would like to know from you and your friends and the rest of your family what you do when it rains on a Sunday and all is shut")]
    public void Hard_words_and_long_sentences_may_not(string words) => Assert.NotEmpty(PromptCheck.Read("Question 1", words).Problems);

    [Theory]
    [InlineData("What is your name?")]
    [InlineData("Please type your full name and your phone number.")]
    [InlineData("What's ur insta?")]
    [InlineData("Which school do you go to?")]
    [InlineData("Where do you live?")]
    [InlineData("How can we contact you?")]
    [InlineData("Call 07700 900123 if you want to say more.")]
    [InlineData("Write to youth@fernbridge.example about the park.")]
    [InlineData("What is your date of birth?")]
    public void Nobody_is_asked_who_they_are_or_led_out_of_the_chat(string words) => Assert.NotEmpty(PromptCheck.Read("Question 1", words).Problems);

    [Fact]
    public void The_hard_words_are_named()
    {
        var reading = PromptCheck.Read("Question 1", "Which municipal budget matters?");

        Assert.Equal(["municipal"], reading.HardWords);
        Assert.InRange(reading.Age, 5, 20);
    }

    [Fact]
    public void In_no_language_are_they_led_out_of_the_chat()
    {
        Assert.True(PromptCheck.MayBeAsked(Some.InPolish));
        Assert.Equal(9, PromptCheck.OfTranslations(Some.InPolish).Count);
        var led = Some.InPolish with { Translations = [Some.Polish("Zadzwoń: 07700 900123.")] };

        Assert.False(PromptCheck.MayBeAsked(led));
        Assert.Equal("Why it is asked", Assert.Single(PromptCheck.OfTranslations(led), prompt => prompt.Problems.Count > 0).Where);
    }

    [Fact]
    public void What_is_shipped_may_be_asked()
    {
        var shipped = ConsultationFile.Read(Path.Combine(AppContext.BaseDirectory, "samples", "fernbridge-consultations.json"));

        var problems = shipped.All.SelectMany(PromptCheck.Of).Where(prompt => prompt.Problems.Count > 0).Select(prompt => $"{prompt.Text} ({prompt.Age:0.0}): {string.Join(' ', prompt.Problems)}");

        Assert.Empty(problems);
    }
}
