using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using LowRankDefense.Numerics.Matrices;
using MemoryPack;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>Keeps where an attack stands in a file, so that one that was ended goes on.</summary>
internal static class RecSys20Checkpoint
{
    /// <summary>Writes the file; it is there at once and whole, or as it was before.</summary>
    public static void Write(string path, AttackProblem problem, RecSys20Options options, RecSys20State state)
    {
        var payload = new RecSys20Payload
        {
            Fingerprint = FingerprintOf(problem, options),
            Surrogate = options.Surrogate,
            Clicked = state.Fakes.Clicked.Data.ToArray(),
            Momentum = state.Fakes.Momentum.Data.ToArray(),
            BestStarts = state.Best.RowStarts.ToArray(),
            BestColumns = state.Best.ColumnIndices.ToArray(),
            Losses = [.. state.History.Select(s => s.Loss)],
            HitRates = [.. state.History.Select(s => s.TargetHitRate)],
            Clicks = [.. state.History.Select(s => s.Clicks)],
        };
        var unfinished = path + ".tmp";
        File.WriteAllBytes(unfinished, MemoryPackSerializer.Serialize(payload));
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads the file; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, or of another attack.</exception>
    public static RecSys20State? Read(string path, AttackProblem problem, RecSys20Options options)
    {
        if (!File.Exists(path))
            return null;
        var payload = Read(path);
        if (!string.Equals(payload.Surrogate, options.Surrogate, StringComparison.Ordinal))
            throw new InvalidDataException(
                $"{path} is of an attack with the surrogate {payload.Surrogate}, not {options.Surrogate}: remove it, or name another file."
            );
        if (payload.Fingerprint != FingerprintOf(problem, options))
            throw new InvalidDataException(
                $"{path} is of another attack, with other data, targets, seed or settings: remove it, or name another file."
            );
        var (rows, columns) = (problem.Count, problem.Genuine.Columns);
        var fakes = new FakeProfiles(
            new DenseMatrix(rows, columns, payload.Clicked),
            new DenseMatrix(rows, columns, payload.Momentum),
            options,
            problem.Targets
        );
        var ones = new float[payload.BestColumns.Length];
        Array.Fill(ones, 1f);
        return new RecSys20State(
            fakes,
            CsrMatrix.FromArrays(rows, columns, payload.BestStarts, payload.BestColumns, ones),
            [.. payload.Losses.Select((loss, e) => new AttackStep(e + 1, options.Epochs, loss, payload.HitRates[e], payload.Clicks[e]))]
        );
    }

    private static RecSys20Payload Read(string path)
    {
        try
        {
            return MemoryPackSerializer.Deserialize<RecSys20Payload>(File.ReadAllBytes(path)) ?? throw NoCheckpoint(path, inner: null);
        }
        catch (MemoryPackSerializationException e)
        {
            throw NoCheckpoint(path, e);
        }
    }

    private static InvalidDataException NoCheckpoint(string path, Exception? inner) =>
        new($"{path} is no checkpoint of this attack, or is damaged: remove it, or name another file.", inner);

    // An attack may go on for more epochs than it was begun for.
    private static ulong FingerprintOf(AttackProblem problem, RecSys20Options options)
    {
        var hash = new XxHash3();
        hash.Append(MemoryMarshal.AsBytes(problem.Genuine.RowStarts));
        hash.Append(MemoryMarshal.AsBytes(problem.Genuine.ColumnIndices));
        hash.Append(MemoryMarshal.AsBytes<int>(problem.Targets));
        hash.Append(Encoding.UTF8.GetBytes($"{problem.Count} {problem.Seed} {options with { Epochs = 1 }}"));
        return hash.GetCurrentHashAsUInt64();
    }
}

/// <summary>An attack as it is kept; matrices row-major.</summary>
[MemoryPackable]
internal sealed partial record RecSys20Payload
{
    /// <summary>Hash of the data, the targets, the seed and the settings.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>Fakes × items, 0 or 1.</summary>
    public required float[] Clicked { get; init; }

    /// <summary>Fakes × items.</summary>
    public required float[] Momentum { get; init; }

    /// <summary>Where the rows of the best fakes begin.</summary>
    public required int[] BestStarts { get; init; }

    /// <summary>What they click.</summary>
    public required int[] BestColumns { get; init; }

    /// <summary>Loss at each step.</summary>
    public required double[] Losses { get; init; }

    /// <summary>Target hit rate at each step.</summary>
    public required double[] HitRates { get; init; }

    /// <summary>Clicks of the fakes at each step.</summary>
    public required int[] Clicks { get; init; }

    /// <summary>Name of the surrogate.</summary>
    public required string Surrogate { get; init; }
}
