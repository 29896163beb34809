namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>A file of a data set, as its owner offers it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Checksums">What its bytes are held against: all of them are to fit.</param>
/// <param name="Packing">How it is packed; the files in an archive keep their names, a compressed one loses its ending.</param>
public sealed record RemoteFile(Uri Address, IReadOnlyList<Checksum> Checksums, Packing Packing = Packing.None)
{
    /// <summary>Folder of an archive whose files are taken; of others none are.</summary>
    /// <value>Empty: all files. Ends with a slash.</value>
    public string Folder { get; init; } = "";

    /// <summary>A line that is written above a compressed file, which names its columns for <see cref="RatingReader"/>; null for none.</summary>
    public string? Header { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Address.Segments[^1];

    /// <summary>Where a mirror has it: under the same name.</summary>
    /// <param name="mirror">Folder of the mirror; null for the owner.</param>
    public Uri At(Uri? mirror) => mirror is null ? Address : new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{Name}");
}
