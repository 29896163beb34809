using MemoryPack;

namespace LowRankDefense.Core.Profiles;

/// <summary>Turns profiles into the bytes of the store and of the changelog, and back. The first byte is the format version.</summary>
public static class UserProfileCodec
{
    private const byte FormatVersion = 1;

    /// <summary>The bytes of <paramref name="profile"/>; the user id is the key and not part of them.</summary>
    public static byte[] Encode(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var payload = MemoryPackSerializer.Serialize(profile.Capture());
        return [FormatVersion, .. payload];
    }

    /// <summary>The profile of <paramref name="user"/> from its bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a version this build does not know.</exception>
    public static UserProfile Decode(string user, ReadOnlySpan<byte> bytes, ProfileOptions options)
    {
        if (bytes.IsEmpty || bytes[0] != FormatVersion)
            throw new InvalidDataException(
                $"The profile of user '{user}' is not of format {FormatVersion}: remove the state directory so that it is rebuilt from its changelog, or run the build that wrote it."
            );
        try
        {
            var payload =
                MemoryPackSerializer.Deserialize<UserProfilePayload>(bytes[1..])
                ?? throw new InvalidDataException($"The profile of user '{user}' is empty.");
            return UserProfile.Restore(user, options, payload);
        }
        catch (MemoryPackSerializationException e)
        {
            throw new InvalidDataException(
                $"The profile of user '{user}' is damaged: remove the state directory so that it is rebuilt from its changelog.",
                e
            );
        }
    }
}
