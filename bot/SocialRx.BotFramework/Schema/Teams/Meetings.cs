using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema.Teams;

public class MeetingDetailsBase
{
    protected MeetingDetailsBase()
    {
    }

    protected MeetingDetailsBase(string id, Uri joinUrl = null, string title = null)
    {
        Id = id;
        JoinUrl = joinUrl;
        Title = title;
    }

    public string Id { get; set; }

    public Uri JoinUrl { get; set; }

    public string Title { get; set; }
}

public class MeetingDetails : MeetingDetailsBase
{
    public MeetingDetails()
    {
    }

    public MeetingDetails(string id, string msGraphResourceId = null, DateTime? scheduledStartTime = default, DateTime? scheduledEndTime = default, Uri joinUrl = null, string title = null, string type = "Scheduled")
        : base(id, joinUrl, title)
    {
        MsGraphResourceId = msGraphResourceId;
        ScheduledStartTime = scheduledStartTime;
        ScheduledEndTime = scheduledEndTime;
        Type = type;
    }

    public string MsGraphResourceId { get; set; }

    public DateTime? ScheduledStartTime { get; set; }

    public DateTime? ScheduledEndTime { get; set; }

    public string Type { get; set; }
}

public class MeetingEventDetails : MeetingDetailsBase
{
    protected MeetingEventDetails()
    {
    }

    protected MeetingEventDetails(string id, Uri joinUrl = null, string title = null, string meetingType = "Scheduled")
        : base(id, joinUrl, title) => MeetingType = meetingType;

    [JsonPropertyName("MeetingType")]
    public string MeetingType { get; set; }
}

public class MeetingStartEventDetails : MeetingEventDetails
{
    public MeetingStartEventDetails()
    {
    }

    public MeetingStartEventDetails(string id, Uri joinUrl = null, string title = null, string meetingType = "Scheduled", DateTime startTime = default)
        : base(id, joinUrl, title, meetingType) => StartTime = startTime;

    [JsonPropertyName("StartTime")]
    public DateTime StartTime { get; set; }
}

public class MeetingEndEventDetails : MeetingEventDetails
{
    public MeetingEndEventDetails()
    {
    }

    public MeetingEndEventDetails(string id, Uri joinUrl = null, string title = null, string meetingType = "Scheduled", DateTime endTime = default)
        : base(id, joinUrl, title, meetingType) => EndTime = endTime;

    [JsonPropertyName("EndTime")]
    public DateTime EndTime { get; set; }
}

public class MeetingInfo
{
    public MeetingInfo()
    {
    }

    public MeetingInfo(MeetingDetails details, ConversationAccount conversation = null, TeamsChannelAccount organizer = null)
    {
        Details = details;
        Conversation = conversation;
        Organizer = organizer;
    }

    public MeetingDetails Details { get; set; }

    public ConversationAccount Conversation { get; set; }

    public TeamsChannelAccount Organizer { get; set; }
}

public class MeetingParticipantInfo
{
    public MeetingParticipantInfo()
    {
    }

    public MeetingParticipantInfo(string role = default, bool? inMeeting = null)
    {
        Role = role;
        InMeeting = inMeeting;
    }

    public bool? InMeeting { get; set; }

    public string Role { get; set; }
}

public class TeamsMeetingParticipant
{
    public TeamsMeetingParticipant()
    {
    }

    public TeamsMeetingParticipant(TeamsChannelAccount user, ConversationAccount conversation = null, MeetingParticipantInfo meeting = null)
    {
        User = user;
        Conversation = conversation;
        Meeting = meeting;
    }

    public TeamsChannelAccount User { get; set; }

    public MeetingParticipantInfo Meeting { get; set; }

    public ConversationAccount Conversation { get; set; }
}

public class UserMeetingDetails
{
    [JsonPropertyName("InMeeting")]
    public bool InMeeting { get; set; }

    [JsonPropertyName("Role")]
    public string Role { get; set; }
}

public class TeamsMeetingMember
{
    public TeamsMeetingMember(TeamsChannelAccount user, UserMeetingDetails meeting)
    {
        User = user;
        Meeting = meeting;
    }

