using SocialRx.Bot;
using SocialRx.Bot.Configuration;
using SocialRx.Storage;

try
{
    return await Commands.RunAsync(args);
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
catch (StorageException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
