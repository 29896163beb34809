using System.Diagnostics;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using MathNet.Numerics.Distributions;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>Has users arrive one after the other, the first of them as history, and a patrol look at them as it would live: without labels.</summary>
/// <param name="history">Share of the users that are there before the first patrol, above 0, below 1.</param>
/// <param name="growth">A patrol is made each time that the users have grown by this share, above 0.</param>
public sealed class ArrivalExperiment(double history, double growth)
{
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
        int? firstAlert = null;
        foreach (var stop in Stops(users.Rows))
        {
            patrol.Look(users.SelectRows([.. Enumerable.Range(0, stop)]), stop, cancel);
            if (firstAlert is null && Enumerable.Range(0, stop).Any(u => isFake[u] && patrol.HolderOf(u) >= 0))
                firstAlert = Enumerable.Range(0, stop).Count(u => isFake[u]);
            seen(stop);
        }

        return new ArrivalResult(
            [.. Enumerable.Range(0, users.Rows).Select(patrol.HolderOf)],
            [.. Enumerable.Range(0, users.Rows).Select(u => (float)patrol.EvidenceOf(u))],
            [.. Enumerable.Range(0, users.Rows).Select(u => (float)Surprise(patrol.CoherenceOf(u)))],
            [.. patrol.Campaigns],
            [.. patrol.Crowds],
            patrol.Threshold,
            patrol.Opened,
            firstAlert,
            watch.Elapsed.TotalSeconds
        );
    }

    // −ln Φ(z): how unlikely so low a coherence is, nats.
    private static double Surprise(double deviations) => -Math.Log(Math.Max(1e-300, Normal.CDF(0, 1, deviations)));

    private IEnumerable<int> Stops(int users)
    {
        for (var stop = Math.Max(1, (int)(history * users)); stop < users; stop += Math.Max(1, (int)(growth * stop)))
            yield return stop;
        yield return users;
    }
}

/// <summary>What came of it.</summary>
/// <param name="Holders">Number of the campaign that holds each user in the end; −1 for none.</param>
/// <param name="CampaignNats">Evidence of each user for the campaign that suits best, nats; 0 where there is none.</param>
/// <param name="CoherenceNats">How unlikely it is that a genuine user of like length is so incoherent, nats.</param>
/// <param name="Campaigns">The campaigns that live in the end.</param>
/// <param name="Crowds">The odd crowds that are known in the end.</param>
/// <param name="Threshold">Evidence for a campaign that convicts, nats.</param>
/// <param name="Opened">Campaigns ever opened.</param>
/// <param name="FakesBeforeAlert">Fakes that had come when the first of them was held; null where none ever was.</param>
/// <param name="Seconds">Wall time of all patrols.</param>
public sealed record ArrivalResult(
    int[] Holders,
    float[] CampaignNats,
    float[] CoherenceNats,
    IReadOnlyList<Campaign> Campaigns,
    IReadOnlyList<Crowd> Crowds,
    double Threshold,
    int Opened,
    int? FakesBeforeAlert,
    double Seconds
)
{
    /// <summary>The larger of the two for each user, nats.</summary>
    public float[] CombinedNats => [.. CampaignNats.Zip(CoherenceNats, Math.Max)];
}
