using System.Globalization;
using LowRankDefense.Core.Reconstruction;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>One way to reconstruct a matrix, as it is written on a command line: <c>square:300:80</c>, <c>slab:100:90</c> or <c>whole:3500</c>.</summary>
/// <param name="Shape">What a patch is.</param>
/// <param name="Patch">Users of a patch and, for squares, items of it; 0 for the whole matrix.</param>
/// <param name="Rank">Rank kept.</param>
public sealed record ReconstructionSetting(PatchShape Shape, int Patch, int Rank)
{
    private const string Forms = "write square:PATCH:RANK, slab:PATCH:RANK or whole:RANK";

    /// <summary>The setting that <paramref name="text"/> writes.</summary>
    /// <exception cref="FormatException">It does not; the message says what is wrong and how it is written.</exception>
    public static ReconstructionSetting Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        if (!Enum.TryParse<PatchShape>(parts[0], ignoreCase: true, out var shape) || !Enum.IsDefined(shape))
            throw new FormatException($"'{text}' names no shape of patches: {Forms}.");
        var numbers = Array.ConvertAll(parts[1..], part => Number(part, text));
        return (shape, numbers) switch
        {
            (PatchShape.Whole, [var rank]) => new ReconstructionSetting(shape, 0, rank),
            (not PatchShape.Whole, [var patch, var rank]) => new ReconstructionSetting(shape, patch, rank),
            _ => throw new FormatException($"'{text}' has {numbers.Length} numbers: {Forms}."),
        };
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Shape.ToString().ToLowerInvariant()}:{(Shape is PatchShape.Whole ? "" : $"{Patch}:")}{Rank}");

    private static int Number(string part, string text) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10_000
            ? number
            : throw new FormatException($"'{part}' in '{text}' is not a number from 1 to 10000: {Forms}.");
}
