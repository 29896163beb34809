using System.Text;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>Terms of patrols on a producer that remembers what it was given.</summary>
internal sealed class PatrolHarness : IDisposable
{
    public FakeTimeProvider Time { get; } = new(Snapshots.Now);

    public ModelRegistry Registry { get; } = new();

    public WorkerMetrics Metrics { get; } = new();

    public CollectedLog Log { get; } = new();

    public RecordingProducer Producer { get; } = new();

    /// <summary>Whether members of crowds are found fake.</summary>
    public bool HoldMembers { get; set; } = new CrowdOptions().HoldMembers;

    public void Dispose() => Producer.Dispose();

    /// <summary>A new term, a second after the one before.</summary>
    public PatrolTerm Begin(PatrolOptions? options = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return new PatrolTerm(
            new CampaignOptions(),
            options ?? new PatrolOptions { LargestWindow = 400 },
            new CrowdOptions { HoldMembers = HoldMembers },
            new AlertOptions(),
            StageHarness.Topics,
            Registry,
            Metrics,
            Time,
            Log.For<PatrolTerm>()
        );
    }

    /// <summary>The newest detector of a kind that was published; null where none was.</summary>
    public T? Published<T>()
        where T : class, IDetector
    {
        var (assembler, detector) = (new ModelAssembler(), (T?)null);
        foreach (var record in Producer.Sent.Where(r => r.Topic == "models"))
        {
            if (assembler.Take(Encoding.UTF8.GetString(record.Key!), record.Value) is { } complete)
                detector = DetectorCatalog.Decode(complete.Model) as T ?? detector;
        }

        return detector;
    }
}
