using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>
/// The spreadsheet an organisation can fill in: headings, a row that says what goes where, two rows of a made-up town that are never imported, lists to choose from and
/// a page of notes.
/// </summary>
internal static class SheetTemplate
{
    private const string ExampleMark = "Example:";
    private const uint LastRowWithLists = 2_000;

    private static readonly SheetColumn[] Columns =
    [
        SheetColumn.Name, SheetColumn.Organisation, SheetColumn.Description, SheetColumn.Categories, SheetColumn.Ages, SheetColumn.Cost, SheetColumn.When, SheetColumn.TermTimeOnly, SheetColumn.FirstDay, SheetColumn.LastDay,
        SheetColumn.Venue, SheetColumn.Address, SheetColumn.PostcodeOfVenue, SheetColumn.Online, SheetColumn.Access, SheetColumn.OnlyFor, SheetColumn.Newcomers, SheetColumn.OneToOne, SheetColumn.Referral,
        SheetColumn.HowToJoin, SheetColumn.Phone, SheetColumn.Email, SheetColumn.Web, SheetColumn.SpokenLanguages, SheetColumn.Setting, SheetColumn.SafetyChecks, SheetColumn.AreaServed, SheetColumn.GettingThere,
        SheetColumn.LastChecked, SheetColumn.Status, SheetColumn.Id,
    ];

    private static readonly Dictionary<SheetColumn, (string First, string Second)> Examples = new()
    {
        [SheetColumn.Name] = ($"{ExampleMark} Quarry Hill Climbers", $"{ExampleMark} Tuesday Night In"),
        [SheetColumn.Organisation] = ("Fernbridge Outdoors", "Northgate Youth Trust"),
        [SheetColumn.Description] = ("Indoor climbing with people who show you how. Shoes can be borrowed.", "Somewhere warm to be, games, food, and somebody to talk to if you want."),
        [SheetColumn.Categories] = ("Sports; Outdoors", "Youth club; Board games"),
        [SheetColumn.Ages] = ("11-16", "Years 9-11"),
        [SheetColumn.Cost] = ("£2 per session, first one free", "Free"),
        [SheetColumn.When] = ("Mon & Wed 16:00-17:30", "Tuesdays 6-8.30pm"),
        [SheetColumn.TermTimeOnly] = ("Yes", "No"),
        [SheetColumn.Venue] = ("Quarry Hill Leisure Centre", "Northgate Hall"),
        [SheetColumn.Address] = ("Quarry Lane, Fernbridge", "2 Mill Lane, Fernbridge"),
        [SheetColumn.PostcodeOfVenue] = ("FB3 2QH", "FB2 1NG"),
        [SheetColumn.Online] = ("No", "No"),
        [SheetColumn.Access] = ("Step-free; accessible toilet", "Quiet space"),
        [SheetColumn.OnlyFor] = ("", "Young carers"),
        [SheetColumn.Newcomers] = ("Yes", "Yes"),
        [SheetColumn.OneToOne] = ("No", "No"),
        [SheetColumn.Referral] = ("No", "No"),
        [SheetColumn.HowToJoin] = ("Just turn up ten minutes early.", "Text us first."),
        [SheetColumn.Email] = ("hello@outdoors.fernbridge.example", "hello@northgate.fernbridge.example"),
        [SheetColumn.Web] = ("https://outdoors.fernbridge.example", "https://northgate.fernbridge.example"),
        [SheetColumn.SpokenLanguages] = ("", "Urdu; Polish"),
        [SheetColumn.Setting] = ("Indoors", "Indoors"),
        [SheetColumn.SafetyChecks] = ("DBS; first aid", "DBS; safeguarding policy"),
        [SheetColumn.GettingThere] = ("Bus 7 stops outside.", "The door is round the back."),
        [SheetColumn.LastChecked] = ("01/10/2026", "01/10/2026"),
        [SheetColumn.Status] = ("Active", "Active"),
    };

    // One value to choose; anything else is refused by the spreadsheet.
    private static readonly Dictionary<SheetColumn, string> Lists = new()
    {
        [SheetColumn.TermTimeOnly] = "Yes,No",
        [SheetColumn.Online] = "Yes,No",
        [SheetColumn.Newcomers] = "Yes,No",
        [SheetColumn.OneToOne] = "Yes,No",
        [SheetColumn.Referral] = "Yes,No",
        [SheetColumn.Setting] = "Indoors,Outdoors,Indoors and outdoors",
        [SheetColumn.Status] = "Active,Closed",
    };

    private static readonly string[] Notes =
    [
        "How to fill this in",
        "One row is one activity at one place. Only the name has to be there; the more is said, the more young people find it, and the fewer come for nothing.",
        "Write over the examples or leave them: rows whose name begins with \"Example:\" are never imported.",
        "Columns you do not need can stay empty or go. Their order does not matter; their headings do.",
        "The same activity at another time may stand in another row with everything else the same: the times are put together.",
        "Do not write anybody's private number, address or name. What stands here is shown to young people and may be published.",
        "What cannot be read is listed by row and column when the file is imported; the rest of the row is kept.",
        "Tip: a spreadsheet may take ages such as 8-12 for a date. Put an apostrophe before them ('8-12) to keep them.",
    ];

