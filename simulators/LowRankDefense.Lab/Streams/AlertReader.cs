using System.Text.Json;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads the alerts.</summary>
internal static class AlertReader
{
    /// <summary>How many alerts of each kind there are, and the items that any of them names.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Alerts topic; it exists.</param>
    public static AlertBoard Read(BrokerAddress bootstrap, string topic)
    {
        var board = new AlertBoard();
        TopicDump.Read(bootstrap, topic, r => board.Take(r.Message.Value, r.Message.Timestamp.UnixTimestampMs));
        return board;
    }
}

/// <summary>What the alerts of a stream say.</summary>
internal sealed class AlertBoard
{
    private readonly HashSet<string> burstItems = new(StringComparer.Ordinal);
    private readonly HashSet<string> campaignItems = new(StringComparer.Ordinal);
    private readonly List<(long Time, string[] Items)> openings = [];

    /// <summary>Bursts of fake users.</summary>
    public int Bursts { get; private set; }

    /// <summary>Campaigns that were opened.</summary>
    public int Opened => openings.Count;

    /// <summary>Campaigns that were closed, as themes of the platform.</summary>
    public int Closed { get; private set; }

    /// <summary>Items that a burst names.</summary>
    public IReadOnlySet<string> BurstItems => burstItems;

    /// <summary>Items that a campaign pushes, by any alert of it.</summary>
    public IReadOnlySet<string> CampaignItems => campaignItems;

    /// <summary>When a campaign or a crowd that pushes one of these items was first told of, Unix milliseconds; null where none was.</summary>
    public long? FirstOpened(IReadOnlySet<string> items) => openings.Where(o => o.Items.Any(items.Contains)).Min(o => (long?)o.Time);

    /// <summary>Takes an alert.</summary>
    /// <param name="alert">JSON, as <see cref="AlertWriter"/> or <see cref="CampaignAlertWriter"/> write it.</param>
    /// <param name="time">When the worker wrote it, Unix milliseconds.</param>
    public void Take(byte[] alert, long time)
    {
        using var json = JsonDocument.Parse(alert);
        string[] items = [.. json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()!)];
        if (json.RootElement.GetProperty("type").GetString() == "burst")
        {
            Bursts++;
            burstItems.UnionWith(items);
            return;
        }

        var turn = json.RootElement.GetProperty("turn").GetString();
        if (turn == "opened")
            openings.Add((time, items));
        Closed += turn == "closed" ? 1 : 0;
        campaignItems.UnionWith(items);
    }
}
