using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>Tells a member what was answered to questions their panel wanted asked, each once.</summary>
internal sealed class PanelNews(Database database)
{
    private const int AtOnce = 2;

    public async Task TellAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var talk = exchange.Talk;
        if (!talk.IsOnPanel)
            return;
        var news = await database.ReadAsync(
            connection => PanelVotes.SeatOf(connection, exchange.Recorder.Who) is { } seat ? PanelProposals.News(connection, exchange.Recorder.Who.ProgrammeId, seat, talk.PanelTold) : [],
            cancellationToken);
        exchange.Say(news.Take(AtOnce).Select(InWords));
        talk.PanelTold = [.. talk.PanelTold.Union(news.Take(AtOnce).Select(proposal => proposal.Id))];
    }

    private static Saying InWords(PanelProposal proposal) => (proposal.Question.Words, proposal.Reply) switch
    {
        (var words, null) => Lines.Panel.NewsWithheld.With(words),
        (var words, { Answer: ProposalAnswer.Used } reply) => Lines.Panel.NewsUsed.With(words, reply.Reason),
        (var words, { Answer: ProposalAnswer.Changed } reply) => Lines.Panel.NewsChanged.With(words, reply.ChangedWords!, reply.Reason),
        (var words, { } reply) => Lines.Panel.NewsNotUsed.With(words, reply.Reason),
    };
}
