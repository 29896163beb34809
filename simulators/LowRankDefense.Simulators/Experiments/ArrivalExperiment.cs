using System.Diagnostics;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>Has users arrive one after the other, the first of them as history, and patrol and detectors look at them as they would live: without labels.</summary>
/// <remarks>Users come with whole profiles. An account that turns comes again: what it clicks then is a row of its own to the patrol, as live, and to detectors goes on from what it clicked before.</remarks>
/// <param name="history">Share of the users that are there before the first patrol, above 0, below 1.</param>
/// <param name="growth">A patrol is made each time that the users have grown by this share, above 0.</param>
/// <param name="fewestUsers">Users before detectors are trained, as a worker's refresh has it.</param>
/// <param name="leftOut">Attacks that the trained detectors are not shown, see <see cref="PcaSvmOptions.LeftOut"/>; empty for none.</param>
/// <param name="seed">Seed of the training of detectors and of the order of each user's events.</param>
public sealed class ArrivalExperiment(double history, double growth, int fewestUsers, string leftOut, ulong seed)
{
    /// <summary>For each user the row of what its account clicked before, −1 for a new account; null where all are new.</summary>
    public IReadOnlyList<int>? Earlier { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="users">Users × items, in order of arrival.</param>
    /// <param name="isFake">Whether each user is fake; for the result alone.</param>
    /// <param name="seen">Told after each patrol how many users have come.</param>
    /// <param name="cancel">Stops between patrols.</param>
    public ArrivalResult Run(CsrMatrix users, IReadOnlyList<bool> isFake, Action<long> seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(isFake);
        ArgumentNullException.ThrowIfNull(seen);
        var (patrol, watch) = (new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), new CrowdOptions()), Stopwatch.StartNew());
        var accounts = new Accounts(users, Earlier);
        var judges = new TrainedJudges(accounts, fewestUsers, leftOut, seed);
        int? firstAlert = null;
        var crowdsOpened = 0;
        foreach (var stop in Stops(users.Rows))
        {
            var seenUsers = users.SelectRows([.. Enumerable.Range(0, stop)]);
            patrol.Look(seenUsers, stop, cancel: cancel);
            crowdsOpened += patrol.CrowdChanges.Count(c => c.Turn == CampaignTurn.Opened);
            judges.See(stop, u => patrol.HolderOf(u) < 0, Campaigns(patrol.Campaigns, patrol.Threshold, users.Columns), cancel);
            if (firstAlert is null && Enumerable.Range(0, stop).Any(u => isFake[u] && patrol.HolderOf(u) >= 0))
                firstAlert = Enumerable.Range(0, stop).Count(u => isFake[u]);
            seen(stop);
        }

