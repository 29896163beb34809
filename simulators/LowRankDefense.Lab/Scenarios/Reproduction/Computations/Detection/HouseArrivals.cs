using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>What campaigns, crowds and detectors that train themselves say of users as they arrive, without labels: half of the genuine users are history, fakes come in waves.</summary>
internal sealed class HouseArrivals
{
    private const double History = 0.5;
    private readonly int genuine;
    private readonly int[] rowOf;
    private readonly ArrivalResult result;

    private HouseArrivals(int genuine, int[] rowOf, ArrivalResult result) => (this.genuine, this.rowOf, this.result) = (genuine, rowOf, result);

    /// <summary>Has genuine users come in an order that is drawn, as evaluate detector --protocol arrivals does, and fakes among them.</summary>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="fakes">Fakes × items.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="stop">Gives up.</param>
    public static HouseArrivals Of(CsrMatrix genuine, CsrMatrix fakes, ulong seed, CancellationToken stop)
    {
        int[] arrival = [.. Enumerable.Range(0, genuine.Rows)];
        new SeededRandom(seed).Shuffle<int>(arrival);
        var scenario = new ArrivalScenario
        {
            Genuine = genuine.SelectRows(arrival),
            Fakes = fakes,
            LeftOut = [],
            Items = [.. Enumerable.Range(0, genuine.Columns).Select(i => $"{i}")],
            Targets = [],
            History = History,
            Pattern = ArrivalPattern.Waves,
            Seed = seed,
        };
        var (result, order, _) = scenario.Arrive(_ => { }, stop);
        return new HouseArrivals(genuine.Rows, Array.ConvertAll(order, u => u < arrival.Length ? arrival[u] : u), result);
    }

    /// <summary>All that judges every event in the end: items are known by the number of their column.</summary>
    public IReadOnlyList<IDetector> Judges => result.Judges(result.Accounts.Profiles.Columns);

    /// <summary>Whom they hold in the end, and how far the clicks of the others are trusted: 1 − the largest evidence of any detector / −ln of the budget of all together, nats.</summary>
    public RemovedResult Removed()
    {
        var convicting = -Math.Log(new VerdictOptions().JointBudget);
        var (held, nats) = (result.Held, result.CombinedNats);
        var (isHeld, trust) = (new bool[rowOf.Length], new float[rowOf.Length]);
        for (var u = 0; u < rowOf.Length; u++)
        {
            isHeld[rowOf[u]] = held[u];
            trust[rowOf[u]] = held[u] ? 0f : (float)(1.0 - Math.Clamp(nats[u] / convicting, 0.0, 1.0));
        }

        return RemovedResult.Of(isHeld, genuine) with
        {
            Trust = trust,
        };
    }

    /// <summary>Of each of other users the clicks up to the verdict of those that judge in the end; null where there is none.</summary>
    /// <param name="profiles">Users × items, none of whom has arrived.</param>
    /// <param name="seed">Draws the order of each one's clicks.</param>
    public int?[] Delays(CsrMatrix profiles, ulong seed) =>
        VerdictDelay.Of(new Accounts(profiles), [.. Enumerable.Range(0, profiles.Rows)], Judges, new SeededRandom(seed));
}
