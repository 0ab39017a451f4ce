using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace SocialRx.BotFramework.Tests.Own
{
    public sealed class UnnamedFieldsTests
    {
        [Fact]
        public void A_bot_can_read_and_change_fields_nobody_knows()
        {
            var activity = ProtocolJson.Deserialize<Activity>("""{"type":"message","mood":"good","from":{"id":"u","depth":{"a":1.50}},"empty":null}""");
            Assert.Equal("good", (string?)activity.Properties["mood"]);
            Assert.True(activity.Properties.ContainsKey("empty"));
            activity.Properties["mood"] = "better";
            activity.From.Properties["depth"]!["b"] = true;
            Assert.Equal("""{"type":"message","from":{"id":"u","depth":{"a":1.50,"b":true}},"mood":"better","empty":null}""", ProtocolJson.Serialize(activity));
        }

        [Fact]
        public void Looking_and_finding_nothing_writes_nothing()
        {
            var account = new ChannelAccount("u");
            Assert.Empty(account.Properties);
            Assert.Equal("""{"id":"u"}""", ProtocolJson.Serialize(account));
            account.Properties = new JsonObject { { "Name", "Value" } };
            Assert.Equal("""{"id":"u","Name":"Value"}""", ProtocolJson.Serialize(account));
            account.Properties = null;
            Assert.Equal("""{"id":"u"}""", ProtocolJson.Serialize(account));
        }

        [Fact]
        public void An_entity_of_a_mention_may_be_written_field_by_field()
        {
            var entity = new Entity("mention");
            entity.Properties["text"] = "<at>Tom</at>";
            entity.Properties["mentioned"] = new JsonObject { ["id"] = "29:t" };
            var mention = new Activity("message") { Entities = [entity] }.GetMentions().Single();
            Assert.Equal(("<at>Tom</at>", "29:t"), (mention.Text, mention.Mentioned.Id));
        }

        [Fact]
        public void Json_of_the_other_library_is_written_as_the_JSON_it_is_and_can_be_asked_for()
        {
            var tokens = new Newtonsoft.Json.Linq.JObject("""{"a":[1,"x"]}""");
            var activity = new Activity("message") { Value = tokens, ChannelData = new { inner = tokens, scalar = new Newtonsoft.Json.Linq.JValue("x") } };
            Assert.Equal("""{"type":"message","channelData":{"inner":{"a":[1,"x"]},"scalar":"x"},"value":{"a":[1,"x"]}}""", ProtocolJson.Serialize(activity));
            var read = ProtocolJson.Deserialize<Activity>("""{"channelData":{"b":2}}""");
            Assert.Equal("""{"b":2}""", read.GetChannelData<Newtonsoft.Json.Linq.JObject>().ToString());
        }

        [Fact]
        public void The_health_of_a_bot_names_its_agent_as_a_header_does() =>
            Assert.Equal("""{"healthResults":{"success":true,"user-agent":"x"}}""", ProtocolJson.Serialize(new HealthCheckResponse { HealthResults = new HealthResults { Success = true, UserAgent = "x" } }));
    }
}

// What the layer knows the other library's types by, without the library.
#pragma warning disable CA1050, IDE0130, SA1403
namespace Newtonsoft.Json.Linq
{
    public abstract class JToken;

    public sealed class JObject(string json) : JToken
    {
        public int Length => json.Length;

        public static JObject Parse(string json) => new(json);

        public override string ToString() => json;
    }

    public sealed class JValue(object value) : JToken
    {
        public object Value { get; } = value;
    }
}
