using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
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
    /// <param name="data">The genuine users.</param>
    /// <param name="fakes">Fakes × items.</param>
    /// <param name="targets">Columns of what they are after.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="stop">Gives up.</param>
    public static HouseArrivals Of(StudyData data, CsrMatrix fakes, int[] targets, ulong seed, CancellationToken stop)
    {
        var genuine = data.Clicks.Train;
        int[] arrival = [.. Enumerable.Range(0, genuine.Rows)];
        new SeededRandom(seed).Shuffle<int>(arrival);
        var scenario = new ArrivalScenario
        {
            Genuine = genuine.SelectRows(arrival),
            Fakes = fakes,
            LeftOut = [],
            Items = data.Clicks.Items.Ids,
            Targets = targets,
            History = History,
            Pattern = ArrivalPattern.Waves,
            Seed = seed,
        };
        var (result, order, _) = scenario.Arrive(_ => { }, stop);
        return new HouseArrivals(genuine.Rows, Array.ConvertAll(order, u => u < arrival.Length ? arrival[u] : u), result);
    }

    /// <summary>All that judges every event in the end: items are known by the number of their column.</summary>
    public IReadOnlyList<IDetector> Judges => result.Judges(result.Accounts.Profiles.Columns);

    /// <summary>Whom they hold in the end, and how far the clicks of the others are trusted: 1 − evidence / the evidence that convicts of all detectors together, nats.</summary>
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

    /// <summary>Of every fake, or of genuine users who came behind the history, the clicks up to the verdict of those that judge in the end; null where there is none.</summary>
    /// <param name="ofFakes">Whether of fakes.</param>
    /// <param name="most">So many at most, drawn.</param>
    /// <param name="seed">Draws them, and the order of each one's clicks.</param>
    public int?[] Delays(bool ofFakes, int most, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] arrived =
        [
            .. Enumerable.Range(0, rowOf.Length).Where(u => ofFakes ? rowOf[u] >= genuine : rowOf[u] < genuine && u >= History * rowOf.Length),
        ];
        random.Shuffle<int>(arrived);
        return VerdictDelay.Of(result.Accounts, [.. arrived.Take(most)], Judges, random);
    }
}
