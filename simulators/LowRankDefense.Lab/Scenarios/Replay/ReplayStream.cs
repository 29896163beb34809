using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;
using LowRankDefense.Streaming.Refresh;
using FakeRatings = LowRankDefense.Simulators.Datasets.FakesFile;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>What a replay sends: a data set, with an attack in its second half where there is one.</summary>
/// <param name="Ratings">All interactions, in the order of the stream.</param>
/// <param name="Data">The data set they were taken from, without fakes.</param>
/// <param name="Fakes">Ids of the fakes.</param>
/// <param name="FakeInteractions">How many interactions are theirs.</param>
/// <param name="Genuine">How many users are genuine.</param>
/// <param name="Targets">Ids of the items the fakes push, as far as they are known.</param>
internal sealed record ReplayStream(
    IReadOnlyList<Rating> Ratings,
    IndexedDataSet Data,
    IReadOnlySet<string> Fakes,
    int FakeInteractions,
    int Genuine,
    IReadOnlySet<string> Targets
)
{
    /// <summary>What is true of the fakes; null where nobody knows.</summary>
    public AttackTruth? Truth { get; init; }

    private const double AttackFrom = 0.5;
    private const double AttackUntil = 0.9;

    /// <summary>Why a worker learns nothing from it, and so recommends nothing; null where it does.</summary>
    /// <param name="options">Options of the worker's refresh.</param>
    public string? WhyNothingIsLearnt(RefreshOptions options)
    {
        var users = Genuine + Fakes.Count;
        return !options.Enabled ? "Refresh:Enabled is false"
            : users < options.MinimumUsers ? $"nothing is learnt from {users} users: Refresh:MinimumUsers is {options.MinimumUsers}"
            : null;
    }

    /// <summary>Draws a stream.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="ArgumentException">Both an attack and a file of fakes are given, or there is no such target.</exception>
    public static ReplayStream Draw(ReplayRequest request)
    {
        if (request.FakesFile is not null && request.Attack is not null)
            throw new ArgumentException("Give --attack or --fakes, not both.");
        var set = DataSet.Load(request.Data);
        var data = IndexedDataSet.Of(set);
        var genuine = InteractionStream.InTimeOrder(set.Streamed);
        var (fakes, targets) = FakesAndTargets(request, set, data);
        var ratings = InteractionStream.Repeated(InteractionStream.Inject(genuine, fakes, AttackFrom, AttackUntil), request.Repeat);
        var names = InteractionStream.Repeated(fakes, request.Repeat).Select(f => f.User).ToHashSet(StringComparer.Ordinal);
        return new ReplayStream(
            ratings,
            data,
            names,
            fakes.Count * request.Repeat,
            request.Repeat * genuine.Select(r => r.User).Distinct(StringComparer.Ordinal).Count(),
            targets
        )
        {
            Truth = AttackTruth.Of(request.TruthFile, request.FakesFile)?.Repeated(request.Repeat),
        };
    }

    private static (IReadOnlyList<Rating> Fakes, HashSet<string> Targets) FakesAndTargets(ReplayRequest request, DataSet set, IndexedDataSet data)
    {
        if (request.Attack is not { } attack)
        {
            var known = AttackRecord.Targets(request.Targets, request.FakesFile, data);
            return (request.FakesFile is { } file ? FakeRatings.Read(file, set) : [], Ids(known));
        }

        var random = new SeededRandom(request.Seed);
        var targets = TargetItems.Resolve(request.Targets, data, random);
        var options = new AttackOptions { Count = AttackCampaign.CountOf(request.Share, data), Targets = targets };
        return (AttackCampaign.Fakes(attack, data, options, random), Ids(targets));

        HashSet<string> Ids(int[] columns) => columns.Select(c => data.Items[c]).ToHashSet(StringComparer.Ordinal);
    }
}
