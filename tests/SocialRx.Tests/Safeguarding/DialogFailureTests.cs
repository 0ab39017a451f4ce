using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dialogs;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.Turn;

namespace SocialRx.Tests.Safeguarding;

public sealed class DialogFailureTests : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private ServiceProvider _services = null!;
    private Channel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _channel = new Channel(_test.Database);
        _services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(TestDatabase.CountingIds("r"))
            .AddSingleton<Draw>(() => 0)
            .AddSingleton(new ProgrammeOptions { Id = "test" })
            .AddSingleton(_test.Database)
            .AddSingleton(new ConsultationBook(ConsultationFile.Read(Path.Combine(AppContext.BaseDirectory, "samples", "fernbridge-consultations.json"))))
            .AddSingleton(_channel.Conversation)
            .AddDialogs()
            .AddSafeguarding()
            .BuildServiceProvider();
        foreach (var middleware in _services.GetServices<IMiddleware>())
            _channel.Use(middleware);
        _channel.Use(_channel.Guard());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_warm_question_and_the_doubt_behind_it_stay_when_the_dialog_fails()
    {
        await _channel.SayAsync("no one cares about me", Fails);
        await _channel.SayAsync("whats the point anymore", Fails);
        Assert.Equal(2, _channel.Texts.Count(text => text == TurnWords.Apology));
        Assert.Contains("That sounds hard", _channel.Texts[0], StringComparison.Ordinal);

        await _channel.SayAsync("im just a burden", Fails);

        Assert.Equal("red", Assert.Single(await ConcernsAsync()).Route);
    }

    [Fact]
    public async Task A_disclosure_never_reaches_a_dialog_that_would_fail()
    {
        await _channel.SayAsync("i want to die", Fails);

        Assert.DoesNotContain(TurnWords.Apology, _channel.Texts);
        Assert.Contains("999", _channel.Texts[0], StringComparison.Ordinal);
        Assert.Single(await ConcernsAsync());
    }

    private static Task Fails(ITurnContext turn) => throw new InvalidOperationException("a bug");

    private Task<IReadOnlyList<ConcernRow>> ConcernsAsync() =>
        _test.Database.ReadAsync(connection => Concerns.List(connection, "test"));
}