        return new ArrivalResult(
            [.. Enumerable.Range(0, users.Rows).Select(patrol.HolderOf)],
            [.. Enumerable.Range(0, users.Rows).Select(judges.IsFake)],
            NatsOf(patrol, judges.Detectors, judges.Nats, users.Rows),
            FlaggedBy(patrol, judges, users.Rows),
            [.. patrol.Campaigns],
            [.. patrol.Crowds],
            accounts,
            judges.Detectors,
            patrol.Threshold,
            patrol.Opened,
            crowdsOpened,
            firstAlert,
            watch.Elapsed.TotalSeconds
        );
    }

    // By family; what nobody has judged has none.
    private static Dictionary<string, float[]> NatsOf(
        CampaignPatrol patrol,
        IReadOnlyList<IDetector> trained,
        IReadOnlyList<float[]> judged,
        int users
    )
    {
        var odds = new float[users];
        foreach (var member in patrol.Crowds.SelectMany(c => c.Members))
            odds[member.Key] = (float)member.Value;
        var nats = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            [CampaignDetector.FamilyName] = [.. Enumerable.Range(0, users).Select(u => (float)patrol.EvidenceOf(u))],
            [CrowdDetector.FamilyName] = odds,
        };
        for (var d = 0; d < trained.Count; d++)
            nats[trained[d].Family] = [.. Enumerable.Range(0, users).Select(u => judged[u][d])];
        return nats;
    }

    // By family, in the order of the catalog.
    private static Dictionary<string, bool[]> FlaggedBy(CampaignPatrol patrol, TrainedJudges judges, int users)
    {
        var crowds = patrol.Crowds.Select(c => c.Number).ToHashSet();
        var (holders, flags) = (Enumerable.Range(0, users).Select(patrol.HolderOf).ToArray(), judges.Flagged);
        var flagged = judges
            .Detectors.Select((detector, d) => (detector.Family, Users: Enumerable.Range(0, users).Select(u => flags[u][d]).ToArray()))
            .ToDictionary(own => own.Family, own => own.Users, StringComparer.Ordinal);
        flagged[CampaignDetector.FamilyName] = [.. holders.Select(h => h >= 0 && !crowds.Contains(h))];
        flagged[CrowdDetector.FamilyName] = [.. holders.Select(crowds.Contains)];
        return flagged;
    }

    internal static CampaignDetector Campaigns(IReadOnlyList<Campaign> campaigns, double threshold, int columns) =>
        new(
            "arrivals",
            [.. campaigns.Where(c => !c.IsSuspended).Select(c => c.ToModel([.. Enumerable.Range(0, columns).Select(i => $"{i}")]))],
            (float)threshold
        );

    private IEnumerable<int> Stops(int users)
    {
        for (var stop = Math.Max(1, (int)(history * users)); stop < users; stop += Math.Max(1, (int)(growth * stop)))
            yield return stop;
        yield return users;
    }
}

/// <summary>What came of it.</summary>
/// <param name="Holders">Number of the campaign or crowd that holds each user in the end; −1 for none.</param>
/// <param name="Convicted">Whether each user is found fake in the end by a trained detector, or by what it says together with the others.</param>
/// <param name="Nats">By family of detectors, for each user: evidence for a campaign or a crowd, −ln p of a trained detector.</param>
/// <param name="Flagged">By family of detectors, whether each user is found fake in the end by that one alone, at its own threshold.</param>
/// <param name="Campaigns">The campaigns that live in the end.</param>
/// <param name="Crowds">The odd crowds that are known in the end.</param>
/// <param name="Accounts">What each user's account clicked in all.</param>
/// <param name="Detectors">The detectors that were trained on the way; none where there were too few users.</param>
/// <param name="Threshold">Evidence for a campaign that convicts, nats.</param>
/// <param name="Opened">Campaigns ever opened.</param>
/// <param name="CrowdsOpened">Crowds ever opened.</param>
/// <param name="FakesBeforeAlert">Fakes that had come when a campaign or a crowd first held one; null where none ever did.</param>
/// <param name="Seconds">Wall time of patrols, training and judging.</param>
public sealed record ArrivalResult(
    int[] Holders,
    bool[] Convicted,
    IReadOnlyDictionary<string, float[]> Nats,
    IReadOnlyDictionary<string, bool[]> Flagged,
    IReadOnlyList<Campaign> Campaigns,
    IReadOnlyList<Crowd> Crowds,
    Accounts Accounts,
    IReadOnlyList<IDetector> Detectors,
    double Threshold,
    int Opened,
    int CrowdsOpened,
    int? FakesBeforeAlert,
    double Seconds
)
{
    /// <summary>All that judges every event: the trained detectors and the live campaigns, over items known by the number of their column.</summary>
    /// <param name="columns">Number of items.</param>
    public IReadOnlyList<IDetector> Judges(int columns) => [.. Detectors, ArrivalExperiment.Campaigns(Campaigns, Threshold, columns)];

    /// <summary>Whether each user is held in the end, by whatever.</summary>
    public bool[] Held => [.. Holders.Zip(Convicted, (holder, convicted) => holder >= 0 || convicted)];

    /// <summary>The largest of all families for each user, nats.</summary>
    public float[] CombinedNats => [.. Enumerable.Range(0, Holders.Length).Select(u => Nats.Values.Max(own => own[u]))];
}
