using System.IO.Compression;
using System.Text;

namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>Takes files out of what they are packed in.</summary>
internal static class Unpacked
{
    /// <summary>Writes the files of a packed one.</summary>
    /// <param name="file">What it is.</param>
    /// <param name="packed">Where it is; gone where it was not packed.</param>
    /// <param name="folder">Folder to write into; it is there.</param>
    /// <param name="stop">Stops between files, and within a compressed one.</param>
    /// <exception cref="InvalidDataException">It is not packed so, or a file in it would come to stand outside the folder: then nothing is written.</exception>
    public static async Task To(RemoteFile file, string packed, string folder, CancellationToken stop)
    {
        switch (file.Packing)
        {
            case Packing.Gzip:
                await Inflate(file, packed, Inside(folder, Path.GetFileNameWithoutExtension(file.Name), file.Name), stop);
                break;
            case Packing.Zip:
                await Unzip(file, packed, folder, stop);
                break;
            default:
                File.Move(packed, Inside(folder, file.Name, file.Name));
                break;
        }
    }

    private static async Task Inflate(RemoteFile file, string packed, string path, CancellationToken stop)
    {
        await using var source = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        await using var target = new FileStream(path, FileMode.CreateNew);
        if (file.Header is { } header)
            await target.WriteAsync(Encoding.UTF8.GetBytes(header + "\n"), stop);
        await source.CopyToAsync(target, stop);
    }

    private static async Task Unzip(RemoteFile file, string packed, string folder, CancellationToken stop)
    {
        using var archive = ZipFile.OpenRead(packed);
        var entries = archive.Entries.Select(entry => (Entry: entry, Name: entry.FullName.Replace('\\', '/'))).ToList();
        foreach (var (_, name) in entries)
            Inside(folder, name, file.Name);
        foreach (var (entry, name) in entries)
        {
            if (!name.StartsWith(file.Folder, StringComparison.Ordinal) || name.EndsWith('/'))
                continue;
            var path = Inside(folder, name[file.Folder.Length..], file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var source = entry.Open();
            await using var target = new FileStream(path, FileMode.CreateNew);
            await source.CopyToAsync(target, stop);
        }
    }

    // Neither '..' nor a path from the root leads out.
    private static string Inside(string folder, string name, string archive)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException(
                $"{archive} has a file '{name}', which would come to stand outside the folder: it is not what it ought to be, and nothing was unpacked."
            );
    }
}
