using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema.Teams;

public class O365ConnectorCard
{
    public const string ContentType = "application/vnd.microsoft.teams.card.o365connector";

    public O365ConnectorCard()
    {
    }

    public O365ConnectorCard(string title = default, string text = default, string summary = default, string themeColor = default, IList<O365ConnectorCardSection> sections = default, IList<O365ConnectorCardActionBase> potentialAction = default)
    {
        Title = title;
        Text = text;
        Summary = summary;
        ThemeColor = themeColor;
        Sections = sections;
        PotentialAction = potentialAction;
    }

    public string Title { get; set; }

    public string Text { get; set; }

    public string Summary { get; set; }

    public string ThemeColor { get; set; }

    public IList<O365ConnectorCardSection> Sections { get; set; }

    public IList<O365ConnectorCardActionBase> PotentialAction { get; set; }
}

public class O365ConnectorCardSection
{
    public O365ConnectorCardSection()
    {
    }

    public O365ConnectorCardSection(
        string title = default, string text = default, string activityTitle = default, string activitySubtitle = default, string activityText = default,
        string activityImage = default, string activityImageType = default, bool? markdown = default, IList<O365ConnectorCardFact> facts = default,
        IList<O365ConnectorCardImage> images = default, IList<O365ConnectorCardActionBase> potentialAction = default)
    {
        (Title, Text, ActivityTitle, ActivitySubtitle, ActivityText) = (title, text, activityTitle, activitySubtitle, activityText);
        (ActivityImage, ActivityImageType, Markdown) = (activityImage, activityImageType, markdown);
        (Facts, Images, PotentialAction) = (facts, images, potentialAction);
    }

    public string Title { get; set; }

    public string Text { get; set; }

    public string ActivityTitle { get; set; }

    public string ActivitySubtitle { get; set; }

    public string ActivityText { get; set; }

    public string ActivityImage { get; set; }

    /// <summary>avatar or article.</summary>
    public string ActivityImageType { get; set; }

    public bool? Markdown { get; set; }

    public IList<O365ConnectorCardFact> Facts { get; set; }

    public IList<O365ConnectorCardImage> Images { get; set; }

    public IList<O365ConnectorCardActionBase> PotentialAction { get; set; }
}

public class O365ConnectorCardFact
{
    public O365ConnectorCardFact()
    {
    }

    public O365ConnectorCardFact(string name = default, string value = default)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; set; }

    public string Value { get; set; }
}

public class O365ConnectorCardImage
{
    public O365ConnectorCardImage()
    {
    }

    public O365ConnectorCardImage(string image = default, string title = default)
    {
        Image = image;
        Title = title;
    }

    public string Image { get; set; }

    public string Title { get; set; }
}

