namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>What is known of one live campaign, by item id: enough to judge anybody by it.</summary>
public sealed class CampaignModel
{
    /// <summary>A model from its parts.</summary>
    /// <param name="name">Name, unique among all campaigns ever found.</param>
    /// <param name="since">When it was opened, Unix milliseconds.</param>
    /// <param name="items">The items that tell its members from others, each once.</param>
    /// <param name="rule">What of its core makes a suspect.</param>
    /// <exception cref="ArgumentException">No name, no core, an item twice, a rate or share that is no probability, or a rule out of range; the message names the item.</exception>
    public CampaignModel(string name, long since, IReadOnlyList<TellingItem> items, CoreRule rule)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
        {
            if (string.IsNullOrEmpty(item.Item) || item is not { Rate: >= 0 and <= 1, Share: >= 0 and <= 1 })
                throw new ArgumentException($"Campaign {name} has item '{item.Item}' with rate {item.Rate} and share {item.Share}.", nameof(items));
        }

        if (items.Select(i => i.Item).Distinct(StringComparer.Ordinal).Count() != items.Count)
            throw new ArgumentException($"Campaign {name} has an item twice.", nameof(items));
        if (!items.Any(i => i.IsCore))
            throw new ArgumentException($"Campaign {name} has no core: it would hold nobody.", nameof(items));
        if (rule is not { Items: >= 1, Credit: >= 0 and < double.PositiveInfinity })
            throw new ArgumentException($"Campaign {name} asks for {rule.Items} core items and credits {rule.Credit} nats.", nameof(rule));
        (Name, Since, Items, Rule) = (name, since, items, rule);
        Core = [.. items.Where(i => i.IsCore).Select(i => i.Item)];
    }

    /// <summary>Name, unique among all campaigns ever found; verdicts and alerts carry it.</summary>
    public string Name { get; }

    /// <summary>When it was opened, Unix milliseconds.</summary>
    public long Since { get; }

    /// <summary>The items that tell its members from others.</summary>
    public IReadOnlyList<TellingItem> Items { get; }

    /// <summary>What of its core makes a suspect.</summary>
    public CoreRule Rule { get; }

    /// <summary>Ids of its core: the items it pushes.</summary>
    public IReadOnlyList<string> Core { get; }
}
