using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SocialRx.Benchmarks.Layer;

/// <summary>Bots as the Bot Framework's own samples have them, over <see cref="CloudAdapter"/>, in a process of their own: an echo, and a waterfall of six questions with its state in memory.</summary>
internal static class LayerBots
{
    public const string Done = "Thanks, that is all.";

    public static IReadOnlyList<string> Questions { get; } =
    [
        "What is your name?", "Which town are you in?", "What matters to you?", "What gets in the way?", "When could you go?", "Anything else?",
    ];

    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        var authentication = new ConfigurationBotFrameworkAuthentication(app.Services.GetService(typeof(IConfiguration)) as IConfiguration);
        var state = new ConversationState(new MemoryStorage());
        var adapter = new Adapter(authentication);
        var talking = new Adapter(authentication);
        talking.Use(new AutoSaveStateMiddleware(state));
        var echo = new EchoBot();
        var dialog = new DialogBot(state);
        app.MapPost("/echo", (HttpContext http) => adapter.ProcessAsync(http.Request, http.Response, echo, http.RequestAborted));
        app.MapPost("/dialog", (HttpContext http) => talking.ProcessAsync(http.Request, http.Response, dialog, http.RequestAborted));
        app.MapStats();
        await app.RunAsync();
        return 0;
    }

    /// <summary>What the process has used so far: bytes allocated and bytes of memory held.</summary>
    public static void MapStats(this WebApplication app)
    {
        app.MapGet("/health/ready", () => Results.StatusCode(StatusCodes.Status200OK));
        app.MapGet("/stats", async (HttpContext http) =>
        {
            if (http.Request.Query.ContainsKey("collect"))
                GC.Collect();
            await http.Response.WriteAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes()} {Environment.WorkingSet}"));
        });
    }

    private sealed class Adapter(BotFrameworkAuthentication authentication) : CloudAdapter(authentication, NullLogger.Instance);

    private sealed class EchoBot : ActivityHandler
    {
        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.SendActivityAsync(MessageFactory.Text($"Echo: {turnContext.Activity.Text}"), cancellationToken);
    }

    private sealed class DialogBot(ConversationState state) : ActivityHandler
    {
        private readonly IStatePropertyAccessor<DialogState> _dialogs = state.CreateProperty<DialogState>(nameof(DialogState));
        private readonly SixQuestions _questions = new();

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            _questions.RunAsync(turnContext, _dialogs, cancellationToken);
    }

    private sealed class SixQuestions : ComponentDialog
    {
        public SixQuestions()
            : base(nameof(SixQuestions))
        {
            AddDialog(new WaterfallDialog("steps", [.. Questions.Select((question, index) => (WaterfallStep)((step, stop) => AskAsync(step, index, question, stop))), EndAsync]));
            AddDialog(new TextPrompt("text"));
        }

        private static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, int index, string question, CancellationToken stop)
        {
            if (index > 0)
                step.Values[$"answer{index}"] = step.Result;
            return step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text(question) }, stop);
        }

        private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken stop)
        {
            await step.Context.SendActivityAsync(MessageFactory.Text(Done), stop);
            return await step.EndDialogAsync(step.Values.Count, stop);
        }
    }
}