    public TeamsChannelAccount User { get; set; }

    [JsonPropertyName("Meeting")]
    public UserMeetingDetails Meeting { get; set; }
}

/// <summary>Who joined or left a meeting.</summary>
public class MeetingParticipantsEventDetails
{
    public MeetingParticipantsEventDetails()
    {
    }

    public MeetingParticipantsEventDetails(IList<TeamsMeetingMember> members = default) => Members = members;

    [JsonPropertyName("Members")]
    public IList<TeamsMeetingMember> Members { get; set; } = new List<TeamsMeetingMember>();
}

public class MeetingNotificationBase
{
    protected MeetingNotificationBase()
    {
    }

    public string Type { get; set; }
}

public class MeetingNotification<T> : MeetingNotificationBase
{
    public T Value { get; set; }
}

public class MeetingNotificationChannelData
{
    [JsonPropertyName("OnBehalfOf")]
    public IList<OnBehalfOf> OnBehalfOfList { get; set; }
}

public class TargetedMeetingNotificationValue
{
    public IList<string> Recipients { get; set; }

    public IList<Surface> Surfaces { get; set; }
}

/// <summary>Shown to some of the people in a meeting.</summary>
public class TargetedMeetingNotification : MeetingNotification<TargetedMeetingNotificationValue>
{
    public TargetedMeetingNotification() => Type = "targetedMeetingNotification";

    public TargetedMeetingNotification(TargetedMeetingNotificationValue targetedMeetingNotificationValue)
        : this() => Value = targetedMeetingNotificationValue;

    public MeetingNotificationChannelData ChannelData { get; set; }
}

public class MeetingNotificationRecipientFailureInfo
{
    public string RecipientMri { get; set; }

    [JsonPropertyName("errorcode")]
    public string ErrorCode { get; set; }

    public string FailureReason { get; set; }
}

/// <summary>Whom a meeting's notification did not reach.</summary>
public class MeetingNotificationResponse
{
    public IList<MeetingNotificationRecipientFailureInfo> RecipientsFailureInfo { get; set; }
}

public enum SurfaceType
{
    Unknown,
    MeetingStage,
    MeetingTabIcon,
}

public enum ContentType
{
    Unknown,
    Task,
}

/// <summary>Where in a meeting something is shown.</summary>
[JsonConverter(typeof(SurfaceConverter))]
public class Surface
{
    protected Surface(SurfaceType type) => Type = type;

    [JsonPropertyName("surface")]
    [JsonConverter(typeof(JsonStringEnumConverter<SurfaceType>))]
    public SurfaceType Type { get; set; }
}

public class MeetingStageSurface<T> : Surface
{
    public MeetingStageSurface()
        : base(SurfaceType.MeetingStage)
    {
    }

    [JsonConverter(typeof(JsonStringEnumConverter<ContentType>))]
    public ContentType ContentType { get; set; } = ContentType.Task;

    public T Content { get; set; }
}

public class MeetingTabIconSurface : Surface
{
    public MeetingTabIconSurface()
        : base(SurfaceType.MeetingTabIcon)
    {
    }

    public string TabEntityId { get; set; }
}

internal sealed class SurfaceConverter : JsonConverter<Surface>
{
    public override Surface Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var surface = JsonElement.ParseValue(ref reader);
        return KindOf(surface) switch
        {
            SurfaceType.MeetingStage => surface.Deserialize<MeetingStageSurface<TaskModuleContinueResponse>>(options),
            SurfaceType.MeetingTabIcon => surface.Deserialize<MeetingTabIconSurface>(options),
            _ => throw new JsonException("The surface is of no known type."),
        };
    }

    public override void Write(Utf8JsonWriter writer, Surface value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);

    private static SurfaceType KindOf(JsonElement surface) =>
        surface.ValueKind == JsonValueKind.Object
        && surface.TryGetProperty("surface", out var type)
        && type.ValueKind == JsonValueKind.String
        && Enum.TryParse<SurfaceType>(type.GetString(), ignoreCase: true, out var kind) ? kind : SurfaceType.Unknown;
}