    /// <summary>True for the row below the headings that says what goes where.</summary>
    public static bool IsHelp(SheetHeader header, SheetRow row) => header.Value(SheetColumn.Name, row) == SheetColumn.Name.Help;

    public static bool IsExample(SheetHeader header, SheetRow row) => header.Value(SheetColumn.Name, row).StartsWith(ExampleMark, StringComparison.OrdinalIgnoreCase);

    public static void WriteCsv(Stream to)
    {
        // With a byte order mark, or Excel takes the pound sign for two other letters.
        using var csv = CsvWriter.Create(to, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var row in Rows())
        {
            foreach (var cell in row)
                csv.WriteField(cell);
            csv.EndRecord();
        }

        csv.Flush();
    }

    public static void WriteWorkbook(Stream to)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets);
        AddSheet(book, sheets, "Activities", Activities());
        AddSheet(book, sheets, "Notes", NotesSheet());
    }

    private static IEnumerable<IEnumerable<string>> Rows() =>
    [
        Columns.Select(column => column.Heading),
        Columns.Select(column => column.Help),
        Columns.Select(column => Examples.GetValueOrDefault(column).First ?? ""),
        Columns.Select(column => Examples.GetValueOrDefault(column).Second ?? ""),
    ];

    private static void AddSheet(WorkbookPart book, DocumentFormat.OpenXml.Spreadsheet.Sheets sheets, string name, Worksheet sheet)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet;
        sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name });
    }

    // The order of the parts is the schema's.
    private static Worksheet Activities() => new(
        new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
        new DocumentFormat.OpenXml.Spreadsheet.Columns(Columns.Select((column, at) => new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = column == SheetColumn.Description ? 50 : 24, CustomWidth = true, Style = Style.Plain })),
        new SheetData(Rows().Select((cells, at) => Row(at + 1, cells, at switch { 0 => Style.Heading, 1 => Style.Help, _ => Style.Plain }))),
        Validations());

    private static DataValidations Validations()
    {
        var lists = Columns.Select((column, at) => Validation(column, Letters(at)));
        return new DataValidations(lists) { Count = (uint)Columns.Length };
    }

    // Every cell says what goes into it when it is chosen.
    private static DataValidation Validation(SheetColumn column, string letters)
    {
        var list = Lists.GetValueOrDefault(column);
        var validation = new DataValidation
        {
            Type = list is null ? DataValidationValues.None : DataValidationValues.List,
            AllowBlank = true,
            ShowInputMessage = true,
            ShowErrorMessage = list is not null,
            PromptTitle = column.Heading,
            Prompt = column.Help,
            SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letters}3:{letters}{LastRowWithLists}" },
        };
        if (list is not null)
            validation.Append(new Formula1($"\"{list}\""));
        return validation;
    }

    private static Worksheet NotesSheet()
    {
        var lines = Notes.Select(note => (IEnumerable<string>)[note]).Append([""]).Concat(Columns.Select(column => (IEnumerable<string>)[column.Heading, column.Help]));
        return new Worksheet(
            new DocumentFormat.OpenXml.Spreadsheet.Columns(new Column { Min = 1, Max = 1, Width = 32, CustomWidth = true }, new Column { Min = 2, Max = 2, Width = 100, CustomWidth = true }),
            new SheetData(lines.Select((cells, at) => Row(at + 1, cells, at == 0 ? Style.Heading : 0))));
    }

    // Texts stand in the cells themselves and are of the kind "text", so that none of them is ever a formula.
    private static Row Row(int number, IEnumerable<string> cells, uint style) =>
        new(cells.Select((text, at) => new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = $"{Letters(at)}{number}", DataType = CellValues.InlineString, StyleIndex = style })) { RowIndex = (uint)number };

    private static string Letters(int at) => at < 26 ? $"{(char)('A' + at)}" : $"{(char)('A' + (at / 26) - 1)}{(char)('A' + (at % 26))}";

    // Columns are of the number format "text" (49): what is typed stays as it was typed, ages and leading zeros too.
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold()), new Font(new Italic(), new Color { Rgb = "FF595959" })) { Count = 3 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(new CellFormat(), Format(font: 0, wraps: false), Format(font: 1, wraps: true), Format(font: 2, wraps: true)) { Count = 4 });

    private static CellFormat Format(uint font, bool wraps) =>
        new(new Alignment { WrapText = wraps, Vertical = VerticalAlignmentValues.Top }) { NumberFormatId = 49, FontId = font, FillId = 0, BorderId = 0, FormatId = 0, ApplyNumberFormat = true, ApplyFont = true, ApplyAlignment = true };

    private static class Style
    {
        public const uint Plain = 1;
        public const uint Heading = 2;
        public const uint Help = 3;
    }
}
