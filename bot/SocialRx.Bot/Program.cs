using SocialRx.Bot;
using SocialRx.Bot.Configuration;

try
{
    return await Commands.RunAsync(args);
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
