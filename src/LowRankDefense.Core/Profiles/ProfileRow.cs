using System.Runtime.InteropServices;
using LowRankDefense.Core.Detection;

namespace LowRankDefense.Core.Profiles;

/// <summary>A profile's row of the interaction matrix: each remembered item once, with its latest value and the number of events that have it.</summary>
/// <remarks>Short rows are searched, long ones indexed: an event costs the same whatever the length of the profile.</remarks>
internal sealed class ProfileRow
{
    // Below, comparing references beats hashing, and most profiles stay below.
    private const int IndexedFrom = 24;
    private readonly List<(string Item, Cell Cell)> cells = [];
    private Dictionary<string, Cell>? index;

    /// <summary>Distinct items.</summary>
    public int Length => index?.Count ?? cells.Count;

    /// <summary>Counts an event of <paramref name="item"/>; whether the item is new, and the value it had before where it is not.</summary>
    public bool Add(string item, float value, out float before)
    {
        ref var cell = ref Find(item, add: true);
        before = cell.Value;
        cell = new Cell(cell.Events + 1, value);
        return cell.Events == 1;
    }

    /// <summary>Forgets an event of <paramref name="item"/>; whether it was the item's last, and the value the item has.</summary>
    public bool Remove(string item, out float value)
    {
        ref var cell = ref Find(item, add: false);
        value = cell.Value;
        cell = cell with { Events = cell.Events - 1 };
        if (cell.Events > 0)
            return false;
        if (index is not null)
            index.Remove(item);
        else
            cells.RemoveAt(PlaceOf(item));
        return true;
    }

    /// <summary>Adds every item to <paramref name="evidence"/>, once.</summary>
    public void AddTo(Span<float> evidence, IDetector detector)
    {
        foreach (var (item, cell) in CollectionsMarshal.AsSpan(cells))
            detector.Add(evidence, item, cell.Value);
        if (index is null)
            return;
        foreach (var (item, cell) in index)
            detector.Add(evidence, item, cell.Value);
    }

    private ref Cell Find(string item, bool add)
    {
        if (index is not null)
            return ref CollectionsMarshal.GetValueRefOrAddDefault(index, item, out _);
        var at = PlaceOf(item);
        if (at < 0 && add)
        {
            if (cells.Count == IndexedFrom)
                return ref FindIndexed(item);
            at = cells.Count;
            cells.Add((item, default));
        }

        return ref CollectionsMarshal.AsSpan(cells)[at].Cell;
    }

    private ref Cell FindIndexed(string item)
    {
        index = new Dictionary<string, Cell>(2 * IndexedFrom, StringComparer.Ordinal);
        foreach (var (known, cell) in cells)
            index.Add(known, cell);
        cells.Clear();
        cells.Capacity = 0;
        return ref CollectionsMarshal.GetValueRefOrAddDefault(index, item, out _);
    }

    private int PlaceOf(string item)
    {
        var own = CollectionsMarshal.AsSpan(cells);
        for (var i = own.Length - 1; i >= 0; i--)
        {
            if (string.Equals(own[i].Item, item, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private readonly record struct Cell(int Events, float Value);
}
