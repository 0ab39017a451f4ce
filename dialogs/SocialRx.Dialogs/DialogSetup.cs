using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Dialogs.CoDesign.Panels;
using SocialRx.Dialogs.FindActivity;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Dialogs;

/// <summary>Asks how it went, in a turn in which the person has said nothing, if that is still right to ask.</summary>
public delegate Task AskHowItWent(ITurnContext turnContext, DateOnly today, CancellationToken cancellationToken);

/// <summary>Tells what was answered to something the person said, in a turn in which they have said nothing, if that is right to tell now.</summary>
public delegate Task TellAnswers(ITurnContext turnContext, CancellationToken cancellationToken);

/// <summary>Tells somebody who has said nothing what became of an idea of theirs, if that is still right to tell.</summary>
public delegate Task TellOfIdeas(ITurnContext turnContext, CancellationToken cancellationToken);

/// <summary>Tells somebody who has said nothing that a question they answered is asked again, if that is right to tell now.</summary>
public delegate Task TellOfRounds(ITurnContext turnContext, CancellationToken cancellationToken);

/// <summary>Adds the conversation to a host that provides the database, the conversation state, the programme, its consultations, a clock, ids and chance.</summary>
public static class DialogSetup
{
    public static IServiceCollection AddDialogs(this IServiceCollection services)
    {
        services.TryAddSingleton<RetentionOptions>();
        services.TryAddSingleton(TermCalendars.None);
        services.TryAddSingleton<StatementOptions>();
        services.TryAddSingleton(new PublicationRules(new DisclosureOptions(), new PopulationOptions()));
        services.TryAddSingleton<Publication>();
        services.TryAddSingleton<ConsultationOptions>();
        return services
            .AddSingleton(WordBook.Load())
            .AddConsultationPreview()
            .AddSuggestionPreview()
            .AddPanelPageText()
            .AddSingleton<RoundBook>()
            .AddSingleton<ConversationDialogs>()
            .AddSingleton<Conversation>()
            .AddSingleton<AskHowItWent>(services => services.GetRequiredService<Conversation>().AskHowItWentAsync)
            .AddSingleton<TellAnswers>(services => services.GetRequiredService<Conversation>().TellAnswersAsync)
            .AddSingleton<TellOfIdeas>(services => services.GetRequiredService<Conversation>().TellOfIdeasAsync)
            .AddSingleton<TellOfRounds>(services => services.GetRequiredService<Conversation>().TellOfRoundsAsync)
            .AddSingleton<IBot, SocialRxBot>();
    }

    /// <summary>What the page of a member of a youth panel says.</summary>
    public static IServiceCollection AddPanelPageText(this IServiceCollection services) => services.AddSingleton(_ => new PanelPageText(WordBook.Load()));

    /// <summary>How a consultation will be asked, for whoever builds it.</summary>
    public static IServiceCollection AddConsultationPreview(this IServiceCollection services)
    {
        var words = WordBook.Load();
        return services.AddSingleton<PreviewConsultation>(consultation => HaveMySayQuestions.Preview(consultation, words));
    }

    /// <summary>How a listing is suggested, for whoever looks after the directory.</summary>
    public static IServiceCollection AddSuggestionPreview(this IServiceCollection services)
    {
        var words = new SuggestionWords(WordBook.Load());
        return services.AddSingleton<PreviewSuggestion>(words.Preview);
    }
}
