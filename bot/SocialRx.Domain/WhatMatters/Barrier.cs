namespace SocialRx.Domain.WhatMatters;

/// <summary>What gets in the way of doing something. Stored by id.</summary>
public sealed record Barrier(string Id, string Label)
{
    public static IReadOnlyList<Barrier> All { get; } =
    [
        new("cost", "Money"),
        new("travel", "Getting there"),
        new("time", "Time"),
        new("confidence", "Nerves"),
        new("alone", "Not knowing anyone"),
        new("access", "Access or support needs"),
        new("safety", "Not feeling safe"),
        new("nothing-on", "Nothing on round here"),
        new("unsure", "Not knowing where to start"),
        new("other", "Something else"),
    ];

    public static Barrier? Find(string? id) => All.FirstOrDefault(barrier => barrier.Id == id);
}
