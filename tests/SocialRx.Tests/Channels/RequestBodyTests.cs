using System.Text;
using SocialRx.Bot.Channels.DirectLine;

namespace SocialRx.Tests.Channels;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("""{"text":"plain 😀"}""", """{"text":"plain 😀"}""")]
    [InlineData("""{"text":"a\u0000b"}""", """{"text":"ab"}""")]
    [InlineData("""{"text":"\ud83d\ude00"}""", """{"text":"\ud83d\ude00"}""")]
    [InlineData("""{"text":"\ud83d"}""", """{"text":"\uFFFD"}""")]
    [InlineData("""{"text":"\ude00\ud83d"}""", """{"text":"\uFFFD\uFFFD"}""")]
    [InlineData("""{"text":"\\u0000 \\ud83d"}""", """{"text":"\\u0000 \\ud83d"}""")]
    [InlineData("""{"text":"\\\u0000"}""", """{"text":"\\"}""")]
    [InlineData("""{"text":"\u00e9\n\u12"}""", """{"text":"\u00e9\n\u12"}""")]
    [InlineData("\\u", "\\u")]
    [InlineData("\\ud83d\\", "\\uFFFD\\")]
    public void What_no_text_should_hold_is_taken_out_and_the_rest_stays(string json, string clean) =>
        Assert.Equal(clean, Encoding.UTF8.GetString(RequestBody.Clean(Encoding.UTF8.GetBytes(json)).Span));
}
