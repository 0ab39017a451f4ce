using SocialRx.Domain;

namespace SocialRx.Bot.Configuration;

/// <summary>Reads sections of appsettings.json into records and refuses to start on a value that cannot be used.</summary>
internal static class Sections
{
    /// <summary>Binds, checks and registers one section as a singleton; also returns it for use while composing.</summary>
    /// <exception cref="ConfigurationException">Names the section, the key and what would be right.</exception>
    public static T AddSection<T>(this IHostApplicationBuilder builder)
        where T : class, IOptionsSection, new()
    {
        var section = Read<T>(builder.Configuration);
        builder.Services.AddSingleton(section);
        return section;
    }

    public static T Read<T>(IConfiguration configuration)
        where T : class, IOptionsSection, new()
    {
        var options = Bind<T>(configuration.GetSection(T.Section));
        var problems = options.Problems().ToList();
        return problems.Count == 0
            ? options
            : throw new ConfigurationException(string.Join(Environment.NewLine, problems.Select(problem => Sentence(configuration, T.Section, problem))));
    }

    private static T Bind<T>(IConfigurationSection section)
        where T : class, IOptionsSection, new()
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key)) is { } unknown)
            throw new ConfigurationException($"appsettings.json, section \"{T.Section}\", key \"{unknown.Key}\" is not known. Known keys: {KnownKeys<T>()}.");
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException error)
        {
            throw new ConfigurationException($"appsettings.json, section \"{T.Section}\": {error.Message} Known keys: {KnownKeys<T>()}.", error);
        }
    }

    private static string KnownKeys<T>() =>
        string.Join(", ", typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => $"{property.Name} ({property.PropertyType.Name})"));

    private static string Sentence(IConfiguration configuration, string section, OptionProblem problem) =>
        $"appsettings.json, section \"{section}\", key \"{problem.Key}\": {Value(configuration, section, problem)} cannot be used; it should be {problem.WouldBeRight}.";

    private static string Value(IConfiguration configuration, string section, OptionProblem problem) =>
        IsSecret(problem.Key) ? "its value" : $"\"{configuration[$"{section}:{problem.Key}"]}\"";

    /// <summary>Messages of the operator's terminal end up in logs.</summary>
    private static bool IsSecret(string key) => key.EndsWith("Secret", StringComparison.OrdinalIgnoreCase) || key.EndsWith("Password", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The configuration cannot be used; the message is for the operator.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
