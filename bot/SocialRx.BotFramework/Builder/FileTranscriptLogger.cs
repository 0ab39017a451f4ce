using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Keeps each conversation as a JSON list in its own .transcript file, for tests. What was changed or taken back later is changed and
/// taken back in the file. In unit test mode a file that another logger left is begun anew.
/// </summary>
public class FileTranscriptLogger : ITranscriptStore
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string folder;
    private readonly bool unitTestMode;
    private readonly HashSet<string> started = [];
    private readonly Lock gate = new();

    public FileTranscriptLogger(string folder = null, bool unitTestMode = true)
    {
        this.folder = Path.GetFullPath((folder ?? Environment.CurrentDirectory).Replace('\\', Path.DirectorySeparatorChar));
        this.unitTestMode = unitTestMode;
        Directory.CreateDirectory(this.folder);
    }

    public Task LogActivityAsync(IActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var file = FileOf(activity.ChannelId, activity.Conversation.Id);
        lock (gate)
        {
            var transcript = started.Add(file) && unitTestMode ? [] : Load(file);
            Add(transcript, (Activity)activity);
            Save(file, transcript);
        }

        return Task.CompletedTask;
    }

    /// <summary>All activities from the date on; there are no further pages.</summary>
    public Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default)
    {
        var transcript = Load(FileOf(channelId, conversationId));
        return Task.FromResult(new PagedResult<IActivity> { Items = [.. transcript.Where(activity => activity.Timestamp >= startDate)] });
    }

    public Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null)
    {
        var found = Directory.EnumerateFiles(FolderOf(channelId), "*.transcript").Select(file => new TranscriptInfo
        {
            ChannelId = channelId,
            Id = Path.GetFileNameWithoutExtension(file),
            Created = File.GetCreationTimeUtc(file),
        });
        return Task.FromResult(new PagedResult<TranscriptInfo> { Items = [.. found] });
    }

    public Task DeleteTranscriptAsync(string channelId, string conversationId)
    {
        File.Delete(FileOf(channelId, conversationId));
        return Task.CompletedTask;
    }

    private static void Add(List<Activity> transcript, Activity activity)
    {
        var said = transcript.FindIndex(earlier => earlier.Id == activity.Id);
        if (activity.Type == ActivityTypes.MessageDelete && said >= 0)
            transcript[said] = Deleted(transcript[said]);
        else if (activity.Type == ActivityTypes.MessageUpdate && said >= 0)
            transcript[said] = Updated(transcript[said], activity);
        else if (activity.Type is not (ActivityTypes.MessageDelete or ActivityTypes.MessageUpdate))
            transcript.Add(activity);
    }

    private static Activity Updated(Activity said, Activity update)
    {
        var updated = update.Copy();
        updated.Type = said.Type;
        updated.Timestamp = said.Timestamp;
        updated.LocalTimestamp = said.LocalTimestamp;
        return updated;
    }

    private static Activity Deleted(Activity said) => new(ActivityTypes.MessageDelete)
    {
        Id = said.Id,
        From = new ChannelAccount(id: "deleted", role: said.From?.Role),
        Recipient = new ChannelAccount(id: "deleted", role: said.Recipient?.Role),
        Locale = said.Locale,
        LocalTimestamp = said.Timestamp,
        Timestamp = said.Timestamp,
        ChannelId = said.ChannelId,
        Conversation = said.Conversation,
        ServiceUrl = said.ServiceUrl,
        ReplyToId = said.ReplyToId,
    };

    private static List<Activity> Load(string file) =>
        File.Exists(file) ? ProtocolJson.Deserialize<List<Activity>>(File.ReadAllText(file)) : [];

    private static void Save(string file, List<Activity> transcript)
    {
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream, Indented);
        JsonSerializer.Serialize(writer, transcript, ProtocolJson.Options);
    }

    private string FileOf(string channelId, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return Path.Combine(FolderOf(channelId), Sanitized(conversationId, Path.GetInvalidFileNameChars()) + ".transcript");
    }

    private string FolderOf(string channelId)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        return Directory.CreateDirectory(Path.Combine(folder, Sanitized(channelId, Path.GetInvalidFileNameChars()))).FullName;
    }

    // Nothing a channel or a person names may lead out of the folder.
    private static string Sanitized(string name, char[] invalid)
    {
        var kept = string.Concat(name.Where(letter => !invalid.Contains(letter)));
        return kept is "." or ".." or "" ? "_" : kept;
    }
}
