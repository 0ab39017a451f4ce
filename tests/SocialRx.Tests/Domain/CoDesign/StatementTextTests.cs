using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Tests.Domain.CoDesign;

public sealed class StatementTextTests
{
    [Theory]
    [InlineData("More lights in the park", "the park needs more lighting")]
    [InlineData("Buses should be free", "bus should b free for kids")]
    [InlineData("Make a skate park near the estate", "we need a skatepark... a skate park near the estaet plz")]
    [InlineData("cheaper gyms for teenagers", "Gyms should be cheaper for young people")]
    [InlineData("Schools should teach about money", "skools shud teach us abt money")]
    public void Two_that_say_the_same_are_alike_typos_and_all(string one, string other)
    {
        Assert.True(Likeness(one, other) >= StatementLikeness.Alike, $"{Likeness(one, other):0.00}");
        Assert.Equal(Likeness(one, other), Likeness(other, one), 9);
    }

    [Theory]
    [InlineData("More lights in the park", "A skate park near the estate")]
    [InlineData("Buses should be free", "Buses should not be free")]
    [InlineData("Teachers should listen more", "More clubs after school")]
    [InlineData("Ban phones in school", "Don't ban phones in school")]
    [InlineData("Longer library opening times", "Longer summer holidays")]
    [InlineData("???", "???")]
    public void Two_that_say_something_else_are_not(string one, string other) => Assert.True(Likeness(one, other) < StatementLikeness.Alike, $"{Likeness(one, other):0.00}");

    [Theory]
    [InlineData("FREE buses!!!", "free bus")]
    [InlineData("Free buses for us.", "buses free 4 us")]
    public void The_same_in_other_letters_is_the_same(string one, string other) => Assert.True(Likeness(one, other) >= StatementLikeness.Same);

    [Theory]
    [InlineData("why is there nothing to do", StatementFlag.Question)]
    [InlineData("can we have a youth club?", StatementFlag.Question)]
    [InlineData("how about free buses", StatementFlag.Question)]
    [InlineData("is there anywhere to skate", StatementFlag.Question)]
    [InlineData("im 14 and bored", StatementFlag.AboutSomebody)]
    [InlineData("I am a young carer", StatementFlag.AboutSomebody)]
    [InlineData("as a muslim girl i want a women only swim", StatementFlag.AboutSomebody)]
    [InlineData("Buses should be free. Also schools should start later in the day.", StatementFlag.SeveralIdeas)]
    [InlineData("we need more buses and we need cheaper gyms", StatementFlag.SeveralIdeas)]
    [InlineData("There should be somewhere warm for young people to go after school on every single day of the week because at the moment it is cold outside and nobody cares", StatementFlag.Long)]
    [InlineData("when it rains there should be somewhere to go", null)]
    [InlineData("have more clubs for girls", null)]
    [InlineData("i am tired of buses being late", null)]
    [InlineData("more benches and bins in the park", null)]
    [InlineData("free gym", null)]
    public void The_coach_sees_what_keeps_others_from_voting(string text, string? expected) => Assert.Equal(expected, StatementShape.Read(text, 140));

    [Theory]
    [InlineData("buses", true)]
    [InlineData("free buses", true)]
    [InlineData("buses for free", false)]
    public void A_word_or_two_are_nothing_to_agree_with(string text, bool expected) => Assert.Equal(expected, StatementShape.IsTooShort(text));

    private static double Likeness(string one, string other) => StatementLikeness.Of(one).With(StatementLikeness.Of(other));
}
