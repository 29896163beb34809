namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>Downloads data sets, holds their bytes against what is known of them, and unpacks them: all or nothing.</summary>
/// <param name="client">Asks the owners; its own timeout has to be infinite.</param>
/// <param name="options">How patient downloads are.</param>
public sealed class DataSetFetcher(HttpClient client, DownloadOptions options)
{
    private readonly FileDownload download = new(client, options);

    /// <summary>Makes the folder of a data set, as <see cref="DataSet.Load"/> reads it.</summary>
    /// <param name="set">What.</param>
    /// <param name="folder">Folder to make, and those above it where they are missing.</param>
    /// <param name="mirror">Folder that has the files under the names that they have at their owner's; null for the owner.</param>
    /// <param name="seen">Told which share of the files has come.</param>
    /// <param name="stop">Gives up; nothing is left.</param>
    /// <exception cref="InvalidDataException">The folder is there already, or a file is not what it ought to be.</exception>
    /// <exception cref="DownloadException">A file cannot be had.</exception>
    public async Task Fetch(RemoteDataSet set, string folder, Uri? mirror, Action<double> seen, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(seen);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(target))
            throw new InvalidDataException($"{target} is there already, and nothing is written over: remove it, or name another folder with --out.");
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        var data = Directory.CreateDirectory(Path.Combine(unfinished, "data")).FullName;
        try
        {
            for (var f = 0; f < set.Files.Count; f++)
            {
                var (file, before, packed) = (set.Files[f], f, Path.Combine(unfinished, "packed"));
                await download.Run(file.At(mirror), packed, share => seen((before + share) / set.Files.Count), stop);
                foreach (var checksum in file.Checksums)
                    await checksum.Verify(packed, file.At(mirror), stop);
                await Unpacked.To(file, packed, data, stop);
                File.Delete(packed);
            }

            Directory.Move(data, target);
        }
        finally
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }
}
