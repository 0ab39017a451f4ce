using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Domain.ActivityDirectory.JudgedMatches;

/// <summary>What a made-up town has on, of every kind that the judged requests ask for or must not be given.</summary>
internal static class JudgedTown
{
    public static IReadOnlyList<Listing> Listings { get; } =
    [
        Thing("kickabout", "Tuesday Kickabout", "Free football for fun, teams picked on the night.", ["active", "friends"], 1, Weekly(DayOfWeek.Tuesday, 17, 18)) with { WelcomesNewcomers = true, Settings = ["outdoors", "group"] },
        Thing("five-a-side", "Sunday Fives", "Five-a-side football league.", ["active"], 2, Weekly(DayOfWeek.Sunday, 10, 12)) with { Cost = new Cost.Pounds(4), Settings = ["indoors", "group"] },
        Thing("girls-football", "Wildcats", "Football for girls, all abilities.", ["active"], 1.5, Weekly(DayOfWeek.Wednesday, 17, 18)) with { OnlyFor = ["girls"], WelcomesNewcomers = true },
        Thing("walking-football", "Walking Football", "Football at a stroll for the over fifties.", ["active"], 1, Weekly(DayOfWeek.Tuesday, 17, 18)) with { MinimumAge = 50, MaximumAge = null },
        Thing("boxing", "Corner Boxing", "Boxercise and sparring, gloves lent.", ["active"], 2, Weekly(DayOfWeek.Thursday, 18, 19)) with { Cost = new Cost.Pounds(2), Settings = ["indoors"] },
        Thing("netball", "Netball Nights", "Social netball.", ["active"], 2.5, Weekly(DayOfWeek.Monday, 18, 19)) with { Cost = new Cost.Pounds(3), Settings = ["indoors", "group"] },
        Thing("skate", "Ramps", "Skateboarding and BMX lessons at the skatepark.", ["active"], 3, Weekly(DayOfWeek.Saturday, 10, 13)) with { Settings = ["outdoors", "drop-in"] },
        Thing("gym", "Young Gym", "Weights and fitness with a trainer.", ["active"], 2, Weekly(DayOfWeek.Monday, 16, 20), Weekly(DayOfWeek.Friday, 16, 20)) with { Cost = new Cost.Pounds(2.5m), MinimumAge = 14, Settings = ["indoors", "drop-in"] },
        Thing("girls-gym", "Gym for Girls", "Weights and fitness, women coaches.", ["active"], 2, Weekly(DayOfWeek.Wednesday, 17, 19)) with { OnlyFor = ["girls"], Settings = ["indoors"] },
        Thing("climbing", "The Slab", "Indoor climbing wall, shoes lent.", ["active"], 4, Weekly(DayOfWeek.Saturday, 12, 14)) with { Cost = new Cost.Pounds(6), Settings = ["indoors"] },
        Thing("swim", "Splash Sessions", "Swimming with nobody keeping time.", ["active"], 3.5, Weekly(DayOfWeek.Sunday, 13, 15)) with { Cost = new Cost.Pounds(1.5m), Access = ["step-free"], Settings = ["indoors"] },
        Thing("karate", "Rising Sun", "Karate for beginners.", ["active"], 2, Weekly(DayOfWeek.Monday, 17, 18)) with { Cost = new Cost.Pounds(3), Settings = ["indoors", "group"] },
        Thing("street-dance", "Move It", "Street dance, all levels.", ["active", "creative"], 1.5, Weekly(DayOfWeek.Thursday, 17, 18)) with { WelcomesNewcomers = true, Settings = ["indoors", "group"] },
        Thing("run", "Saturday Run", "A gentle run round the park.", ["active"], 1, Weekly(DayOfWeek.Saturday, 9, 10)) with { Settings = ["outdoors", "group"] },
        Thing("beats", "Beat Lab", "Beatmaking and producing in a real studio.", ["music"], 2, Weekly(DayOfWeek.Wednesday, 17, 19)) with { MinimumAge = 13, Settings = ["indoors", "group"] },
        Thing("mic", "Bars", "Rap, grime and spoken word, write and record.", ["music", "creative"], 3, Weekly(DayOfWeek.Friday, 17, 19)) with { MinimumAge = 13, Settings = ["indoors", "group"] },
        Thing("choir", "Sing Out", "A choir with no auditions.", ["music"], 1, Weekly(DayOfWeek.Monday, 17, 18)) with { WelcomesNewcomers = true, Settings = ["indoors", "group"] },
        Thing("guitar", "Six Strings", "One to one guitar lessons.", ["music"], 2, Weekly(DayOfWeek.Tuesday, 16, 17)) with { OneToOne = true, Cost = new Cost.Pounds(8) },
        Thing("decks", "Decks", "DJ workshops on proper decks.", ["music"], 2.5, Weekly(DayOfWeek.Saturday, 14, 16)) with { MinimumAge = 12 },
        Thing("art", "Splat", "Drawing, painting and printmaking.", ["creative"], 1, Weekly(DayOfWeek.Tuesday, 17, 19)) with { Settings = ["indoors"] },
        Thing("manga", "Ink Club", "Draw manga and comics, swap books.", ["creative", "games"], 2, Weekly(DayOfWeek.Wednesday, 16, 18)) with { WelcomesNewcomers = true, Settings = ["indoors", "group"] },
        Thing("drama", "Stage Door", "Drama games and a show at the end.", ["creative"], 2, Weekly(DayOfWeek.Thursday, 17, 19)) with { Cost = new Cost.Pounds(2), Settings = ["indoors", "group"] },
        Thing("baking", "Bake Shed", "Baking and cooking, take it home.", ["creative"], 1.5, Weekly(DayOfWeek.Saturday, 11, 13)) with { Cost = new Cost.Pounds(1), Settings = ["indoors", "group"] },
        Thing("nails", "Polish", "Nails, makeup and hair, taught by pros.", ["creative"], 2, Weekly(DayOfWeek.Thursday, 16, 18)) with { MinimumAge = 13 },
        Thing("fashion", "Stitch", "Sewing and upcycling clothes.", ["creative"], 2.5, Weekly(DayOfWeek.Monday, 16, 18)),
        Thing("photo", "Lens", "Photography walks.", ["creative", "nature"], 2, Weekly(DayOfWeek.Sunday, 11, 13)) with { Settings = ["outdoors", "group"] },
        Thing("dnd", "Dice and Dragons", "Dungeons & Dragons, characters made for you.", ["games", "friends"], 2, Weekly(DayOfWeek.Friday, 17, 20)) with { WelcomesNewcomers = true, Settings = ["indoors", "group"] },
        Thing("chess", "Chess Corner", "Chess for anyone, sets provided.", ["games"], 1, Weekly(DayOfWeek.Wednesday, 17, 18)) with { Access = ["step-free", "quiet-space"], Settings = ["indoors"] },
        Thing("gaming", "Pixel Club", "Gaming on consoles with others.", ["games", "friends"], 2, Weekly(DayOfWeek.Thursday, 16, 19)) with { Settings = ["indoors", "drop-in"] },
        Thing("code", "Code Shed", "Coding and robotics.", ["games", "learning"], 3, Weekly(DayOfWeek.Saturday, 10, 12)) with { Settings = ["indoors", "group"] },
        Thing("allotment", "Dig In", "An allotment run by young people.", ["nature", "friends"], 2, Weekly(DayOfWeek.Saturday, 10, 13)) with { Settings = ["outdoors", "drop-in"], WelcomesNewcomers = true },
        Thing("farm", "Farm Hands", "Look after animals: ponies, pigs, goats.", ["nature"], 4.5, Weekly(DayOfWeek.Sunday, 10, 13)) with { Settings = ["outdoors", "group"] },
        Thing("fishing", "Hook and Line", "Learn fishing, rods lent.", ["nature"], 4, Weekly(DayOfWeek.Saturday, 8, 12)) with { Settings = ["outdoors"] },
        Thing("youth-club", "Mill Lane Youth Club", "Pool, tea and people to talk to. Come when you like.", ["friends"], 1, Weekly(DayOfWeek.Tuesday, 16, 20), Weekly(DayOfWeek.Friday, 18, 21)) with { WelcomesNewcomers = true, Settings = ["indoors", "drop-in", "group"] },
        Thing("scouts", "First Fernbridge Scouts", "Scouts: camps and badges.", ["friends", "nature"], 1, Weekly(DayOfWeek.Monday, 19, 20)) with { MinimumAge = 10.5m, MaximumAge = 14, Cost = new Cost.Pounds(3), Settings = ["group"] },
        Thing("cadets", "Sea Cadets", "Cadets: boats, drill and camps.", ["friends", "active"], 3, Weekly(DayOfWeek.Wednesday, 19, 21)) with { MinimumAge = 12, MaximumAge = 18, Settings = ["group"] },
        Thing("lgbt", "Prism", "LGBTQ+ youth group.", ["identity", "friends"], 2, Weekly(DayOfWeek.Wednesday, 18, 20)) with { OnlyFor = ["lgbt"], WelcomesNewcomers = true, Settings = ["indoors", "group"] },
        Thing("carers", "Breathing Space", "A break for young carers.", ["caring", "friends"], 1.5, Weekly(DayOfWeek.Thursday, 16, 18)) with { OnlyFor = ["young-carers"] },
        Thing("autism", "Quiet Hour", "Gaming and craft for autistic young people.", ["access", "games"], 2, Weekly(DayOfWeek.Saturday, 9, 10)) with { OnlyFor = ["send"], Access = ["quiet-space", "step-free"] },
        Thing("muslim", "Crescent Youth", "A youth group for young Muslims.", ["identity", "friends"], 2, Weekly(DayOfWeek.Sunday, 14, 16)) with { OnlyFor = ["muslim"], Languages = ["en", "ur"] },
        Thing("polish", "Razem", "A Saturday club in Polish and English.", ["identity", "friends"], 2, Weekly(DayOfWeek.Saturday, 10, 12)) with { Languages = ["en", "pl"] },
        Thing("counsellor", "Talk It Through", "One to one counselling.", ["feelings"], 2, Weekly(DayOfWeek.Monday, 15, 19)) with { OneToOne = true, Settings = ["indoors"] },
        Thing("anxiety", "Steady", "A small group about anxiety and worry.", ["feelings"], 2.5, Weekly(DayOfWeek.Tuesday, 17, 18)) with { Settings = ["indoors", "group"], WelcomesNewcomers = true },
        Thing("grief", "Kite", "For young people who are grieving; bereavement support.", ["feelings", "family"], 2, Weekly(DayOfWeek.Thursday, 17, 18)) with { WelcomesNewcomers = true },
        Thing("jobs", "Next Step", "Help with jobs, CVs and interviews.", ["learning"], 1, Weekly(DayOfWeek.Wednesday, 10, 16)) with { MinimumAge = 16, MaximumAge = 25 },
        Thing("driving", "Theory Thursdays", "Driving theory practice, computers provided.", ["learning"], 2, Weekly(DayOfWeek.Thursday, 18, 19)) with { MinimumAge = 17, MaximumAge = 25 },
        Thing("revision", "Head Down", "Homework club and revision help for GCSEs.", ["learning"], 1, Weekly(DayOfWeek.Monday, 16, 18), Weekly(DayOfWeek.Wednesday, 16, 18)) with { Settings = ["indoors"], TravelHint = null },
        Thing("debt", "Pocket Pennies", "Money, budgeting and debt advice.", ["money"], 1, Weekly(DayOfWeek.Tuesday, 10, 16)) with { MinimumAge = 16, MaximumAge = 25 },
        Thing("housing", "Front Door", "Housing advice and help when homeless.", ["housing"], 1, Weekly(DayOfWeek.Monday, 10, 16)) with { MinimumAge = 16, MaximumAge = 25 },
        Thing("volunteer", "Good Turn", "Volunteering: litter picks and helping out.", ["difference"], 2, Weekly(DayOfWeek.Saturday, 10, 12)) with { Settings = ["outdoors", "group"], MinimumAge = 13 },
        Thing("quit", "Clear", "Help to stop vaping.", ["substances"], 2, Weekly(DayOfWeek.Tuesday, 16, 18)) with { OneToOne = true },
        Thing("holiday-camp", "Half Term Hoot", "Games, craft and trips in the holidays.", ["friends", "active"], 1, Weekly(DayOfWeek.Tuesday, 10, 15) with { HolidaysOnly = true }) with { Settings = ["group"] },
        Thing("repair", "Repair Saturday", "Bikes and laptops mended together, first Saturday of the month.", ["difference", "games"], 2, Weekly(DayOfWeek.Saturday, 13, 16) with { Rule = "FREQ=MONTHLY;BYDAY=1SA" }),
        Thing("full", "Best Football Ever", "Football, the most popular.", ["active"], 0.2, Weekly(DayOfWeek.Tuesday, 17, 18)) with { PlacesLeft = 0 },
        Thing("stale", "Old Boxing Gym", "Boxing.", ["active"], 0.2, Weekly(DayOfWeek.Thursday, 18, 19)) with { LastModified = Some.Now.AddDays(-900) },
        Thing("elsewhere", "Other Side Football", "Football for people of the other side.", ["active"], 1, Weekly(DayOfWeek.Tuesday, 17, 18)) with { AreaServed = "FB1, FB2" },
        Thing("online", "Late Chat", "Talk with others your age online.", ["friends", "feelings"], 0, Weekly(DayOfWeek.Sunday, 19, 20)) with { IsOnline = true, Location = null },
        Thing("far-surf", "Big Wave", "Surfing and kayaking.", ["active", "nature"], 14, Weekly(DayOfWeek.Sunday, 10, 12)) with { Cost = new Cost.Pounds(5), Settings = ["outdoors", "group"] },
    ];

    private static Listing Thing(string id, string name, string summary, string[] themes, double km, params Session[] sessions) => Some.Listing(id) with
    {
        Name = name,
        Organisation = $"{name} people",
        Summary = summary,
        Themes = themes,
        MinimumAge = 11,
        MaximumAge = 19,
        Location = Some.KmNorth(km),
        Sessions = sessions,
    };

    private static Session Weekly(DayOfWeek day, int opens, int closes) => Some.At(day, opens, closes);
}
