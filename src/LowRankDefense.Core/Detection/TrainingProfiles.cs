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

    /// <summary>Profiles of users whom other detectors have found fake: users × items, none of them among <see cref="Profiles"/>; null where there are none.</summary>
    public CsrMatrix? Convicted { get; private init; }

    /// <summary>The same with profiles of users whom other detectors have found fake; items that nobody else has clicked get columns behind the others.</summary>
    /// <param name="convicted">Item ids of each of them; none is well, too.</param>
    public TrainingProfiles With(IReadOnlyList<IReadOnlyCollection<string>> convicted)
    {
        ArgumentNullException.ThrowIfNull(convicted);
        if (convicted.Count == 0)
            return this;
        List<string> items = [.. Items];
        var columns = items.Select((item, column) => KeyValuePair.Create(item, column)).ToDictionary(StringComparer.Ordinal);
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < convicted.Count; u++)
        {
            foreach (var item in convicted[u].Distinct(StringComparer.Ordinal))
            {
                if (columns.TryAdd(item, items.Count))
                    items.Add(item);
                cells.Add((u, columns[item], 1f));
            }
        }

        return new TrainingProfiles(Profiles.WithColumns(items.Count), items, Fake is null ? null : [.. Fake])
        {
            Convicted = CsrMatrix.FromEntries(convicted.Count, items.Count, cells),
        };
    }
}
