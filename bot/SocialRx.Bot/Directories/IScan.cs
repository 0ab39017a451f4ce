using System.Buffers;
using System.Text.Json;

namespace SocialRx.Bot.Directories;

/// <summary>Cuts the bytes of a document into records as they arrive.</summary>
internal interface IScan
{
    FeedEnvelope Envelope { get; }

    /// <summary>How many records it has met.</summary>
    int Held { get; }

    /// <returns>How far it is done with the buffer; the rest is given again, with more behind it.</returns>
    /// <exception cref="JsonException">The document is broken; why, it says in plain words.</exception>
    SequencePosition Read(ReadOnlySequence<byte> buffer, bool isLast, List<FeedPart<JsonElement>> into);
}
