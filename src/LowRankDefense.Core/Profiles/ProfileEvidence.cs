using LowRankDefense.Core.Detection;

namespace LowRankDefense.Core.Profiles;

/// <summary>The evidence of one profile under each detector in force, kept up to date item by item.</summary>
/// <remarks>A detector is known by its version, so that a profile keeps no model alive that is no longer in force.</remarks>
internal sealed class ProfileEvidence
{
    // Every removal leaves its rounding behind: now and then the sum is made anew.
    private const int MostRemovals = 1_024;
    private Slot[] slots = [];

    /// <summary>An item has come into the row.</summary>
    public void Add(ReadOnlySpan<IDetector> detectors, string item, float value)
    {
        for (var s = 0; s < slots.Length; s++)
        {
            if (InForce(ref slots[s], detectors) is { } detector)
                detector.Add(slots[s].Sum, item, value);
        }
    }

    /// <summary>An item has left the row, with the value it had there.</summary>
    public void Remove(ReadOnlySpan<IDetector> detectors, string item, float value)
    {
        for (var s = 0; s < slots.Length; s++)
        {
            if (InForce(ref slots[s], detectors) is not { } detector)
                continue;
            detector.Remove(slots[s].Sum, item, value);
            if (++slots[s].Removals >= MostRemovals)
                slots[s].Version = null;
        }
    }

    /// <summary>Whether the sum under <paramref name="detector"/> is current, and the sum; where it is not, zeros to be filled and then to be kept current.</summary>
    public bool TryGet(IDetector detector, out float[] sum)
    {
        ref var slot = ref SlotOf(detector.Family);
        if (ReferenceEquals(slot.Version, detector.Version))
        {
            sum = slot.Sum;
            return true;
        }

        if (slot.Sum?.Length != detector.EvidenceLength)
            slot.Sum = new float[detector.EvidenceLength];
        Array.Clear(slot.Sum);
        (slot.Version, slot.Removals, sum) = (detector.Version, 0, slot.Sum);
        return false;
    }

    private ref Slot SlotOf(string family)
    {
        for (var s = 0; s < slots.Length; s++)
        {
            if (slots[s].Family == family)
                return ref slots[s];
        }

        Array.Resize(ref slots, slots.Length + 1);
        slots[^1].Family = family;
        return ref slots[^1];
    }

    // A sum whose detector is not told of the change is current no longer.
    private static IDetector? InForce(ref Slot slot, ReadOnlySpan<IDetector> detectors)
    {
        if (slot.Version is null)
            return null;
        foreach (var detector in detectors)
        {
            if (ReferenceEquals(detector.Version, slot.Version))
                return detector;
        }

        slot.Version = null;
        return null;
    }

    private struct Slot
    {
        public string Family;
        public string? Version;
        public float[] Sum;
        public int Removals;
    }
}
