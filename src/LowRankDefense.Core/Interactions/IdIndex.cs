namespace LowRankDefense.Core.Interactions;

/// <summary>Maps string ids to dense indices 0, 1, 2 … in the order of their first appearance, and back.</summary>
public sealed class IdIndex
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<string> ids = [];

    /// <summary>Number of ids.</summary>
    public int Count => ids.Count;

    /// <summary>All ids by index.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>The id with index <paramref name="index"/>.</summary>
    public string this[int index] => ids[index];

    /// <summary>The index of <paramref name="id"/>, given now if it is new.</summary>
    public int GetOrAdd(string id)
    {
        if (indices.TryGetValue(id, out var index))
            return index;
        index = ids.Count;
        indices.Add(id, index);
        ids.Add(id);
        return index;
    }

    /// <summary>Looks up <paramref name="id"/> without adding it.</summary>
    public bool TryGet(string id, out int index) => indices.TryGetValue(id, out index);

    /// <summary>The index of an id that is known.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public int IndexOf(string id) =>
        TryGet(id, out var index) ? index : throw new KeyNotFoundException($"'{id}' is none of the {Count} ids that are known.");
}
