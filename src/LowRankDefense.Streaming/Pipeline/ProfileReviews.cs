using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Looks at known profiles again: all of them after a change of detectors or an assignment, single ones when they are due.</summary>
internal sealed class ProfileReviews(int loop, LoopServices services, OwnedPartitions partitions, Cycle cycle)
{
    /// <summary>Whether there is anything to look at now.</summary>
    public bool HasWork()
    {
        foreach (var partition in partitions.All)
        {
            if (!partition.Sweep.Done || partition.Reviews.HasDue(cycle.Now))
                return true;
        }

        return false;
    }

    /// <summary>Between cycles: adopts the newest detectors and reviews a slice of what is due. Reviews open a cycle: at most one slice of them delays the events behind.</summary>
    public void Run()
    {
        if (cycle.AdoptDetectors())
        {
            foreach (var partition in partitions.All)
                partition.Sweep.Restart();
            services.Reached(PipelinePoint.DetectorsAdopted, loop);
        }

        foreach (var partition in partitions.All)
        {
            // Profiles that are committed and not stored yet would be passed over.
            if (!partition.Sweep.Done)
                cycle.Settle();
            if (!partition.Sweep.Done)
                Sweep(partition);
            while (partition.Reviews.TryTake(cycle.Now, out var user))
            {
                if (partition.Store.Find(user) is { } profile)
                    cycle.Review(partition, profile);
            }
        }
    }

    private void Sweep(PartitionState partition)
    {
        var profiles = partition.Store.Scan(partition.Sweep.After, services.Options.SweepProfiles);
        foreach (var profile in profiles)
        {
            if (partition.Sweep.IsFirst)
                cycle.Recover(partition, profile);
            if (cycle.HasDetectors)
                cycle.Review(partition, profile);
        }

        if (profiles.Count < services.Options.SweepProfiles)
            partition.Sweep.Finish();
        else
            partition.Sweep.Advance(profiles[^1].User);
        cycle.Flush();
        if (cycle.IsOpen)
            services.Reached(PipelinePoint.SweptSlice, loop);
    }
}
