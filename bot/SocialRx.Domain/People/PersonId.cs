namespace SocialRx.Domain.People;

/// <summary>A pseudonym: a keyed hash of the channel's user id, from which nobody can get back to the person.</summary>
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}
