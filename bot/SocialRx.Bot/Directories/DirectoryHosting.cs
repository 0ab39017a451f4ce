using SocialRx.Bot.Configuration;

namespace SocialRx.Bot.Directories;

/// <summary>Adds the activity directory to the host.</summary>
internal static class DirectoryHosting
{
    public static void AddDirectory(this WebApplicationBuilder builder)
    {
        builder.AddSection<DirectoryOptions>();
        builder.Services.AddSingleton(services => TermDates.Load(services.GetRequiredService<DirectoryOptions>().TermDates));
        builder.Services.AddHostedService<DirectoryIndex>();
        builder.Services.AddHostedService<SampleDirectory>();
    }
}
