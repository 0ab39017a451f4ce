using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A member as Teams knows them.</summary>
public class TeamsChannelAccount : ChannelAccount
{
    public string GivenName { get; set; }

    public string Surname { get; set; }

    public string Email { get; set; }

    public string UserPrincipalName { get; set; }

    public string TenantId { get; set; }

    public string UserRole { get; set; }
}

public class TeamsPagedMembersResult
{
    public string ContinuationToken { get; set; }

    public IList<TeamsChannelAccount> Members { get; set; }
}

public class TeamInfo
{
    public TeamInfo()
    {
    }

    public TeamInfo(string id = default, string name = default, string aadGroupId = default)
    {
        Id = id;
        Name = name;
        AadGroupId = aadGroupId;
    }

    public string Id { get; set; }

    public string Name { get; set; }

    public string AadGroupId { get; set; }
}

public class ChannelInfo
{
    public ChannelInfo()
    {
    }

    public ChannelInfo(string id = default, string name = default, string type = default)
    {
        Id = id;
        Name = name;
        Type = type;
    }

    public string Id { get; set; }

    public string Name { get; set; }

    public string Type { get; set; }
}

public class TenantInfo
{
    public TenantInfo()
    {
    }

    public TenantInfo(string id = default) => Id = id;

    public string Id { get; set; }
}

public class NotificationInfo
{
    public NotificationInfo()
    {
    }

    public NotificationInfo(bool? alert = default) => Alert = alert;

    public bool? Alert { get; set; }

    public bool? AlertInMeeting { get; set; }

    public string ExternalResourceUrl { get; set; }
}

public class TeamsMeetingInfo
{
    public string Id { get; set; }
}

public class TeamsChannelDataSettings
{
    public ChannelInfo SelectedChannel { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement> AdditionalProperties { get => field ??= new Dictionary<string, JsonElement>(); set; }
}

public class OnBehalfOf
{
    public int ItemId { get; set; }

    public string MentionType { get; set; } = "person";

    public string Mri { get; set; }

    public string DisplayName { get; set; }
}

/// <summary>What Teams says about an activity beside the activity.</summary>
public class TeamsChannelData
{
    public TeamsChannelData()
    {
    }

    public TeamsChannelData(ChannelInfo channel = default, string eventType = default, TeamInfo team = default, NotificationInfo notification = default, TenantInfo tenant = default)
    {
        Channel = channel;
        EventType = eventType;
        Team = team;
        Notification = notification;
        Tenant = tenant;
    }

    public ChannelInfo Channel { get; set; }

    public string EventType { get; set; }

    public TeamInfo Team { get; set; }

    public NotificationInfo Notification { get; set; }

    public TenantInfo Tenant { get; set; }

    public TeamsMeetingInfo Meeting { get; set; }

    public TeamsChannelDataSettings Settings { get; set; }

    public IList<OnBehalfOf> OnBehalfOf { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement> AdditionalProperties { get => field ??= new Dictionary<string, JsonElement>(); set; }
}

public class TaskModuleRequestContext
{
    public string Theme { get; set; }
}

public class TaskModuleRequest
{
    public object Data { get; set; }

    public TaskModuleRequestContext Context { get; set; }
}

/// <summary>What a task module shows next: <see cref="TaskModuleContinueResponse"/> or <see cref="TaskModuleMessageResponse"/>.</summary>
public class TaskModuleResponseBase
{
    public TaskModuleResponseBase()
    {
    }

    public TaskModuleResponseBase(string type = default) => Type = type;

    public string Type { get; set; }
}

public class TaskModuleContinueResponse : TaskModuleResponseBase
{
    public TaskModuleContinueResponse()
        : base("continue")
    {
    }

    public TaskModuleContinueResponse(TaskModuleTaskInfo value = default)
        : base("continue") => Value = value;

    public TaskModuleTaskInfo Value { get; set; }
}

public class TaskModuleMessageResponse : TaskModuleResponseBase
{
    public TaskModuleMessageResponse()
        : base("message")
    {
    }

    public TaskModuleMessageResponse(string value = default)
        : base("message") => Value = value;

    public string Value { get; set; }
}

public class TaskModuleResponse
{
    public TaskModuleResponse()
    {
    }

    public TaskModuleResponse(TaskModuleResponseBase task = default) => Task = task;

    [JsonConverter(typeof(SocialRx.BotFramework.RuntimeTypeConverter<TaskModuleResponseBase>))]
    public TaskModuleResponseBase Task { get; set; }
}

public class TaskModuleTaskInfo
{
    public string Title { get; set; }

    public object Height { get; set; }

    public object Width { get; set; }

    public string Url { get; set; }

    public Attachment Card { get; set; }

    public string FallbackUrl { get; set; }

    public string CompletionBotId { get; set; }
}

public class FileUploadInfo
{
    public string Name { get; set; }

    public string UploadUrl { get; set; }

    public string ContentUrl { get; set; }

    public string UniqueId { get; set; }

    public string FileType { get; set; }
}

public class FileConsentCardResponse
{
    public string Action { get; set; }

    public object Context { get; set; }

    public FileUploadInfo UploadInfo { get; set; }
}

public class FileConsentCard
{
    public const string ContentType = "application/vnd.microsoft.teams.card.file.consent";

    public string Description { get; set; }

    public long? SizeInBytes { get; set; }

    public object AcceptContext { get; set; }

    public object DeclineContext { get; set; }
}

public class FileInfoCard
{
    public const string ContentType = "application/vnd.microsoft.teams.card.file.info";

    public string UniqueId { get; set; }

    public string FileType { get; set; }

    public object Etag { get; set; }
}

public class FileDownloadInfo
{
    public const string ContentType = "application/vnd.microsoft.teams.file.download.info";

    public string DownloadUrl { get; set; }

    public string UniqueId { get; set; }

    public string FileType { get; set; }

    public object Etag { get; set; }
}

public class SigninStateVerificationQuery
{
    public string State { get; set; }
}
