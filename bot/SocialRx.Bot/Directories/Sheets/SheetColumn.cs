using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Something a row can say about an activity. The template, what headings are recognised and what a mapping may name are all made from the one list.</summary>
/// <param name="Key">What a mapping calls it.</param>
/// <param name="Heading">Over the column in the template.</param>
/// <param name="Help">What to write there.</param>
/// <param name="AlsoCalled">Other headings it is known by.</param>
internal sealed record SheetColumn(string Key, string Heading, string Help, params string[] AlsoCalled)
{
    public static readonly SheetColumn Name = new("name", "Name", "What it is called. A row without a name is left out.", "activity", "activity name", "title", "club", "club name", "session", "session name", "group", "group name", "service", "service name", "project", "event", "event name", "what", "what is it", "name of activity", "name of club", "name of group", "name of service");
    public static readonly SheetColumn Organisation = new("organisation", "Organisation", "Who runs it.", "organization", "provider", "run by", "who runs it", "organiser", "organizer", "charity", "company", "organisation name", "delivered by");
    public static readonly SheetColumn Description = new("description", "Description", "Two or three plain sentences: what happens there, what it is like.", "about", "details", "summary", "what happens", "information", "more information", "info", "description of activity", "notes", "what we do");
    public static readonly SheetColumn Categories = new("categories", "Categories", "What it is about, several with semicolons: Football; Arts and crafts; Mental health.", "category", "type", "activity type", "type of activity", "theme", "themes", "tags", "keywords", "interests", "kind");
    public static readonly SheetColumn Ages = new("ages", "Ages", "11-16, 8+, under 18s, Years 7-9 or all ages.", "age", "age range", "age group", "age groups", "ages served", "who for", "who is it for", "year group", "year groups", "school years", "target age");
    public static readonly SheetColumn MinimumAge = new("minimumAge", "Youngest", "Age in years.", "minimum age", "min age", "age from", "from age", "lowest age");
    public static readonly SheetColumn MaximumAge = new("maximumAge", "Oldest", "Age in years.", "maximum age", "max age", "age to", "to age", "highest age");
    public static readonly SheetColumn Cost = new("cost", "Cost", "Free, £3.50, or £2 per session, first one free.", "price", "fee", "fees", "charge", "charges", "how much", "cost per session", "price per session", "costs");
    public static readonly SheetColumn When = new("when", "When", "Tuesdays 4-6pm; Mon & Wed 16:00-17:30; 1st Saturday of the month 10am-12pm.", "times", "day and time", "days and times", "day time", "schedule", "timetable", "session times", "opening times", "opening hours", "dates and times", "when is it");
    public static readonly SheetColumn Day = new("day", "Day", "Day of the week.", "days", "weekday", "day of week", "day of the week");
    public static readonly SheetColumn StartTime = new("startTime", "Starts", "Time of day.", "start", "start time", "time from", "opens", "from time", "time", "time start");
    public static readonly SheetColumn EndTime = new("endTime", "Ends", "Time of day.", "end", "end time", "finish", "finish time", "finishes", "time to", "closes", "to time", "time end");
    public static readonly SheetColumn TermTimeOnly = new("termTimeOnly", "Term time only", "Yes if there is nothing in the school holidays.", "term time", "term", "termtime");
    public static readonly SheetColumn FirstDay = new("firstDay", "First day", "Only if it starts or ends: a date such as 05/01/2027.", "start date", "date from", "from date", "starts on", "valid from");
    public static readonly SheetColumn LastDay = new("lastDay", "Last day", "Only if it starts or ends: a date such as 26/03/2027.", "end date", "date to", "to date", "ends on", "valid to", "until");
    public static readonly SheetColumn Date = new("date", "Date", "Of something that happens once.", "event date", "on");
    public static readonly SheetColumn Venue = new("venue", "Venue", "The name of the building or place.", "location", "place", "where", "where is it", "venue name", "location name", "building", "site", "base");
    public static readonly SheetColumn Address = new("address", "Address", "Street and town.", "venue address", "address 1", "address line 1", "street", "full address", "location address");
    public static readonly SheetColumn PostcodeOfVenue = new("postcode", "Postcode", "Of the venue, so that it can be found by who is near.", "post code", "venue postcode", "postal code", "pcode", "zip");
    public static readonly SheetColumn Latitude = new("latitude", "Latitude", "Degrees, instead of a postcode.", "lat");
    public static readonly SheetColumn Longitude = new("longitude", "Longitude", "Degrees, instead of a postcode.", "long", "lng", "lon");
    public static readonly SheetColumn Online = new("online", "Online", "Yes if nobody has to go anywhere.", "is it online", "virtual", "online only");
    public static readonly SheetColumn Access = new("access", "Access", "Step-free, accessible toilet, hearing loop, quiet space, BSL, carers welcome, large print.", "accessibility", "accessible", "disabled access", "access information", "accessibility information");
    public static readonly SheetColumn OnlyFor = new("onlyFor", "Only for", "Only if it is for one group: girls, LGBT+, young carers, SEND, care experienced. Empty is everyone.", "restricted to", "target group", "specific group", "eligibility", "only open to", "exclusive to");
    public static readonly SheetColumn Newcomers = new("newcomers", "New people welcome", "Yes if it is fine to come alone the first time.", "newcomers welcome", "newcomers", "drop in", "come on your own", "beginners welcome");
    public static readonly SheetColumn OneToOne = new("oneToOne", "One to one", "Yes if it is one person with one worker.", "one to one support", "1 1", "mentoring");
    public static readonly SheetColumn Referral = new("referral", "Referral needed", "Yes if a professional has to ask for it.", "referral", "by referral", "referral only", "referral required");
    public static readonly SheetColumn HowToJoin = new("howToJoin", "How to join", "What somebody does first: just turn up, ring, book online.", "how to book", "booking", "how to access", "how to attend", "joining", "sign up", "how do i join", "referral process");
    public static readonly SheetColumn Phone = new("phone", "Phone", "A number that is not dear to call.", "telephone", "tel", "contact number", "phone number", "mobile", "contact phone", "telephone number");
    public static readonly SheetColumn Email = new("email", "Email", "Of the organisation, not somebody's own.", "e mail", "email address", "contact email");
    public static readonly SheetColumn Web = new("web", "Website", "An address that begins with https://", "web", "url", "link", "web page", "web address", "webpage", "web site");
    public static readonly SheetColumn SpokenLanguages = new("languages", "Languages", "If others than English are spoken: Urdu; Polish.", "language", "languages spoken");
    public static readonly SheetColumn Setting = new("setting", "Indoors or outdoors", "Indoors or outdoors; also group or drop-in.", "setting", "indoor or outdoor", "indoors outdoors", "indoor outdoor");
    public static readonly SheetColumn SafetyChecks = new("safetyChecks", "Safety checks", "DBS, safeguarding policy, first aid.", "safeguarding", "dbs", "dbs checked", "checks");
    public static readonly SheetColumn AreaServed = new("areaServed", "Area served", "Only if people from elsewhere cannot come.", "area", "area covered", "coverage", "catchment", "catchment area", "service area");
    public static readonly SheetColumn GettingThere = new("gettingThere", "Getting there", "Bus, nearest stop, where the door is.", "travel", "directions", "how to get there", "transport", "public transport");
    public static readonly SheetColumn PlacesLeft = new("placesLeft", "Places left", "A number, if you count them.", "spaces left", "spaces", "places available", "capacity left");
    public static readonly SheetColumn LastChecked = new("lastChecked", "Last checked", "The day somebody last made sure all this is true.", "checked", "date checked", "assured", "assured date", "verified", "last verified", "date verified");
    public static readonly SheetColumn LastChanged = new("lastChanged", "Last changed", "A date.", "updated", "last updated", "date updated", "last modified", "modified");
    public static readonly SheetColumn Status = new("status", "Status", "Active or closed; what is closed is left out.", "active", "current", "open or closed");
    public static readonly SheetColumn Id = new("id", "Reference", "Your own number for it, if you have one; it keeps the entry the same one when its name changes.", "id", "ref", "identifier", "record id", "reference number", "unique id");

