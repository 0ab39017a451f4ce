using Microsoft.Bot.Builder.Dialogs;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class ObjectPathTests
{
    public sealed class Place
    {
        public double? Lat { get; set; }

        public double? Long { get; set; }
    }

    public sealed class Person
    {
        public string? Name { get; set; }

        public int? Age { get; set; }

        public Place? Place { get; set; }
    }

    [Fact]
    public void A_path_leads_through_objects_dictionaries_and_lists()
    {
        var root = new { test = "yes", bar = new { numbers = new[] { 1, 2, 3 }, person = new Person { Age = 15 } }, map = new Dictionary<string, object> { ["Key"] = "value" } };
        Assert.Equal("yes", ObjectPath.GetPathValue<string>(root, "test"));
        Assert.Equal(15, ObjectPath.GetPathValue<int>(root, "bar.person.age"));
        Assert.Equal(2, ObjectPath.GetPathValue<int>(root, "bar.numbers[1]"));
        Assert.Equal("value", ObjectPath.GetPathValue<string>(root, "map['key']"));
        Assert.Same(root, ObjectPath.GetPathValue<object>(root, string.Empty));
        Assert.Equal("none", ObjectPath.GetPathValue(root, "bar.nothing", "none"));
        Assert.True(ObjectPath.HasValue(root, "bar.person"));
        Assert.False(ObjectPath.HasValue(root, "bar.numbers[7]"));
        Assert.Throws<KeyNotFoundException>(() => ObjectPath.GetPathValue<string>(root, "nowhere"));
    }

    [Fact]
    public void Setting_makes_what_lies_on_the_way()
    {
        var root = new Dictionary<string, object>();
        ObjectPath.SetPathValue(root, "x.y.z", 15);
        ObjectPath.SetPathValue(root, "x.list[2]", "third");
        Assert.Equal(15, ObjectPath.GetPathValue<int>(root, "x.y.z"));
        Assert.Equal("third", ObjectPath.GetPathValue<string>(root, "x.list[2]"));
        Assert.False(ObjectPath.HasValue(root, "x.list[1]"));
        ObjectPath.RemovePathValue(root, "x.y.z");
        Assert.False(ObjectPath.HasValue(root, "x.y.z"));
        Assert.True(ObjectPath.HasValue(root, "x.y"));
    }

    [Fact]
    public void An_overlay_wins_where_it_says_something()
    {
        var merged = ObjectPath.Merge(
            new Person { Name = "Ada", Age = 22, Place = new Place { Lat = 1.5, Long = 2.5 } },
            new Person { Name = "Grace", Place = new Place { Lat = 3.5 } });
        Assert.Equal(("Grace", 22, 3.5, 2.5), (merged.Name, merged.Age, merged.Place!.Lat, merged.Place.Long));
        Assert.Equal("Ada", ObjectPath.Assign<Person>(null, new { Name = "Ada" }).Name);
        Assert.Equal("Ada", ObjectPath.Assign<Person>(new { Name = "Ada" }, null).Name);
    }

    [Fact]
    public void A_copy_shares_nothing()
    {
        var person = new Person { Place = new Place { Lat = 1 } };
        var copy = ObjectPath.Clone(person);
        copy.Place!.Lat = 2;
        Assert.Equal(1, person.Place.Lat);
    }
}
