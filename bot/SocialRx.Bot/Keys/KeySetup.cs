using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Turn;
using SocialRx.Storage;

namespace SocialRx.Bot.Keys;

internal static class KeySetup
{
    /// <summary>The service's key file, and what is made with it: pseudonyms, the ring that seals personal text, the keys of tokens.</summary>
    public static WebApplicationBuilder AddKeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => Read(KeyFile(provider.GetRequiredService<TurnOptions>(), provider.GetRequiredService<StorageOptions>())));
        services.AddSingleton<RingStore>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<TokenKeys>();
        services.AddHostedService<KeyRenewal>();
        services.AddDataProtection()
            .SetApplicationName("SocialRx")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddOptions<KeyManagementOptions>().Configure<RingStore, ServiceKeys>((ring, store, keys) =>
        {
            ring.XmlRepository = store;
            ring.XmlEncryptor = new RingEncryptor(keys);
            ring.AutoGenerateKeys = false;
        });
        return builder;
    }

    /// <summary>Before anything personal is read or written.</summary>
    /// <exception cref="ConfigurationException">The database's keys belong to another key file.</exception>
    public static async Task OpenKeysAsync(this WebApplication app, PersonalText text, CancellationToken stop)
    {
        text.Use(await app.Services.GetRequiredService<KeyRing>().OpenAsync(stop));
        await KeyRenewal.RenewTokenKeysAsync(app.Services, stop);
    }

    private static ServiceKeys Read(string file)
    {
        try
        {
            return ServiceKeys.Open(file);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The key file \"{file}\" (Turn:KeyFile) cannot be used: {error.Message}", error);
        }
    }

    internal static string KeyFile(TurnOptions options, StorageOptions storage) =>
        options.KeyFile.Length > 0 ? options.KeyFile
        : storage.File == ":memory:" ? Path.Combine(Path.GetTempPath(), "socialrx-memory.key")
        : Path.ChangeExtension(storage.File, ".key");
}
