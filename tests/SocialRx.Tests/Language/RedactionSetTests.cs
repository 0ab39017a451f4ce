using SocialRx.Language.Redaction;
using SocialRx.Language.Signals;

namespace SocialRx.Tests.Language;

/// <summary>
/// What is taken out of the two sets. The floors stand a little below what is reached, so that a change of a rule that loses something is seen; they
/// are no promise about other texts.
/// </summary>
public sealed class RedactionSetTests
{
    private static readonly RedactionEvaluation Frozen = RedactionEvaluation.Of("frozen");
    private static readonly RedactionEvaluation Development = RedactionEvaluation.Of("development");

    [Fact]
    public void On_the_frozen_set_what_is_taken_out_does_not_fall()
    {
        Assert.True(Frozen.FoundOfPatterns().Value >= 0.985, $"all with a form: {Frozen.FoundOfPatterns()}");
        Assert.True(Frozen.Found("NAME").Value >= 0.955, $"names: {Frozen.Found("NAME")}");
        Assert.True(Frozen.Found("SCHOOL").Value >= 0.90, $"schools: {Frozen.Found("SCHOOL")}");
        Assert.True(Frozen.OfRightKind().Value >= 0.97, $"for the right kind: {Frozen.OfRightKind()}");
    }

    [Fact]
    public void On_the_development_set_what_is_taken_out_does_not_fall()
    {
        Assert.True(Development.FoundOfPatterns().Value >= 0.99, $"all with a form: {Development.FoundOfPatterns()}");
        Assert.True(Development.Found("NAME").Value >= 0.95, $"names: {Development.Found("NAME")}");
    }

    [Fact]
    public void Harmless_words_stay() => Assert.All([Frozen, Development], set =>
    {
        Assert.True(set.CleanLinesTouched().Value <= 0.015, $"lines: {set.CleanLinesTouched()}");
        Assert.True(set.HarmlessWordsTaken().Value <= 0.01, $"words: {set.HarmlessWordsTaken()}");
    });

    [Fact]
    public void No_line_is_in_both_sets() =>
        Assert.Empty(Texts("frozen").Intersect(Texts("development"), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void The_sets_are_large_and_have_every_kind() => Assert.All(["frozen", "development"], set =>
    {
        var lines = RedactionEvaluation.Lines(set).ToList();
        Assert.True(lines.Count >= 600);
        Assert.True(lines.Count(line => line.Marks.Count == 0) >= 0.4 * lines.Count);
        Assert.Equal(Redacted.Kinds.Order(), lines.SelectMany(line => line.Marks).Select(mark => mark.Kind).Distinct().Order());
    });

    [Fact]
    public void The_table_tells_a_share_and_its_interval_for_every_kind() =>
        Assert.All(Redacted.Kinds, kind => Assert.Contains(Frozen.Table(), line => line.Contains(kind, StringComparison.Ordinal) && line.Contains(" to ", StringComparison.Ordinal)));

    [Fact]
    public void What_is_missed_and_what_is_harmless_are_counted()
    {
        var set = new RedactionEvaluation(MarkedLine.Read(["# a remark", "it is [[NAME:qwrtz]] here", "ask [[NAME:sarah]] or tariq"]));

        Assert.Equal(new Proportion(1, 2), set.Found("NAME"));
        Assert.Equal(new Proportion(1, 6), set.HarmlessWordsTaken());
        Assert.Equal(2, set.Wrong().Count());
    }

    [Theory]
    [InlineData("my mate [[NAME:tariq")]
    [InlineData("my mate [[NOBODY:tariq]]")]
    public void A_line_with_a_wrong_mark_is_named(string line) =>
        Assert.StartsWith("Line 2 ", Assert.Throws<FormatException>(() => MarkedLine.Read(["fine", line]).ToList()).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Texts(string set) => RedactionEvaluation.Lines(set).Select(line => line.Text);
}
