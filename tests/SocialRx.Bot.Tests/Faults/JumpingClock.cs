namespace SocialRx.Bot.Tests.Faults;

/// <summary>A machine's clock that somebody sets: the time of day jumps, timers and measured time go on.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ticksAhead;

    public void SetAhead(TimeSpan time) => Volatile.Write(ref _ticksAhead, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _ticksAhead));
}
