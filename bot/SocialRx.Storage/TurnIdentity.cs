using SocialRx.Domain.People;

namespace SocialRx.Storage;

/// <summary>Whose turn this is. Found in the turn's state beside <see cref="TurnWrites"/>.</summary>
/// <param name="ConversationId">"{channelId}/{id on that channel}".</param>
public sealed record TurnIdentity(string ProgrammeId, string ConversationId, PersonId PersonId);
