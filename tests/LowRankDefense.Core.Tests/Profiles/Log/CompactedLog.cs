using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Core.Tests.Profiles.Log;

/// <summary>A changelog of which compaction has left the newest record of every key.</summary>
internal sealed class CompactedLog
{
    private readonly Dictionary<ProfileKey, byte[]> newest = [];
    private readonly ProfileLog log = new();

    /// <summary>Bytes of all records that were ever appended, keys among them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Snapshots among them.</summary>
    public int Snapshots { get; private set; }

    /// <summary>Logs what has changed of a profile; returns the record's key.</summary>
    public ProfileKey Append(UserProfile profile)
    {
        var (key, value) = log.Next(profile);
        newest[key] = value;
        Bytes += key.Bytes.Length + value.Length;
        Snapshots += key.IsSnapshot ? 1 : 0;
        return key;
    }

    /// <summary>The records of a user as a store gives them, left-overs at the end.</summary>
    public List<byte[]> Records(string user)
    {
        var records = new List<byte[]>();
        for (var key = ProfileKey.OfSnapshot(user); newest.TryGetValue(key, out var value); key = ProfileKey.OfDelta(user, records.Count - 1))
            records.Add(value);
        return records;
    }

    /// <summary>The profile of a user.</summary>
    public UserProfile Read(string user, ProfileOptions options) => ProfileLog.Read(user, Records(user), options)!;
}
