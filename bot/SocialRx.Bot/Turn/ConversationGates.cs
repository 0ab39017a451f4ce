namespace SocialRx.Bot.Turn;

/// <summary>One at a time in each conversation, in the order they came. Between processes the version of the state does the same.</summary>
internal sealed class ConversationGates
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn; disposing lets the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(string conversationId, CancellationToken cancellationToken)
    {
        var gate = Join(conversationId);
        try
        {
            await gate.Open.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(conversationId, gate);
            throw;
        }

        return new Inside(this, conversationId, gate);
    }

    private Gate Join(string conversationId)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(conversationId, out var gate))
                _gates[conversationId] = gate = new Gate();
            gate.Users++;
            return gate;
        }
    }

    private void Leave(string conversationId, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
                _gates.Remove(conversationId);
        }
    }

    // The semaphore is never asked for its wait handle, so there is nothing in it to dispose.
#pragma warning disable CA1001
    private sealed class Gate
#pragma warning restore CA1001
    {
        public SemaphoreSlim Open { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Inside(ConversationGates gates, string conversationId, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Open.Release();
            gates.Leave(conversationId, gate);
        }
    }
}
