using System.Text.Json.Serialization;
using Microsoft.Bot.Schema.Teams;

namespace SocialRx.BotFramework;

/// <summary>The types of Teams; those of the protocol itself are in <see cref="SchemaJson"/>, which is asked first.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TeamsParticipantChannelAccount))]
[JsonSerializable(typeof(TeamsPagedMembersResult))]
[JsonSerializable(typeof(TeamDetails))]
[JsonSerializable(typeof(ConversationList))]
[JsonSerializable(typeof(ReadReceiptInfo))]
[JsonSerializable(typeof(SigninStateVerificationQuery))]
[JsonSerializable(typeof(TaskModuleCardResponse))]
[JsonSerializable(typeof(TabRequest))]
[JsonSerializable(typeof(TabSubmit))]
[JsonSerializable(typeof(TabResponse))]
[JsonSerializable(typeof(AppBasedLinkQuery))]
[JsonSerializable(typeof(MessagingExtensionQuery))]
[JsonSerializable(typeof(MessagingExtensionAction))]
[JsonSerializable(typeof(MessagingExtensionResponse))]
[JsonSerializable(typeof(MessagingExtensionActionResponse))]
[JsonSerializable(typeof(ConfigAuthResponse))]
[JsonSerializable(typeof(ConfigTaskResponse))]
[JsonSerializable(typeof(ConfigResponse<TaskModuleResponse>))]
[JsonSerializable(typeof(BatchOperationState))]
[JsonSerializable(typeof(BatchFailedEntriesResponse))]
[JsonSerializable(typeof(MeetingInfo))]
[JsonSerializable(typeof(MeetingStartEventDetails))]
[JsonSerializable(typeof(MeetingEndEventDetails))]
[JsonSerializable(typeof(MeetingParticipantsEventDetails))]
[JsonSerializable(typeof(TeamsMeetingParticipant))]
[JsonSerializable(typeof(TargetedMeetingNotification))]
[JsonSerializable(typeof(MeetingStageSurface<TaskModuleContinueResponse>))]
[JsonSerializable(typeof(MeetingTabIconSurface))]
[JsonSerializable(typeof(MeetingNotificationResponse))]
[JsonSerializable(typeof(O365ConnectorCard))]
[JsonSerializable(typeof(O365ConnectorCardActionQuery))]
internal sealed partial class TeamsJson : JsonSerializerContext;
