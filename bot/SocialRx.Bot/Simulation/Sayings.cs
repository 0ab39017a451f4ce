namespace SocialRx.Bot.Simulation;

/// <summary>What simulated people say. All of it is invented for this purpose; nobody ever said it.</summary>
internal static class Sayings
{
    public static readonly (string Theme, string[] Lines)[] Matters =
    [
        ("active", ["football with my mates", "i like swimming", "boxing and the gym", "skateboarding", "dance, mostly street dance"]),
        ("music", ["playing guitar", "making beats on my laptop", "singing", "drumming but its too loud at home"]),
        ("creative", ["drawing and anime", "baking cakes", "making short films", "i do art a lot"]),
        ("nature", ["my dog", "being outside in the woods", "horses", "growing stuff"]),
        ("games", ["gaming, mostly minecraft", "coding my own game", "dungeons and dragons"]),
        ("friends", ["i want some new friends", "my mates moved away", "being with people who get me"]),
        ("family", ["my little brother", "my nan", "stuff at home is a bit tense"]),
        ("learning", ["getting a saturday job", "my exams", "finding an apprenticeship"]),
        ("difference", ["climate change", "helping people", "i want to volunteer"]),
        ("money", ["were a bit skint", "money is tight at home", "cant afford to do stuff"]),
        ("housing", ["we keep having to move", "finding my own place"]),
        ("feelings", ["i get stressed about school", "im worried a lot", "i cant sleep"]),
        ("identity", ["being myself", "im figuring out who i am", "being gay in a small town"]),
        ("caring", ["i look after my mum", "helping my disabled brother"]),
        ("access", ["im autistic and need quiet places", "i use a wheelchair"]),
    ];

    public static readonly string[] Strengths = ["making people laugh", "drawing", "listening", "im a good goalie", "maths i guess", "cooking", "idk", "looking after my sister"];

    public static readonly string[] Barriers = ["no money", "dont know anyone", "its too far", "nerves", "no time", "the bus is rubbish", "nothing really"];

    public static readonly string[] Times = ["after school", "weekends", "evenings", "saturday", "after 4 on tuesdays", "any time"];

    public static readonly string[] Goals = ["just go and look", "message them", "go once with a mate", "ask my mum to drive me", "turn up tuesday"];

    public static readonly string[] OneMore = ["if someone came with me", "if i knew what its like", "if it was nearer", "dunno"];

    public static readonly string[] Changes =
    [
        "more stuff on in the evenings",
        "a place to sit that isnt the bus stop",
        "cheaper buses",
        "things for people who arent sporty",
        "somewhere warm thats free",
        "ask us before you close things",
        "quieter sessions",
        "more things for girls that arent netball",
    ];

    public static readonly string[] Outcodes = ["FB1", "FB2", "FB3", "FB4", "FB5", "FB6"];

    /// <summary>Said by very few, so that the safeguarding queue of a demonstration is not empty. Written for this purpose.</summary>
    public static readonly string[] Worrying = ["i dont feel safe at home", "sometimes i hurt myself", "my friend said she wants to die"];
}
