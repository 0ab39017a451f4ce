using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A listing as it lies in the database, with what it is found by.</summary>
internal sealed record ListingRow
{
    /// <summary>A stem of every listing that is online or without a place, and of no other.</summary>
    public const string Unplaced = "~";

    /// <summary>A stem of every listing with a place in that tile of the grid, and of no other.</summary>
    public static string InTile(long tile) => string.Create(CultureInfo.InvariantCulture, $"{Unplaced}{tile}");

    private const double FromAny = -1;
    private const double ToAny = 1_000;

    /// <summary>Of the reading it is gathered in.</summary>
    public string StagingId { get; init; } = "";

    public required string ListingId { get; init; }
    public required string SourceId { get; init; }
    public required string RecordId { get; init; }
    public required string Name { get; init; }
    public required double? MinimumAge { get; init; }
    public required double? MaximumAge { get; init; }
    public required double? Latitude { get; init; }
    public required double? Longitude { get; init; }
    public required int IsOnline { get; init; }
    public required int IsFree { get; init; }
    public required DateTimeOffset LastModified { get; init; }
    public required string Fingerprint { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public required long Cell { get; init; }
    public required double FromAge { get; init; }
    public required double ToAge { get; init; }
    public required long Days { get; init; }
    public required long Themes { get; init; }
    public required int MainTheme { get; init; }
    public required long OnlyFor { get; init; }
    public required long Offers { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CurrentUntil { get; init; }

    /// <inheritdoc cref="CurrentUntil"/>
    public required long CheckedUntil { get; init; }
    public required int Merit { get; init; }
    public required int Welcome { get; init; }
    public required long Lot { get; init; }
    public required string Words { get; init; }

    public static ListingRow Of(Listing listing, DateTimeOffset now)
    {
        var body = ListingJson.Write(listing);
        var cell = Grid.Cell(listing);
        return new ListingRow
        {
            ListingId = listing.Id,
            SourceId = listing.SourceId,
            RecordId = listing.Id[(listing.SourceId.Length + 1)..],
            Name = listing.Name,
            MinimumAge = (double?)listing.MinimumAge,
            MaximumAge = (double?)listing.MaximumAge,
            Latitude = listing.Location?.Latitude,
            Longitude = listing.Location?.Longitude,
            IsOnline = listing.IsOnline ? 1 : 0,
            IsFree = listing.Cost is Cost.Free ? 1 : 0,
            LastModified = listing.LastModified,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)), 0, 16),
            Body = body,
            UpdatedAt = now,
            Cell = cell,
            FromAge = (double?)listing.MinimumAge ?? FromAny,
            ToAge = (double?)listing.MaximumAge ?? ToAny,
            Days = ListingSigns.Days(listing),
            Themes = ListingSigns.Signature(listing.Themes),
            MainTheme = ListingSigns.MainTheme(listing),
            OnlyFor = ListingSigns.Signature(listing.OnlyFor),
            Offers = ListingSigns.Signature(ListingSigns.Offers(listing)),
            CurrentUntil = ListingSigns.CurrentUntil(listing).ToUnixTimeSeconds(),
            CheckedUntil = ListingSigns.CheckedUntil(listing).ToUnixTimeSeconds(),
            Merit = ListingSigns.Merit(listing),
            Welcome = ListingSigns.Welcome(listing),
            Lot = ListingSigns.Lot(listing.Id),
            Words = string.Join(' ', [.. ListingSigns.Stems(listing), cell < 0 ? Unplaced : InTile(Grid.Tile(cell))]),
        };
    }
}
