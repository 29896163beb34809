using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowRankDefense.Core.Recommendations;

/// <summary>Keeps the best n of a stream of scored items that comes in ascending order of the items; ties go to the smaller item.</summary>
/// <remarks>A heap with the worst of the best at its root. A run of scores is compared with that root eight at a time, and most runs end there.</remarks>
internal sealed class TopSelector(int capacity)
{
    private readonly (float Score, int Item)[] heap = new (float, int)[capacity];
    private int count;

    // Nothing at or below this can enter any more.
    private float Floor => count < capacity ? float.NegativeInfinity : heap[0].Score;

    /// <summary>Offers items <paramref name="firstItem"/>, firstItem + 1, … with their scores; −∞ stands for an item that is not to be chosen.</summary>
    public void Offer(ReadOnlySpan<float> scores, int firstItem)
    {
        if (capacity == 0)
            return;
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(scores);
            for (; i + Vector256<float>.Count <= scores.Length; i += Vector256<float>.Count)
            {
                var above = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.Create(Floor)).ExtractMostSignificantBits();
                for (; above != 0; above &= above - 1)
                {
                    var at = i + System.Numerics.BitOperations.TrailingZeroCount(above);
                    OfferOne(scores[at], firstItem + at);
                }
            }
        }

        for (; i < scores.Length; i++)
            OfferOne(scores[i], firstItem + i);
    }

    /// <summary>Writes what was kept, best first, and forgets it; returns how many there are.</summary>
    public int TakeSorted(Span<int> items, Span<float> scores)
    {
        Debug.Assert(items.Length >= count && scores.Length >= count);
        heap.AsSpan(0, count).Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        for (var i = 0; i < count; i++)
            (scores[i], items[i]) = heap[i];
        var taken = count;
        count = 0;
        return taken;
    }

    private void OfferOne(float score, int item)
    {
        if (!(score > Floor))
            return;
        if (count < capacity)
        {
            var at = count++;
            for (; at > 0 && Worse((score, item), heap[(at - 1) / 2]); at = (at - 1) / 2)
                heap[at] = heap[(at - 1) / 2];
            heap[at] = (score, item);
            return;
        }

        // Sift down from the root.
        var hole = 0;
        while ((2 * hole) + 1 < count)
        {
            var child = (2 * hole) + 1;
            if (child + 1 < count && Worse(heap[child + 1], heap[child]))
                child++;
            if (!Worse(heap[child], (score, item)))
                break;
            heap[hole] = heap[child];
            hole = child;
        }

        heap[hole] = (score, item);
    }

    private static bool Worse((float Score, int Item) a, (float Score, int Item) b) => a.Score < b.Score || (a.Score == b.Score && a.Item > b.Item);
}