/// <summary>What a button of the card does; a list of them is written with all that each kind holds.</summary>
[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
[JsonDerivedType(typeof(O365ConnectorCardActionCard))]
[JsonDerivedType(typeof(O365ConnectorCardHttpPOST))]
[JsonDerivedType(typeof(O365ConnectorCardOpenUri))]
[JsonDerivedType(typeof(O365ConnectorCardViewAction))]
public class O365ConnectorCardActionBase
{
    public O365ConnectorCardActionBase()
    {
    }

    public O365ConnectorCardActionBase(string type = default, string name = default, string id = default)
    {
        Type = type;
        Name = name;
        Id = id;
    }

    [JsonPropertyName("@type")]
    public string Type { get; set; }

    public string Name { get; set; }

    [JsonPropertyName("@id")]
    public string Id { get; set; }
}

public class O365ConnectorCardActionCard : O365ConnectorCardActionBase
{
    public new const string Type = "ActionCard";

    public O365ConnectorCardActionCard()
    {
    }

    public O365ConnectorCardActionCard(string type = default, string name = default, string id = default, IList<O365ConnectorCardInputBase> inputs = default, IList<O365ConnectorCardActionBase> actions = default)
        : base(type, name, id)
    {
        Inputs = inputs;
        Actions = actions;
    }

    public IList<O365ConnectorCardInputBase> Inputs { get; set; }

    public IList<O365ConnectorCardActionBase> Actions { get; set; }
}

public class O365ConnectorCardHttpPOST : O365ConnectorCardActionBase
{
    public new const string Type = "HttpPOST";

    public O365ConnectorCardHttpPOST()
    {
    }

    public O365ConnectorCardHttpPOST(string type = default, string name = default, string id = default, string body = default)
        : base(type, name, id) => Body = body;

    public string Body { get; set; }
}

public class O365ConnectorCardOpenUriTarget
{
    public O365ConnectorCardOpenUriTarget()
    {
    }

    public O365ConnectorCardOpenUriTarget(string os = default, string uri = default)
    {
        Os = os;
        Uri = uri;
    }

    /// <summary>default, iOS, android or windows.</summary>
    public string Os { get; set; }

    public string Uri { get; set; }
}

public class O365ConnectorCardOpenUri : O365ConnectorCardActionBase
{
    public new const string Type = "OpenUri";

    public O365ConnectorCardOpenUri()
    {
    }

    public O365ConnectorCardOpenUri(string type = default, string name = default, string id = default, IList<O365ConnectorCardOpenUriTarget> targets = default)
        : base(type, name, id) => Targets = targets;

    public IList<O365ConnectorCardOpenUriTarget> Targets { get; set; }
}

public class O365ConnectorCardViewAction : O365ConnectorCardActionBase
{
    public new const string Type = "ViewAction";

    public O365ConnectorCardViewAction()
    {
    }

    public O365ConnectorCardViewAction(string type = default, string name = default, string id = default, IList<string> target = default)
        : base(type, name, id) => Target = target;

    public IList<string> Target { get; set; }
}

[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
[JsonDerivedType(typeof(O365ConnectorCardDateInput))]
[JsonDerivedType(typeof(O365ConnectorCardMultichoiceInput))]
[JsonDerivedType(typeof(O365ConnectorCardTextInput))]
public class O365ConnectorCardInputBase
{
    public O365ConnectorCardInputBase()
    {
    }

    public O365ConnectorCardInputBase(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default)
    {
        Type = type;
        Id = id;
        IsRequired = isRequired;
        Title = title;
        Value = value;
    }

    [JsonPropertyName("@type")]
    public string Type { get; set; }

    public string Id { get; set; }

    public bool? IsRequired { get; set; }

    public string Title { get; set; }

    public string Value { get; set; }
}

public class O365ConnectorCardDateInput : O365ConnectorCardInputBase
{
    public new const string Type = "DateInput";

    public O365ConnectorCardDateInput()
    {
    }

    public O365ConnectorCardDateInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, bool? includeTime = default)
        : base(type, id, isRequired, title, value) => IncludeTime = includeTime;

    public bool? IncludeTime { get; set; }
}

public class O365ConnectorCardTextInput : O365ConnectorCardInputBase
{
    public new const string Type = "TextInput";

    public O365ConnectorCardTextInput()
    {
    }

    public O365ConnectorCardTextInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, bool? isMultiline = default, double? maxLength = default)
        : base(type, id, isRequired, title, value)
    {
        IsMultiline = isMultiline;
        MaxLength = maxLength;
    }

    public bool? IsMultiline { get; set; }

    public double? MaxLength { get; set; }
}

public class O365ConnectorCardMultichoiceInputChoice
{
    public O365ConnectorCardMultichoiceInputChoice()
    {
    }

    public O365ConnectorCardMultichoiceInputChoice(string display = default, string value = default)
    {
        Display = display;
        Value = value;
    }

    public string Display { get; set; }

    public string Value { get; set; }
}

public class O365ConnectorCardMultichoiceInput : O365ConnectorCardInputBase
{
    public new const string Type = "MultichoiceInput";

    public O365ConnectorCardMultichoiceInput()
    {
    }

    public O365ConnectorCardMultichoiceInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, IList<O365ConnectorCardMultichoiceInputChoice> choices = default, string style = default, bool? isMultiSelect = default)
        : base(type, id, isRequired, title, value)
    {
        Choices = choices;
        Style = style;
        IsMultiSelect = isMultiSelect;
    }

    public IList<O365ConnectorCardMultichoiceInputChoice> Choices { get; set; }

    /// <summary>compact or expanded.</summary>
    public string Style { get; set; }

    public bool? IsMultiSelect { get; set; }
}

/// <summary>What came back from a card's HttpPOST button.</summary>
public class O365ConnectorCardActionQuery
{
    public O365ConnectorCardActionQuery()
    {
    }

    public O365ConnectorCardActionQuery(string body = default, string actionId = default)
    {
        Body = body;
        ActionId = actionId;
    }

    public string Body { get; set; }

    public string ActionId { get; set; }
}
