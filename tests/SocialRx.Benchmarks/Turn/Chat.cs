namespace SocialRx.Benchmarks.Turn;

/// <summary>
/// A whole conversation as people have it, from hello to a plan: typed and tapped answers, a search, three cards. The baselines send as many replies.
/// </summary>
internal static class Chat
{
    public static Script Script { get; } = new(
        "/api/messages",
        ExpectsReplies: false,
        [
            new("hi", 3),
            new("15 nearly 16", 1),
            new("near fernbridge", 1),
            new("football w my brother but he moved out. its boring now", 2),
            new("no money", 2),
            new("skip", 2),
            new("after school", 1),
            new("1", 2),
            new("just go and look", 1),
            new("4", 1),
        ]);
}
