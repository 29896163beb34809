using System.Security.Cryptography;

namespace LowRankDefense.Lab.Output;

/// <summary>A file that a result was made from.</summary>
/// <param name="Option">The option that named it, or its folder.</param>
/// <param name="Path">What was typed there.</param>
/// <param name="File">Name of the file, which a path to a folder leaves open.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal, as <c>sha256sum</c> prints it.</param>
internal sealed record InputFile(string Option, string Path, string File, string Sha256)
{
    /// <summary>Reads a file for its hash.</summary>
    /// <param name="option">The option that named it, or its folder.</param>
    /// <param name="path">What was typed there.</param>
    /// <param name="file">Where the file is.</param>
    public static InputFile Of(string option, string path, string file)
    {
        using var bytes = System.IO.File.OpenRead(file);
        return new InputFile(option, path, System.IO.Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
