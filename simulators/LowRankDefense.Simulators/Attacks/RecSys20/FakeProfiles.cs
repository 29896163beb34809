using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>The profiles that an attack improves: descended with momentum, and put back to clicked or not after each step.</summary>
internal sealed class FakeProfiles
{
    // As the authors have it: a profile with more clicks is nobody's to copy.
    private const int LongestCopied = 100;
    private readonly RecSys20Options options;
    private readonly int[] fixedItems;

    /// <summary>Profiles as they stand.</summary>
    /// <param name="clicked">Fakes × items, 0 or 1.</param>
    /// <param name="momentum">Fakes × items.</param>
    /// <param name="options">Of the steps.</param>
    /// <param name="targets">Columns of the targets.</param>
    public FakeProfiles(DenseMatrix clicked, DenseMatrix momentum, RecSys20Options options, IReadOnlyList<int> targets)
    {
        (Clicked, Momentum, this.options) = (clicked, momentum, options);
        fixedItems = options.ClickTargets ? [.. targets] : [];
        Fix();
    }

    /// <summary>Fakes × items: 1 where a fake clicks, else 0.</summary>
    public DenseMatrix Clicked { get; }

    /// <summary>Momentum of the steps: fakes × items.</summary>
    public DenseMatrix Momentum { get; }

    /// <summary>Copies of genuine profiles.</summary>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="count">How many fakes.</param>
    /// <param name="targets">Columns of the targets.</param>
    /// <param name="options">Whom they copy.</param>
    /// <param name="random">Draws whom, where that is drawn.</param>
    /// <exception cref="ArgumentException">Fewer genuine profiles are short enough.</exception>
    public static FakeProfiles CopiedFrom(CsrMatrix genuine, int count, IReadOnlyList<int> targets, RecSys20Options options, SeededRandom random)
    {
        int[] shortEnough = [.. Enumerable.Range(0, genuine.Rows).Where(u => genuine.CountOf(u) is > 0 and <= LongestCopied)];
        if (shortEnough.Length < count)
        {
            throw new ArgumentException(
                $"{count} fakes begin as copies of genuine profiles of {LongestCopied} clicks at most, of which there are {shortEnough.Length}: ask for fewer fakes."
            );
        }

        if (options.Start == FakeStart.Random)
            random.Shuffle<int>(shortEnough);
        var clicked = new DenseMatrix(count, genuine.Columns);
        for (var f = 0; f < count; f++)
        {
            foreach (var item in genuine.ColumnsOf(shortEnough[f]))
                clicked[f, item] = 1f;
        }

        return new FakeProfiles(clicked, new DenseMatrix(count, genuine.Columns), options, targets);
    }

    /// <summary>Fakes × items: 1 where a fake clicks.</summary>
    public CsrMatrix ToMatrix()
    {
        var entries = new List<(int, int, float)>();
        for (var f = 0; f < Clicked.Rows; f++)
        {
            var row = Clicked.Row(f);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] > 0f)
                    entries.Add((f, i, 1f));
            }
        }

        return CsrMatrix.FromEntries(Clicked.Rows, Clicked.Columns, entries);
    }

    /// <summary>One step down, every fake's gradient as long as any other's: v ← μv + g / ‖g‖,  x ← 1[x − ηv &gt; threshold].</summary>
    /// <param name="gradient">Fakes × items: derivatives of the loss by the clicks; those by clicks that are fixed become 0, and have no say in the length.</param>
    public void Descend(DenseMatrix gradient)
    {
        for (var f = 0; f < Clicked.Rows; f++)
        {
            foreach (var item in fixedItems)
                gradient[f, item] = 0f;
            var (norm, rate) = (Vectors.Norm(gradient.Row(f)), (float)options.LearningRate);
            var velocity = Momentum.Row(f);
            Vectors.Scale((float)options.Momentum, velocity);
            if (norm > 0f)
                Vectors.Axpy(1f / norm, gradient.Row(f), velocity);
            var row = Clicked.Row(f);
            for (var i = 0; i < row.Length; i++)
                row[i] = row[i] - (rate * velocity[i]) > options.Threshold ? 1f : 0f;
        }

        Fix();
    }

    private void Fix()
    {
        for (var f = 0; f < Clicked.Rows; f++)
        {
            foreach (var item in fixedItems)
                Clicked[f, item] = 1f;
        }
    }
}
