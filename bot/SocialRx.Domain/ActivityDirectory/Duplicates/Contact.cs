namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>Ways to reach somebody, in one spelling each.</summary>
internal static class Contact
{
    /// <summary>National digits; null when there is no number.</summary>
    public static string? Phone(string? said)
    {
        var digits = string.Concat((said ?? "").Where(char.IsAsciiDigit));
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            digits = $"0{digits[4..].TrimStart('0')}";
        else if (digits.StartsWith("44", StringComparison.Ordinal) && digits.Length > 10)
            digits = $"0{digits[2..].TrimStart('0')}";
        return digits.Length >= 6 ? digits : null;
    }

    public static string? Email(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim().ToLowerInvariant();

    /// <summary>Host and path, without what does not tell pages apart.</summary>
    public static string? Web(string? said) =>
        Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Host.Length > 0 ? $"{Host(address)}{address.AbsolutePath.TrimEnd('/').ToLowerInvariant()}" : null;

    public static string? WebHost(string? said) => Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Host.Length > 0 ? Host(address) : null;

    private static string Host(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant();
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
