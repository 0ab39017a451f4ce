namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What came of looking for the place somebody typed.</summary>
public abstract record PlaceFinding
{
    private PlaceFinding() { }

    /// <param name="Guessed">True when it was spelt differently: worth saying back.</param>
    public sealed record Found(Place Place, bool Guessed) : PlaceFinding;

    /// <summary>Several are meant equally well; at most five, nearest spelling first.</summary>
    public sealed record Several(IReadOnlyList<Place> Places) : PlaceFinding;

    /// <summary>An outcode we know no position for: outside the area served, or mistyped.</summary>
    public sealed record UnknownOutcode(string Outcode) : PlaceFinding;

    public sealed record NotFound : PlaceFinding;
}
