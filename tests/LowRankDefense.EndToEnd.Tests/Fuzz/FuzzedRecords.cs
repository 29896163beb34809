using System.Text;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.EndToEnd.Tests.Fuzz;

/// <summary>Draws records no parser may accept: noise, truncated and mistyped JSON, numbers out of range, oversized strings, unknown versions.</summary>
internal sealed class FuzzedRecords(ulong seed)
{
    private const string Good = """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":1700000000000}""";
    private readonly SeededRandom random = new(seed);
    private readonly byte[] key = "u-1"u8.ToArray();

    private static readonly string[] Mistyped =
    [
        """{"id":7,"user":"u-1","item":"i-1","value":1,"timestamp":1700000000000}""",
        """{"id":"e-1","user":["u-1"],"item":"i-1","value":1,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":null,"value":1,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":"1","timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":"now"}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":1.5}""",
        """["e-1","u-1","i-1",1,1700000000000]""",
        "null",
        "17",
    ];

    private static readonly string[] OutOfRange =
    [
        """{"id":"e-1","user":"u-1","item":"i-1","value":1e999,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":NaN,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":-1e30,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":99999999999999999999999}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":9000000000000000000}""",
        """{"id":"e-1","user":"u-1","item":"i-1","value":1,"timestamp":-1}""",
    ];

    private static readonly string[] Missing =
    [
        "{}",
        """{"user":"u-1","item":"i-1","value":1,"timestamp":1700000000000}""",
        """{"id":"e-1","item":"i-1","value":1,"timestamp":1700000000000}""",
        """{"id":"e-1","user":"u-1","value":1,"timestamp":1700000000000}""",
        """{"id":"","user":"u-1","item":"i-1","value":1,"timestamp":1700000000000}""",
    ];

    /// <summary>The next record; about one in a hundred carries a string of a megabyte.</summary>
    public FuzzedRecord Next() =>
        random.NextInt(100) == 0
            ? OfMegabyte()
            : random.NextInt(8) switch
            {
                0 => new("noise", key, Noise(1 + random.NextInt(300))),
                1 => new("truncated", key, Encoding.UTF8.GetBytes(Good[..random.NextInt(Good.Length)])),
                2 => new("mistyped", key, Pick(Mistyped)),
                3 => new("out of range", key, Pick(OutOfRange)),
                4 => new("missing field", key, Pick(Missing)),
                5 => new("unknown version", key, Encoding.UTF8.GetBytes(Good), SchemaVersion: random.NextInt(2) == 0 ? "99" : "nonsense"),
                6 => new("key of another user", "u-2"u8.ToArray(), Encoding.UTF8.GetBytes(Good)),
                _ => new("flipped", key, Flipped()),
            };

    private FuzzedRecord OfMegabyte()
    {
        var text = new string('x', 900_000);
        return new("megabyte", key, Encoding.UTF8.GetBytes($$"""{"id":"e-1","user":"u-1","item":"{{text}}","value":1,"timestamp":1700000000000}"""));
    }

    private byte[] Pick(string[] texts) => Encoding.UTF8.GetBytes(texts[random.NextInt(texts.Length)]);

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)random.NextInt(256);
        return bytes;
    }

    // A structural character overwritten by a control character: never valid JSON.
    private byte[] Flipped()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[random.NextInt(bytes.Length)] = 0x01;
        return bytes;
    }
}
