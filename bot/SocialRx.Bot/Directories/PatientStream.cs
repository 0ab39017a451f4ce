namespace SocialRx.Bot.Directories;

/// <summary>Ends in a <see cref="TimeoutException"/> when all of it takes too long, however steadily it drips.</summary>
internal sealed class PatientStream(Stream inner, TimeSpan longest, TimeProvider clock) : ReadingStream(inner)
{
    private readonly CancellationTokenSource _end = new(longest, clock);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
        try
        {
            return await Inner.ReadAsync(buffer, both.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"takes longer than {longest.TotalSeconds:0} seconds for one document (Directory:SecondsADocument)");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _end.Dispose();
        base.Dispose(disposing);
    }
}
