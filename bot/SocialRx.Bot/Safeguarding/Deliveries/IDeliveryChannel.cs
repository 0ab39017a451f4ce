using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>A way to tell somebody of a concern.</summary>
internal interface IDeliveryChannel
{
    /// <summary>As <see cref="Recipient.Channel"/>.</summary>
    string Name { get; }

    /// <summary>One try.</summary>
    Task<Delivery> SendAsync(Recipient to, ConcernNotice notice, CancellationToken stop);
}

/// <summary>How a try went.</summary>
internal abstract record Delivery
{
    public sealed record Done : Delivery;

    /// <param name="Why">Fixed words and numbers: it is shown and logged.</param>
    public sealed record NotYet(string Why) : Delivery;
}
