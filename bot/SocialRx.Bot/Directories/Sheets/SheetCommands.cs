using System.CommandLine;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>The verb "directory template".</summary>
internal static class SheetCommands
{
    private const int Done = 0;
    private const int NotDone = 1;

    public static Command Template()
    {
        var file = new Argument<string>("file") { Description = "A name that ends in .xlsx or .csv", DefaultValueFactory = _ => "activities.xlsx" };
        var command = new Command("template", "Writes a spreadsheet an organisation can fill in with what it offers.") { file };
        command.SetAction(parsed => Write(parsed.GetValue(file)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Write(string path, TextWriter output)
    {
        var isWorkbook = path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
        if (!isWorkbook && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            output.WriteLine("The name should end in .xlsx or .csv.");
            return NotDone;
        }

        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
            if (isWorkbook)
                SheetTemplate.WriteWorkbook(file);
            else
                SheetTemplate.WriteCsv(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"{path} was not written: {(File.Exists(path) ? "there is such a file already" : "the folder is not there, or nobody may write there")}");
            return NotDone;
        }

        output.WriteLine($"{path} is there to be filled in. `directory import {path}` reads it.");
        return Done;
    }
}
