using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>Writes every problem of a reading to a file as it comes: a JSON list when the file is called .json, else CSV.</summary>
internal sealed class ImportReportFile : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Ids are other people's words, and a spreadsheet runs what begins with "=".
    private static readonly CsvConfiguration Harmless = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

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

        _csv = new CsvWriter(new StreamWriter(_file), Harmless);
        Row("record", "field", "effect", "why");
    }

    public static ImportReportFile Create(string file) => new(file);

    public void Add(ImportProblem problem)
    {
        if (_json is null)
        {
            Row(problem.RecordId, problem.Field, problem.Effect, problem.Why);
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

    private void Row(params string[] fields)
    {
        foreach (var field in fields)
            _csv!.WriteField(field);
        _csv!.NextRecord();
    }
}
