using SocialRx.Bot.Configuration;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Language.Prompts;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.CoDesign;

/// <summary>Consultations in the process: those of the file are taken into the database, and the book of all of them is kept up to date.</summary>
internal static class ConsultationHosting
{
    /// <exception cref="ConfigurationException">The file of consultations cannot be used.</exception>
    public static async Task AddConsultationsAsync(this WebApplicationBuilder builder, Database database, ProgrammeOptions programme, TimeProvider clock, CancellationToken stop)
    {
        var options = builder.AddSection<ConsultationOptions>();
        var written = options.File.Length == 0 ? new Consultations([]) : Read(Path.Combine(builder.Environment.ContentRootPath, options.File));
        var notOpened = await ImportAsync(database, programme.Id, written, clock, stop);
        var book = new ConsultationBook(await database.ReadAsync(connection => ConsultationShelf.Opened(connection, programme.Id), stop));
        builder.Services.AddSingleton(book);
        builder.Services.AddHostedService(services => new ConsultationWatch(database, programme, book, notOpened, clock, services.GetRequiredService<ILogger<ConsultationWatch>>()));
    }

    /// <summary>Ids of those that were taken in but not opened, because young people could not read them or would be asked who they are.</summary>
    /// <exception cref="ConfigurationException">A question that people were asked would mean something else under the same id.</exception>
    internal static async Task<IReadOnlyList<string>> ImportAsync(Database database, string programmeId, Consultations written, TimeProvider clock, CancellationToken stop)
    {
        var notOpened = new List<string>();
        foreach (var consultation in written.All)
        {
            var mayBeAsked = PromptCheck.MayBeAsked(consultation);
            var outcome = await database.WriteAsync(connection => ConsultationShelf.Import(connection, programmeId, consultation, mayBeAsked, clock.GetUtcNow()), stop);
            if (outcome is ImportOutcome.Refused refused)
                throw new ConfigurationException($"Consultations:File: \"{consultation.Id}\": {string.Join(" ", refused.Because)}");
            if (!mayBeAsked)
                notOpened.Add(consultation.Id);
        }

        return notOpened;
    }

    private static Consultations Read(string path)
    {
        try
        {
            return ConsultationFile.Read(path);
        }
        catch (InvalidDataException error)
        {
            throw new ConfigurationException(error.Message, error);
        }
    }
}
