using SocialRx.Domain.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>Reads consultations from the file an organisation keeps them in, and says what is wrong with it.</summary>
public static class ConsultationFile
{
    /// <exception cref="InvalidDataException">The file is missing or is not what it should be; the message is for the operator.</exception>
    public static Consultations Read(string path) => ConsultationText.Read(Text(path)) switch
    {
        ConsultationReading.Read read => new Consultations(read.All),
        ConsultationReading.Refused refused => throw new InvalidDataException($"Consultations:File \"{path}\" cannot be used: {string.Join("; ", refused.Problems)}."),
        _ => throw new InvalidOperationException("A reading has two kinds."),
    };

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"Consultations:File \"{path}\" cannot be read: {error.Message}", error);
        }
    }
}
