using System.Globalization;

namespace SocialRx.Bot.Tests.Browser;

/// <summary>Alone, after the tests that run beside each other: other work on the machine is not what is measured.</summary>
[CollectionDefinition(nameof(ReplyTimeTests), DisableParallelization = true)]
public sealed class AloneOnTheMachine;

[Collection(nameof(ReplyTimeTests))]
public sealed class ReplyTimeTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int AllowedMilliseconds = 150;
    private const int TimesWithoutPage = 12;
    private const int MessagesAtLeast = 9;
    private const int MessagesAtMost = 40;

    /// <summary>From the Enter key to the frame that draws the first bubble of the reply.</summary>
    private const string Stopwatch =
        """
        () => {
          const replies = () => document.querySelectorAll('.webchat__stacked-layout:not(.webchat__stacked-layout--from-user)').length;
          let sent = 0, before = 0;
          addEventListener('keydown', event => { if (event.key === 'Enter') { sent = performance.now(); before = replies(); window.took = 0; } }, true);
          new MutationObserver(() => {
            if (sent && replies() > before) {
              const since = sent;
              sent = 0;
              requestAnimationFrame(() => { window.took = performance.now() - since; });
            }
          }).observe(document.body, { childList: true, subtree: true });
        }
        """;

    [Fact]
    public async Task A_reply_shows_within_150_milliseconds_or_as_soon_as_a_slow_machine_allows()
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.OpenAsync();
        await phone.Page.EvaluateAsync(Stopwatch);

        // The quickest of several: a slow page is slow every time, a busy machine only sometimes.
        var took = new List<double>();
        while (took.Count < MessagesAtLeast || (took.Count < MessagesAtMost && took.Min() > AllowedMilliseconds))
            took.Add(await MeasureAsync(phone, took.Count));

        took.Sort();
        var bare = await WithoutPageAsync(took.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from Enter to the reply drawn: quickest {took[0]:0} ms, median {took[took.Count / 2]:0} ms of {took.Count}; without a page quickest {bare:0} ms"));
        Assert.InRange(took[0], 1, Math.Max(AllowedMilliseconds, TimesWithoutPage * bare));
    }

    /// <summary>The same questions without a browser, on the same machine at the same time: where that takes long, the page may.</summary>
    private async Task<double> WithoutPageAsync(int messages)
    {
        await using var chat = await WebChat.OpenAsync(chromium.Service);
        var quickest = double.MaxValue;
        for (var message = 0; message < messages; message++)
        {
            var since = System.Diagnostics.Stopwatch.GetTimestamp();
            await chat.AskAsync(message % 2 == 0 ? "help" : "skip");
            quickest = Math.Min(quickest, System.Diagnostics.Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        return quickest;
    }

    private static async Task<double> MeasureAsync(Phone phone, int message)
    {
        await phone.TypeAsync(message % 2 == 0 ? "help" : "skip");
        return await phone.Page.EvaluateAsync<double>("() => window.took");
    }
}
