using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SocialRx.Bot.Keys;

/// <summary>Wraps the secret part of a key of the ring with the service's own key.</summary>
internal sealed class RingEncryptor(ServiceKeys keys) : IXmlEncryptor
{
    internal static readonly XName Wrapped = "wrapped";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Wrapped, keys.Wrap(plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(RingDecryptor));
}

/// <summary>Named in the ring, and made by Data Protection with its services.</summary>
internal sealed class RingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<ServiceKeys>().Unwrap(encryptedElement.Value));
}