    public static readonly IReadOnlyList<SheetColumn> All =
    [
        Name, Organisation, Description, Categories, Ages, MinimumAge, MaximumAge, Cost, When, Day, StartTime, EndTime, TermTimeOnly, FirstDay, LastDay, Date, Venue, Address, PostcodeOfVenue, Latitude,
        Longitude, Online, Access, OnlyFor, Newcomers, OneToOne, Referral, HowToJoin, Phone, Email, Web, SpokenLanguages, Setting, SafetyChecks, AreaServed, GettingThere, PlacesLeft, LastChecked, LastChanged,
        Status, Id,
    ];

    /// <summary>Those that say when, where it differs from row to row of one activity.</summary>
    public static readonly IReadOnlyList<SheetColumn> Times = [When, Day, StartTime, EndTime, TermTimeOnly, FirstDay, LastDay, Date];

    /// <summary>True for this heading or one it is also called, whatever the case, the spaces, and what stands in brackets or behind an asterisk.</summary>
    public bool IsCalled(string heading)
    {
        var plain = Plainly(heading);
        return plain.Length > 0 && (plain == Plainly(Heading) || Array.Exists(AlsoCalled, other => plain == Plainly(other)));
    }

    /// <summary>A heading as headings are compared.</summary>
    public static string Plainly(string heading)
    {
        var plural = heading.Replace("(s)", "s", StringComparison.OrdinalIgnoreCase);
        var bracket = plural.IndexOfAny(['(', '[', '*', ':', '?']);
        return string.Concat(Spelling.Words(bracket > 0 ? plural[..bracket] : plural, 12));
    }
}
