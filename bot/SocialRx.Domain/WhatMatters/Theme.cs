namespace SocialRx.Domain.WhatMatters;

/// <summary>One entry of the codebook: what a person talks about, what a listing offers, what a commissioner counts.</summary>
/// <param name="Id">Stored; never changes once used.</param>
/// <param name="Label">What a young person and a commissioner both read.</param>
/// <param name="Definition">What belongs here, for whoever codes by hand.</param>
public sealed record Theme(string Id, string Label, string Definition)
{
    public static IReadOnlyList<Theme> All { get; } =
    [
        new("active", "Being active", "Sport, dance, walking, the gym, anything that moves the body"),
        new("music", "Music", "Making or listening to music, singing, DJing"),
        new("creative", "Making and creating", "Art, writing, drama, film, photography, craft, cooking for fun"),
        new("nature", "Nature and animals", "Being outdoors, growing things, looking after animals"),
        new("games", "Games and tech", "Gaming, coding, board games, making things with computers"),
        new("friends", "Friends and belonging", "Making friends, having somebody to be with, feeling left out"),
        new("family", "Family and home", "People at home, family changes, getting on"),
        new("learning", "Learning and work", "School, college, skills, exams, jobs, what comes next"),
        new("difference", "Making a difference", "Volunteering, campaigning, having a say, helping others"),
        new("money", "Money", "Being short of money, benefits, the cost of things, food"),
        new("housing", "Somewhere to live", "Housing, moving, not having a safe or settled place"),
        new("substances", "Alcohol, smoking and drugs", "Own or somebody else's use, wanting to cut down, vaping"),
        new("feelings", "Feelings and worries", "Stress, worry, low mood, anger, sleep, confidence"),
        new("identity", "Being myself", "Identity, culture, faith, being LGBT+, body image"),
        new("caring", "Looking after someone", "Being a young carer"),
        new("access", "Disability and support needs", "Disability, autism, ADHD, learning support, getting adjustments"),
        new("safety", "Feeling safe", "Bullying, safety at home, online or in the street"),
    ];

    public static Theme? Find(string? id) => All.FirstOrDefault(theme => theme.Id == id);
}
