using System.Buffers.Text;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.Events;

/// <summary>Records of events as a client hands them over, with buffers of their own that are written anew for every round.</summary>
internal sealed class EventRing
{
    private const string Template = """{"id":"e-00000000","user":"u-00000000","item":"i-00000000","value":1,"timestamp":1700000000000}""";
    private const int IdAt = 9;
    private const int UserAt = 29;
    private const int ItemAt = 49;
    private readonly Message<byte[], byte[]>[] records;
    private int id;

    /// <summary>A ring of <paramref name="count"/> records.</summary>
    public EventRing(int count) =>
        records = [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(UserId(0)), Value = Encoding.UTF8.GetBytes(Template) }),
        ];

    /// <summary>The records of the round.</summary>
    public ReadOnlySpan<Message<byte[], byte[]>> Records => records;

    /// <summary>Id of the user of a number below 10⁸.</summary>
    public static string UserId(int user) => "u-" + user.ToString("D8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Id of the item of a number below 10⁸.</summary>
    public static string ItemId(int item) => "i-" + item.ToString("D8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An item by popularity: a power law, density ∝ item^(−1/2).</summary>
    public static int DrawItem(SeededRandom random, int items)
    {
        var x = random.NextDouble();
        return (int)(items * x * x);
    }

    /// <summary>Writes the next round: new event ids, users and items as they are drawn.</summary>
    public void Next(Func<int> user, Func<int> item)
    {
        foreach (var record in records)
        {
            var who = user();
            Write(who, record.Key.AsSpan(2));
            Write(id++, record.Value.AsSpan(IdAt));
            Write(who, record.Value.AsSpan(UserAt));
            Write(item(), record.Value.AsSpan(ItemAt));
        }
    }

    private static void Write(int number, Span<byte> digits) =>
        Utf8Formatter.TryFormat(number, digits, out _, new System.Buffers.StandardFormat('D', 8));
}
