namespace SocialRx.Bot.Tests.Faults;

/// <summary>Fault tests run one after another, after the tests that run beside each other: the load on the machine is theirs.</summary>
[CollectionDefinition(nameof(Faults), DisableParallelization = true)]
public sealed class Faults;
