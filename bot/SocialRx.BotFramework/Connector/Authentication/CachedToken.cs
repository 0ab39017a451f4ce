namespace SocialRx.BotFramework;

/// <summary>A token fetched once for all who need it at the same time, and again five minutes before it ends. A fetch that failed is not kept.</summary>
internal sealed class CachedToken(Func<bool, Task<(string Token, DateTimeOffset ExpiresOn)>> fetch, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Task<(string Token, DateTimeOffset ExpiresOn)> latest;

    public void Forget()
    {
        lock (gate)
            latest = null;
    }

    public async Task<string> GetAsync(CancellationToken cancellationToken, bool isForced = false)
    {
        Task<(string Token, DateTimeOffset ExpiresOn)> token;
        lock (gate)
        {
            if (!IsGood(latest))
                latest = Task.Run(() => fetch(isForced), CancellationToken.None);
            token = latest;
        }

        return (await token.WaitAsync(cancellationToken).ConfigureAwait(false)).Token;
    }

    private bool IsGood(Task<(string Token, DateTimeOffset ExpiresOn)> token) => token switch
    {
        null or { IsFaulted: true } or { IsCanceled: true } => false,
        { IsCompletedSuccessfully: true } => token.Result.ExpiresOn - Margin > clock.GetUtcNow(),
        _ => true,
    };
}
