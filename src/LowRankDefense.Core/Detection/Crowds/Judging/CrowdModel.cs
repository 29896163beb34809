namespace LowRankDefense.Core.Detection.Crowds.Judging;

/// <summary>What is known of one odd crowd, by id: the item that it pushes, and who belongs to it.</summary>
public sealed class CrowdModel
{
    /// <summary>A model from its parts.</summary>
    /// <param name="name">Name, unique among all crowds ever found.</param>
    /// <param name="since">When it was found, Unix milliseconds.</param>
    /// <param name="item">The item that it pushes.</param>
    /// <param name="members">Log odds of each member, nats, by user id.</param>
    /// <exception cref="ArgumentException">No name, no item, or odds that are not finite; the message names the user.</exception>
    public CrowdModel(string name, long since, string item, IReadOnlyDictionary<string, float> members)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(item);
        ArgumentNullException.ThrowIfNull(members);
        foreach (var (user, nats) in members)
        {
            if (!float.IsFinite(nats))
                throw new ArgumentException($"Crowd {name} has user '{user}' with odds of {nats} nats.", nameof(members));
        }

        (Name, Since, Item, Members) = (name, since, item, members);
    }

    /// <summary>Name, unique among all crowds ever found; verdicts and alerts carry it.</summary>
    public string Name { get; }

    /// <summary>When it was found, Unix milliseconds.</summary>
    public long Since { get; }

    /// <summary>The item that it pushes.</summary>
    public string Item { get; }

    /// <summary>Log odds of each member, nats, by user id.</summary>
    public IReadOnlyDictionary<string, float> Members { get; }
}
