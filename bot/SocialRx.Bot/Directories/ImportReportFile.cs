using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Writes every problem of a reading to a file as it comes: a JSON list when the file is called .json, else CSV.</summary>
internal sealed class ImportReportFile : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Ids are other people's words, and a spreadsheet runs what begins with "=".
    private static readonly CsvWriterOptions Harmless = new() { Injection = CsvInjection.Escape };

    private readonly Utf8JsonWriter? _json;
    private readonly CsvWriter? _csv;
    private readonly FileStream _file;

    private ImportReportFile(string file)
    {
        _file = File.Create(file);
        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            _json = new Utf8JsonWriter(_file, Readable);
            _json.WriteStartArray();
            return;
        }

        _csv = CsvWriter.Create(_file, Harmless, leaveOpen: true);
        _csv.WriteRecord(["record", "field", "effect", "why"]);
    }

    public static ImportReportFile Create(string file) => new(file);

    public void Add(ImportProblem problem)
    {
        if (_json is null)
        {
            _csv!.WriteRecord([problem.RecordId, problem.Field, problem.Effect, problem.Why]);
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("record", problem.RecordId);
        _json.WriteString("field", problem.Field);
        _json.WriteString("effect", problem.Effect);
        _json.WriteString("why", problem.Why);
        _json.WriteEndObject();
        if (_json.BytesPending > 65_536)
            _json.Flush();
    }

    public void Dispose()
    {
        _json?.WriteEndArray();
        _json?.Dispose();
        _csv?.Dispose();
        _file.Dispose();
    }
}
