using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.State;
using LowRankDefense.Worker.Http;

namespace LowRankDefense.Worker.Configuration;

/// <summary>The sections of the configuration; each is checked before anything starts.</summary>
public static class WorkerOptions
{
    /// <summary>Section names and the options they fill.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } =
        new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kafka"] = typeof(KafkaOptions),
            ["Topics"] = typeof(TopicOptions),
            ["Pipeline"] = typeof(PipelineOptions),
            ["Interactions"] = typeof(InteractionOptions),
            ["Profiles"] = typeof(ProfileOptions),
            ["Verdicts"] = typeof(VerdictOptions),
            ["Admission"] = typeof(AdmissionOptions),
            ["Alerts"] = typeof(AlertOptions),
            ["State"] = typeof(StateOptions),
            ["Campaigns"] = typeof(CampaignOptions),
            ["Patrols"] = typeof(PatrolOptions),
            ["Crowds"] = typeof(CrowdOptions),
            ["Training"] = typeof(PcaSvmOptions),
            ["Coherence"] = typeof(CoherenceOptions),
            ["Refresh"] = typeof(RefreshOptions),
            ["Http"] = typeof(HttpOptions),
        };

    /// <summary>Reads, checks and registers all options.</summary>
    /// <exception cref="ConfigurationException">An unknown key, an unreadable value or one out of range; all are named at once.</exception>
    internal static void AddWorkerOptions(this IServiceCollection services, IConfiguration configuration)
    {
        var problems = new List<string>();
        foreach (var (section, type) in Sections)
        {
            if (SectionReader.Read(configuration.GetSection(section), type, problems) is { } options)
                services.AddSingleton(type, options);
        }

        if (problems.Count > 0)
            throw new ConfigurationException("The worker does not start with this configuration:\n  " + string.Join("\n  ", problems));
    }
}
