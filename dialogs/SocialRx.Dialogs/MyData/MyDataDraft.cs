using System.Text.Json.Serialization;
using SocialRx.Dialogs.Forms;

namespace SocialRx.Dialogs.MyData;

/// <summary>What somebody is doing with their data; holds nothing of the data but the words it was last shown in, until they are done.</summary>
internal sealed record MyDataDraft : Draft<MyDataDraft>
{
    public const string Deletes = "delete";
    public const string TakesBack = "take-back";
    public const string Changes = "change";
    public const string ChangesContact = "contact";
    public const string Complains = "complain";

    /// <summary>What is known, in words; null until it was looked up.</summary>
    public string? Known { get; init; }
    public bool HasShown { get; init; }

    /// <summary>Purposes the person has said yes to, when looked up.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Decisions with their receipts, in words, when looked up.</summary>
    public string? Receipts { get; init; }

    /// <summary>What there is to be put right, when looked up: names of questions, or <see cref="ChangesContact"/>.</summary>
    public IReadOnlyList<string> Changeable { get; init; } = [];

    /// <summary>One of the above, or nothing in particular.</summary>
    public string? Doing { get; init; }
    public string? TookBack { get; init; }
    public string? Receipt { get; init; }

    /// <summary>Name of the question to be asked again.</summary>
    public string? Corrects { get; init; }
    public bool IsDone { get; init; }
    public bool IsDeleted { get; init; }

    /// <summary>Just written, and stored elsewhere: not part of what is remembered.</summary>
    [JsonIgnore]
    public string? Complaint { get; init; }

    /// <inheritdoc cref="Complaint"/>
    [JsonIgnore]
    public string? Contact { get; init; }

    [JsonIgnore]
    public override bool EndsEverything => IsDeleted;

    /// <summary>As it is remembered.</summary>
    public MyDataDraft AsKept() => this with { Complaint = null, Contact = null, Known = IsDone ? null : Known, Receipts = IsDone ? null : Receipts };
}
