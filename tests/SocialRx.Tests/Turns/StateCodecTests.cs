using CsCheck;
using Microsoft.Bot.Schema;
using SocialRx.Turns;

namespace SocialRx.Tests.Turns;

public sealed class StateCodecTests
{
    public enum Colour
    {
        Red,
        Green,
    }

    public class Animal
    {
        public string? Name { get; set; }
    }

    public sealed class Dog : Animal
    {
        public int Tricks { get; set; }
    }

    public sealed class Household
    {
        public Animal? Pet { get; set; }

        public List<Animal> Others { get; set; } = [];

        public object? Anything { get; set; }

        public Dictionary<string, object> Bag { get; set; } = [];
    }

    [Fact]
    public void A_null_is_written_only_where_a_new_object_has_something()
    {
        var text = StateCodec.Write(new Household { Others = null! });

        Assert.DoesNotContain("Pet", text, StringComparison.Ordinal);
        Assert.Null(Assert.IsType<Household>(StateCodec.Read(text)).Others);
    }

    public static TheoryData<object> Scalars =>
    [
        33, 33L, 33.0, 33.5, -0.0, double.NaN, float.MaxValue, 12.50m, 'x', true, "text", "2026-11-22T10:00:00Z", "", (byte)7, (ushort)8, 9u, 10ul,
        new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 22), new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1)),
        new DateOnly(2026, 11, 22), new TimeOnly(10, 0), TimeSpan.FromMinutes(90), new Guid("d6d49420-f39b-4df7-a1dc-d59a935871db"), Colour.Green, new Uri("https://fernbridge.example/"),
    ];

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_value_comes_back_with_its_type(object value)
    {
        var back = StateCodec.Read(StateCodec.Write(new Dictionary<string, object> { ["it"] = value }));
        var it = Assert.IsType<Dictionary<string, object>>(back)["it"];
        Assert.IsType(value.GetType(), it);
        Assert.Equal(value, it);
    }

    [Fact]
    public void Any_bag_of_values_comes_back_as_it_was()
    {
        var scalar = Gen.OneOf<object>(
            Gen.Int.Select(x => (object)x), Gen.Long.Select(x => (object)x), Gen.Double.Select(x => (object)x), Gen.Decimal.Select(x => (object)x), Gen.Bool.Select(x => (object)x),
            Gen.String.AlphaNumeric.Select(x => (object)x), Gen.DateTimeOffset.Select(x => (object)x), Gen.Guid.Select(x => (object)x), Gen.TimeSpan.Select(x => (object)x));
        var key = Gen.OneOf(Gen.String.AlphaNumeric, Gen.Const("$"), Gen.Const("$t"), Gen.Const("v"), Gen.Const("$kind"));
        var bag = Gen.Dictionary(key, scalar)[0, 6];
        Gen.Dictionary(key, Gen.OneOf(scalar, bag.Select(x => (object)x), scalar.List[0, 5].Select(x => (object)x)))[0, 6]
            .Sample(state => Assert.Equivalent(state, StateCodec.Read(StateCodec.Write(state)), strict: true));
    }

    [Fact]
    public void An_object_of_the_application_comes_back_whole_with_what_it_holds()
    {
        var household = new Household
        {
            Pet = new Dog { Name = "Rex", Tricks = 3 },
            Others = [new Animal { Name = "Tom" }, new Dog { Name = "Fido", Tricks = 1 }],
            Anything = new List<string> { "a", "b" },
            Bag = { ["when"] = new DateOnly(2026, 1, 2), ["pet"] = new Dog { Name = "Spot" }, ["array"] = new[] { 1, 2 } },
        };

        var back = Assert.IsType<Household>(StateCodec.Read(StateCodec.Write(household)));

        Assert.Equal(3, Assert.IsType<Dog>(back.Pet).Tricks);
        Assert.Equal(typeof(Animal), back.Others[0].GetType());
        Assert.Equal(1, Assert.IsType<Dog>(back.Others[1]).Tricks);
        Assert.Equal(["a", "b"], Assert.IsType<List<string>>(back.Anything));
        Assert.Equal(new DateOnly(2026, 1, 2), back.Bag["when"]);
        Assert.Equal("Spot", Assert.IsType<Dog>(back.Bag["pet"]).Name);
        Assert.Equal([1, 2], Assert.IsType<int[]>(back.Bag["array"]));
    }

    public sealed record Draft(string Goal, int? Confidence, IReadOnlyList<string> Themes)
    {
        public bool IsDone { get; init; }
    }

    [Fact]
    public void A_record_comes_back_equal()
    {
        var draft = new Draft("swim more", 7, ["sport"]) { IsDone = true };
        var back = Assert.IsType<Draft>(StateCodec.Read(StateCodec.Write(draft)));
        Assert.Equal(draft with { Themes = back.Themes }, back);
        Assert.Equal(draft.Themes, back.Themes);
    }

    [Fact]
    public void Text_is_read_whatever_order_a_database_gives_its_names()
    {
        const string Reordered = """{"bag":{"$":"SocialRx.Tests.Turns.StateCodecTests+Household","v":{"Bag":{},"Pet":{"Name":"Rex","$kind":"SocialRx.Tests.Turns.StateCodecTests+Dog","Tricks":3}}}}""";
        StateCodec.Allow<Household>();
        var bag = Assert.IsType<Dictionary<string, object>>(StateCodec.Read(Reordered));
        Assert.Equal(3, Assert.IsType<Dog>(Assert.IsType<Household>(bag["bag"]).Pet).Tricks);
    }

    [Fact]
    public void Text_never_names_a_type_of_the_platform()
    {
        const string Planted = """{"x":{"$":"System.Diagnostics.Process","v":{}},"y":{"$":"System.IO.FileInfo, System.Private.CoreLib","v":"/etc/passwd"}}""";
        var back = Assert.IsType<Dictionary<string, object>>(StateCodec.Read(Planted));
        Assert.DoesNotContain(back.Values, value => value is System.Diagnostics.Process or FileInfo);
    }

    [Fact]
    public void A_type_this_release_does_not_know_is_kept_as_it_was()
    {
        const string Future = """{"x":{"$":"Some.Later.Thing","v":{"a":1,"b":[2]}}}""";
        Assert.Equal(Future, StateCodec.Write(StateCodec.Read(Future)));
    }

    [Fact]
    public void An_activity_in_state_comes_back()
    {
        var activity = new Activity(ActivityTypes.Message) { Text = "hello", Attachments = [new HeroCard("A card").ToAttachment()], Value = 5 };
        var back = Assert.IsType<Activity>(StateCodec.Read(StateCodec.Write(activity)));
        Assert.Equal("hello", back.Text);
        Assert.Equal("A card", Assert.IsType<HeroCard>(back.Attachments[0].Content).Title);
        Assert.Equal(5, back.Value);
    }
}
