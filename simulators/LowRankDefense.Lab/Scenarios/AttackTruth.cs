using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What is true of the fakes of a file, and what is found of each attack and wave.</summary>
/// <param name="Fakes">By id, in the order in which the fakes first stand in their file.</param>
internal sealed record AttackTruth(IReadOnlyList<KeyValuePair<string, FakeTruth>> Fakes)
{
    /// <summary>The truth that was named, else that beside the fakes; null where neither is.</summary>
    /// <param name="named">The truth file, or null.</param>
    /// <param name="fakes">The fakes file, or null.</param>
    /// <exception cref="InvalidDataException">A truth was named, and no fakes.</exception>
    /// <exception cref="DataFormatException">The truth is not that of these fakes.</exception>
    public static AttackTruth? Of(string? named, string? fakes)
    {
        if (fakes is null)
            return named is null
                ? null
                : throw new InvalidDataException("--truth means nothing without --fakes: leave it out, or name the fakes that it tells of.");
        var path = named ?? TruthFile.Beside(fakes);
        if (named is null && !File.Exists(path))
            return null;
        var ratings = FakesFile.Read(fakes);
        var truth = TruthFile.Read(path, ratings);
        return new AttackTruth([.. ratings.Select(r => r.User).Distinct(StringComparer.Ordinal).Select(u => KeyValuePair.Create(u, truth[u]))]);
    }

    /// <summary>The same of a stream that is sent several times, see <see cref="InteractionStream.Repeated"/>.</summary>
    /// <param name="times">How often, 1 or more.</param>
    public AttackTruth Repeated(int times)
    {
        var users = InteractionStream.Repeated([.. Fakes.Select(f => new Rating(f.Key, "", 1, null))], times);
        return new AttackTruth([.. users.Select((u, at) => KeyValuePair.Create(u.User, Fakes[at % Fakes.Count].Value))]);
    }

    /// <summary>Recall of each attack, and of each wave where there are several.</summary>
    /// <param name="isFound">Whether a fake, known by its id, was found.</param>
    /// <param name="what">What that is, such as <c>were flagged</c>.</param>
    public IEnumerable<Figure> Recalls(Func<string, bool> isFound, string what) => Recalls([.. Fakes.Select(f => isFound(f.Key))], what);

    /// <summary>The same where it is known row by row.</summary>
    /// <param name="isFound">Whether each fake was found, in their order.</param>
    /// <param name="what">What that is, such as <c>were flagged</c>.</param>
    public IEnumerable<Figure> Recalls(IReadOnlyList<bool> isFound, string what)
    {
        var found = Fakes.Zip(isFound, (fake, found) => (fake.Value.Attack, fake.Value.Wave, Found: found)).ToList();
        yield return new Figure(
            "recall_by_attack",
            found
                .GroupBy(f => f.Attack, f => f.Found, StringComparer.Ordinal)
                .Select(own => new AttackRecall(own.Key, own.Count(), own.Count(f => f), Share(own)))
                .ToArray(),
            $"share of the fakes of each attack that {what}"
        );
        var waves = found.Where(f => f.Wave is not null).GroupBy(f => f.Wave!.Value, f => f.Found).OrderBy(own => own.Key).ToList();
        if (waves.Count > 1)
            yield return new Figure(
                "recall_by_wave",
                waves.Select(own => new WaveRecall(own.Key, own.Count(), own.Count(f => f), Share(own))).ToArray(),
                $"share of the fakes of each wave that {what}"
            );
    }

    private static double Share(IEnumerable<bool> found) => found.Average(f => f ? 1.0 : 0);
}

/// <summary>What was found of an attack.</summary>
/// <param name="Attack">Its name.</param>
/// <param name="Fakes">Its fakes.</param>
/// <param name="Found">Those found.</param>
/// <param name="Recall">Their share.</param>
internal sealed record AttackRecall(string Attack, int Fakes, int Found, double Recall)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Attack} {Found} of {Fakes}";
}

/// <summary>What was found of a wave.</summary>
/// <param name="Wave">Its number, from 1.</param>
/// <param name="Fakes">Its fakes.</param>
/// <param name="Found">Those found.</param>
/// <param name="Recall">Their share.</param>
internal sealed record WaveRecall(int Wave, int Fakes, int Found, double Recall)
{
    /// <inheritdoc/>
    public override string ToString() => $"wave {Wave}: {Found} of {Fakes}";
}
