using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Bot.Keys;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.People;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// What is stored about the person of a web chat, as a file a machine can read. The page asks with the token of the conversation, so there is no link
/// that could be passed on, and nothing of the file stays in the transcript.
/// </summary>
internal sealed class MyDataFile(Database database, DirectLineTokens tokens, ServiceKeys keys, ProgrammeOptions programme)
{
    public void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v3/directline/conversations/{id}/my-data", (Delegate)ReadAsync).RequireRateLimiting(DirectLineLimits.PerPerson);

    private async Task<IResult> ReadAsync(HttpContext http, string id) => tokens.Read(DirectLineEndpoints.Bearer(http)) switch
    {
        TokenReading.Good good when good.ConversationId == id => await FileAsync(http, good),
        TokenReading.Good => DirectLineError.WrongConversation(),
        TokenReading.Expired => DirectLineError.TokenExpired(),
        _ => DirectLineError.MalformedToken(),
    };

    private async Task<IResult> FileAsync(HttpContext http, TokenReading.Good token)
    {
        var who = new TurnIdentity(programme.Id, DirectLineConversation.Key(token.ConversationId), keys.Pseudonym(DirectLineConversation.ChannelId, token.UserId));
        var stored = await database.ReadAsync(connection => PersonalRecord.Read(connection, who), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(stored, MyDataJson.Default.StoredPerson), "application/json", "my-data.json");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredPerson))]
internal sealed partial class MyDataJson : JsonSerializerContext;
