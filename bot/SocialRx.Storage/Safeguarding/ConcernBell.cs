using System.Threading.Channels;

namespace SocialRx.Storage.Safeguarding;

/// <summary>Rung when a concern is on disk, for whoever tells people of it. It may go unheard: what has to be told is found in the database.</summary>
public sealed class ConcernBell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    public async Task HeardAsync(CancellationToken stop) => await _rung.Reader.ReadAsync(stop);
}
