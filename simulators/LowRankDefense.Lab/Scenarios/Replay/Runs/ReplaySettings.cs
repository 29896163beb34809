using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>
/// The settings of each run of a replay: those that were asked for, and what makes every run begin anew, which is a group, a changelog, a state folder
/// and output topics of its own. What the last run writes has the plain names.
/// </summary>
internal sealed class ReplaySettings
{
    private static readonly string[] Shared = [nameof(TopicOptions.Interactions), nameof(TopicOptions.Models)];
    private const string LeftOutKey = $"Training:{nameof(PcaSvmOptions.LeftOut)}";
    private readonly Dictionary<string, string?> common;
    private readonly Dictionary<string, string> topics;
    private readonly string group;
    private readonly string state;

    /// <summary>The settings of a replay.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="prefix">Stands before the names of topics and groups that were not asked for by name; empty for none.</param>
    /// <param name="state">Folder for the state of workers.</param>
    /// <param name="leftOut">Attack that the trained detectors are not shown, unless it was asked for; null for none.</param>
    /// <param name="given">What was asked for, <c>Section:Key</c> → value.</param>
    public ReplaySettings(BrokerAddress bootstrap, string prefix, string state, string? leftOut, IReadOnlyDictionary<string, string?> given)
    {
        common = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            // What is measured is the consume path: the refresh comes when it is over.
            ["Refresh:Enabled"] = "false",
            ["Http:Port"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        // Recall of an attack that was shown would say nothing.
        if (leftOut is not null)
            common[LeftOutKey] = leftOut;
        foreach (var (key, value) in given)
            common[key] = value;
        common["Kafka:BootstrapServers"] = bootstrap.Servers;
        group = given.GetValueOrDefault("Kafka:GroupId") ?? prefix + new KafkaOptions().GroupId;
        this.state = given.GetValueOrDefault("State:Directory") ?? state;
        topics = typeof(TopicOptions)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(string))
            .ToDictionary(
                p => p.Name,
                p => given.GetValueOrDefault($"Topics:{p.Name}") ?? prefix + (string)p.GetValue(new TopicOptions())!,
                StringComparer.Ordinal
            );
    }

    /// <summary>The topic of the detectors, which all runs share.</summary>
    public string Models => topics[nameof(TopicOptions.Models)];

    /// <summary>The settings of a run.</summary>
    /// <param name="run">Name of the run; null for the last one.</param>
    /// <param name="input">Name of the stream it reads; null for that of the last run.</param>
    public RunSettings Of(string? run, string? input)
    {
        var values = new Dictionary<string, string?>(common, StringComparer.OrdinalIgnoreCase)
        {
            ["Kafka:GroupId"] = Named(group, run),
            ["State:Directory"] = Path.Combine(state, run ?? "last"),
        };
        foreach (var (option, topic) in topics)
            values[$"Topics:{option}"] = Shared.Contains(option, StringComparer.Ordinal) ? topic : Named(topic, run);
        values["Topics:Interactions"] = Named(topics[nameof(TopicOptions.Interactions)], input);
        return new RunSettings(values, [.. topics.Keys.Except(Shared, StringComparer.Ordinal).Select(option => values[$"Topics:{option}"]!)]);
    }

    private static string Named(string name, string? run) => run is null ? name : $"{name}.{run}";
}
