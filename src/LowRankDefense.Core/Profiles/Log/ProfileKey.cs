using System.Buffers.Binary;
using System.Text;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>The key of a record in the log of a profile, in the changelog and in the stores.</summary>
/// <remarks>
/// A snapshot has the user's UTF-8 bytes for a key, a delta these and 0xFF, which no UTF-8 contains, and its number from 0, two bytes, big-endian. So a
/// topic that keeps the newest record of every key keeps the newest snapshot and the newest delta of each number. Keys are ordered by their bytes, which
/// puts a user before all users whose ids go on from his, and those before his deltas.
/// </remarks>
public readonly struct ProfileKey : IEquatable<ProfileKey>
{
    private const byte DeltaMark = 0xFF;
    private const int DeltaSuffix = 1 + sizeof(ushort);

    /// <summary>A key as it was read.</summary>
    /// <param name="bytes">Its bytes, not to be changed any more.</param>
    public ProfileKey(byte[] bytes) => Bytes = bytes;

    /// <summary>Its bytes; not to be changed.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether it is that of a snapshot.</summary>
    public bool IsSnapshot => Bytes.Length < DeltaSuffix || Bytes[^DeltaSuffix] != DeltaMark;

    /// <summary>The user whose profile it belongs to.</summary>
    public string User => Encoding.UTF8.GetString(IsSnapshot ? Bytes : Bytes.AsSpan(..^DeltaSuffix));

    /// <summary>The key of the snapshots of <paramref name="user"/>.</summary>
    public static ProfileKey OfSnapshot(string user) => new(Encoding.UTF8.GetBytes(user));

    /// <summary>The key of the deltas of <paramref name="user"/> with a number, 0 to 65,535.</summary>
    public static ProfileKey OfDelta(string user, int number)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(user) + DeltaSuffix];
        Encoding.UTF8.GetBytes(user, bytes);
        return Numbered(bytes, number);
    }

    /// <summary>The key of the user's deltas with a number, 0 to 65,535; this one must be that of a snapshot.</summary>
    public ProfileKey Delta(int number)
    {
        var bytes = new byte[Bytes.Length + DeltaSuffix];
        Bytes.CopyTo(bytes, 0);
        return Numbered(bytes, number);
    }

    /// <inheritdoc/>
    public bool Equals(ProfileKey other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProfileKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    private static ProfileKey Numbered(byte[] bytes, int number)
    {
        bytes[^DeltaSuffix] = DeltaMark;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(^sizeof(ushort)), checked((ushort)number));
        return new ProfileKey(bytes);
    }
}
