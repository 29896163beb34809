using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Local low-rank reconstruction: every patch of the matrix is replaced by an approximation of low rank.</summary>
/// <remarks>
/// Observed cells take their reconstructed value, clipped to 0 .. the largest observed value; beside them stand the strongest of the cells
/// that were filled in. The dense reconstruction is never stored: rows are made one at a time, and only what may enter is kept.
/// </remarks>
public static class LocalReconstruction
{
    /// <summary>Reconstructs <paramref name="x"/> (users × items).</summary>
    /// <param name="x">Observed cells; empty rows and columns stay empty.</param>
    /// <param name="options">Shape and size of the patches, rank, share of new cells.</param>
    /// <param name="random">Deals rows and columns to patches; not used where they are taken in order. One seed gives one result, whatever the number of cores.</param>
    /// <param name="cancel">Stops between patches.</param>
    /// <returns>users × items: all observed cells, and ρ × as many new ones where there are so many with a value above 0.</returns>
    public static CsrMatrix Reconstruct(CsrMatrix x, LocalReconstructionOptions options, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var patches = Patches(x, options, random, cancel);
        var highest = x.NonZeros == 0 ? 0f : Math.Max(0f, System.Numerics.Tensors.TensorPrimitives.Max(x.Values));
        var observed = new float[x.NonZeros];
        var limit = (int)Math.Min(Array.MaxLength, options.Density * x.NonZeros);
        var strongest = new StrongestCells(limit);
        var merging = new Lock();
        Cores.ForEachChunk(
            patches.Patches,
            1,
            () => new PatchWriter(x, observed, highest, new StrongestCells(limit)),
            (chunk, writer) =>
            {
                cancel.ThrowIfCancellationRequested();
                patches.Reconstruct(chunk.Start, writer);
                // A set of the strongest by a total order: the order in which threads hand over does not matter.
                lock (merging)
                    strongest.TakeFrom(writer.NewCells);
            }
        );
        return Assemble(x, observed, strongest.Sorted());
    }

    private static IPatchReconstructor Patches(CsrMatrix x, LocalReconstructionOptions options, SeededRandom random, CancellationToken cancel)
    {
        if (options.Shape is PatchShape.Whole)
            return WholeReconstructor.Prepare(x, options, random, cancel);
        var users = PatchAssignment.Split(x.Rows, options.Patch, options.Shuffled, random);
        return options.Shape is PatchShape.Slab
            ? new SlabReconstructor(users, options.Rank)
            : new SquareReconstructor(users, PatchAssignment.Split(x.Columns, options.Patch, options.Shuffled, random), options.Rank);
    }

    private static CsrMatrix Assemble(CsrMatrix x, float[] observed, ReadOnlySpan<Cell> added)
    {
        var starts = new int[x.Rows + 1];
        var columns = new int[x.NonZeros + added.Length];
        var values = new float[columns.Length];
        var at = 0;
        var next = 0;
        for (var r = 0; r < x.Rows; r++)
        {
            var own = x.ColumnsOf(r);
            for (var e = 0; e < own.Length || (next < added.Length && added[next].Row == r); at++)
            {
                var takeNew = next < added.Length && added[next].Row == r && (e == own.Length || added[next].Column < own[e]);
                (columns[at], values[at]) = takeNew ? (added[next].Column, added[next].Value) : (own[e], observed[x.RowStarts[r] + e]);
                next += takeNew ? 1 : 0;
                e += takeNew ? 0 : 1;
            }

            starts[r + 1] = at;
        }

        return CsrMatrix.FromArrays(x.Rows, x.Columns, starts, columns, values);
    }
}
