using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SocialRx.Tests.Bot.Directories.Sheets;

/// <summary>Workbooks as other programs write them.</summary>
internal static class SomeWorkbook
{
    /// <param name="merged">Ranges such as "A2:A3".</param>
    public static void Write(string path, IReadOnlyList<IReadOnlyList<object?>> rows, IReadOnlyList<string>? merged = null, string name = "Clubs", bool macros = false)
    {
        using var document = SpreadsheetDocument.Create(path, macros ? SpreadsheetDocumentType.MacroEnabledWorkbook : SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        if (macros)
            book.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1, 2, 3]));
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }, new CellFormat { NumberFormatId = 20, ApplyNumberFormat = true }));
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(new SheetData(rows.Select((row, at) => new Row(row.Select((value, column) => Cell(value, $"{(char)('A' + column)}{at + 1}"))) { RowIndex = (uint)at + 1 })));
        if (merged is not null)
            part.Worksheet.Append(new MergeCells(merged.Select(range => new MergeCell { Reference = range })));
        book.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = name }));
    }

    private static Cell Cell(object? value, string reference)
    {
        var cell = Cell(value);
        cell.CellReference = reference;
        return cell;
    }

    private static Cell Cell(object? value) => value switch
    {
        null => new Cell(),
        DateOnly day => new Cell(new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate())) { StyleIndex = 1 },
        TimeOnly time => new Cell(new CellValue(time.ToTimeSpan().TotalDays)) { StyleIndex = 2 },
        double number => new Cell(new CellValue(number)),
        Formula formula => new Cell(new CellFormula(formula.Text), new CellValue(formula.Value)) { DataType = CellValues.String },
        _ => new Cell(new InlineString(new Text(value.ToString()!))) { DataType = CellValues.InlineString },
    };

    internal sealed record Formula(string Text, string Value);
}
