using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection;

/// <summary>What a detector is trained on.</summary>
public sealed record TrainingProfiles
{
    /// <summary>Profiles with or without labels.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="fake">Whether each user is fake; null where nobody knows.</param>
    /// <exception cref="ArgumentException">Parts that do not fit together; the message names them.</exception>
    public TrainingProfiles(CsrMatrix profiles, IReadOnlyList<string> items, bool[]? fake = null)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count != profiles.Columns)
            throw new ArgumentException($"{items.Count} item ids do not go with profiles over {profiles.Columns} items.", nameof(items));
        if (fake is not null && fake.Length != profiles.Rows)
            throw new ArgumentException($"{fake.Length} labels do not go with {profiles.Rows} profiles.", nameof(fake));
        (Profiles, Items, Fake) = (profiles, items, fake);
    }

    /// <summary>Users × items.</summary>
    public CsrMatrix Profiles { get; }

    /// <summary>Item id of each column.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Whether each user is fake; null where nobody knows.</summary>
    public IReadOnlyList<bool>? Fake { get; }
}
