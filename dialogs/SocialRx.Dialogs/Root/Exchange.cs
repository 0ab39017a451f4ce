using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.Root;

/// <summary>One turn as dialogs see it: what came in, what is remembered, and what is going to be said; sent all at once when the turn's dialogs are done.</summary>
internal sealed class Exchange(Talk talk, Reply reply, Recorder recorder, WordBook words)
{
    private const int MostMessages = 3;
    private readonly List<string> _said = [];
    private IReadOnlyList<Choice> _choices = [];
    private IReadOnlyList<Card> _cards = [];

    public Talk Talk => talk;

    public Reply Reply => reply;

    public Recorder Recorder => recorder;

    public bool HasSpoken => _said.Count > 0;

    /// <summary>Safeguarding has answered already, so that what was said need not be an answer to the question under way.</summary>
    public bool HasAside { get; private set; }

    /// <summary>The buttons of the help answer go with whatever is asked next.</summary>
    public IReadOnlyList<Choice> AlwaysOffer { get; set; } = [];

    /// <summary>A web chat's page can save what is stored as a file, too.</summary>
    public bool OffersFile { get; set; }

    /// <summary>A page of ours that is for this person.</summary>
    public Link? Link { get; set; }

    public static Exchange Of(ITurnContext turn) => turn.TurnState.Get<Exchange>();

    public void Say(params IEnumerable<Saying> sayings)
    {
        foreach (var saying in sayings)
            _said.Add(words.Say(saying, [.. talk.JustSaid, .. _said]));
    }

    /// <summary>What safeguarding has to say, before anything else.</summary>
    public void Begin(Aside aside)
    {
        HasAside = true;
        if (aside.Words is { } said)
            _said.Insert(0, said);
        AlwaysOffer = [.. aside.Buttons.Select(label => new Choice(label, label)), .. AlwaysOffer];
    }

    public void Offer(IReadOnlyList<Choice> choices, IReadOnlyList<Card>? cards = null)
    {
        _choices = choices;
        _cards = cards ?? [];
    }

    /// <summary>At most three messages; what would be more is joined at the front. Buttons go with the last one.</summary>
    public async Task SendAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        if (_said.Count == 0)
            return;

        var messages = new List<string>(_said);
        while (messages.Count > MostMessages)
        {
            messages[1] = $"{messages[0]} {messages[1]}";
            messages.RemoveAt(0);
        }

        talk.JustSaid = [.. _said, .. messages.Except(_said)];
        await turn.SendActivitiesAsync([.. messages.Select((text, index) => Message(text, isLast: index == messages.Count - 1, turn.Activity.ChannelId == Channels.Directline))], cancellationToken);
    }

    private Activity Message(string text, bool isLast, bool isWebChat)
    {
        var message = MessageFactory.Text(text);
        message.InputHint = isLast ? InputHints.ExpectingInput : InputHints.IgnoringInput;
        if (!isLast)
            return message;

        var buttons = _choices.Concat(AlwaysOffer).DistinctBy(choice => choice.Label).Select(choice => Button(choice.Label, choice.Label)).ToList();
        if (buttons.Count > 0)
            message.SuggestedActions = new SuggestedActions { Actions = buttons };
        var cards = _cards.Select(HeroCard).Concat(OffersFile && isWebChat ? [File()] : []).Concat(Link is { } link ? [Opens(link)] : []).ToList();
        if (cards.Count > 0)
        {
            message.Attachments = cards;
            message.AttachmentLayout = AttachmentLayoutTypes.List;
        }

        return message;
    }

    private static Attachment HeroCard(Card card) => new HeroCard
    {
        Title = card.Title,
        Subtitle = card.Subtitle,
        Text = card.Text,
        Buttons = [.. card.Buttons.Select(button => Button(button.Label, button.Sends))],
    }.ToAttachment();

    /// <summary>The page asks for the file itself, with its own token: a copy here would be kept with the transcript.</summary>
    private Attachment File() => new HeroCard
    {
        Title = words[Lines.Data.File],
        Buttons = [new CardAction(ActionTypes.DownloadFile, title: words[Lines.Button.SaveFile], value: "my-data")],
    }.ToAttachment();

    private static Attachment Opens(Link link) => new HeroCard { Title = link.Title, Buttons = [new CardAction(ActionTypes.OpenUrl, title: link.Label, value: link.Address)] }.ToAttachment();

    private static CardAction Button(string label, string sends) => new(ActionTypes.ImBack, title: label, value: sends);
}

/// <param name="Address">In full.</param>
internal sealed record Link(string Title, string Label, string Address);
