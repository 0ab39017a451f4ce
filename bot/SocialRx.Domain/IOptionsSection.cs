namespace SocialRx.Domain;

/// <summary>One section of appsettings.json: a record that says which section it is and what is wrong with it.</summary>
public interface IOptionsSection
{
    static abstract string Section { get; }

    /// <summary>Nothing when every value can be used.</summary>
    IEnumerable<OptionProblem> Problems();
}

/// <param name="Key">Within the section.</param>
/// <param name="WouldBeRight">A sentence for the operator: "a whole number from 1 to 60".</param>
public sealed record OptionProblem(string Key, string WouldBeRight);
