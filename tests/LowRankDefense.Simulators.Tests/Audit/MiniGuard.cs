using System.Globalization;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Tests.Audit;

/// <summary>The rules of the guard in their shortest form: what a worker without a fault puts on its topics.</summary>
internal sealed class MiniGuard(bool holds)
{
    private readonly Dictionary<string, User> users = new(StringComparer.Ordinal);

    public Streams Streams { get; } = new();

    /// <summary>Whether the user sent an event.</summary>
    public bool Knows(string name) => users.TryGetValue(name, out var user) && user.Sent.Count > 0;

    /// <summary>Sends an event of the user; <paramref name="fake"/> is what is found then, null where nothing is.</summary>
    public void Send(string name, bool? fake = null)
    {
        var user = UserOf(name);
        var number = Streams.In.Count.ToString(CultureInfo.InvariantCulture);
        var interaction = new Interaction($"e-{number}", name, $"i-{number}", 1f, Streams.SentAt - 1);
        user.Sent.Add(Streams.Send(user.Partition, name, InteractionWriter.Write(interaction)));
        user.Remembered.Add(interaction);
        if (user.Remembered.Count > Streams.Profiles.Capacity)
            user.Remembered.RemoveAt(0);
        Judge(user, interaction, fake);
    }

    /// <summary>Judges the user again without an event.</summary>
    public void Sweep(string name, bool fake) => Judge(UserOf(name), null, fake);

    /// <summary>Sends the user's newest event once more.</summary>
    public void SendAgain(string name)
    {
        var user = UserOf(name);
        Streams.Reject(Streams.Send(user.Partition, name, user.Sent[^1].Value), "duplicate");
    }

    /// <summary>Sends what no parser takes.</summary>
    public void SendNoise(string name) => Streams.Reject(Streams.Send(UserOf(name).Partition, name, [1, 2, 3]), "malformed");

    /// <summary>Ends: what is still held stands in the profiles.</summary>
    public Streams End()
    {
        foreach (var user in users.Values)
        foreach (var held in user.Remembered[^user.Held..])
            Streams.Held.Add(new(user.Name, held));
        return Streams;
    }

    private User UserOf(string name)
    {
        if (!users.TryGetValue(name, out var user))
            users[name] = user = new User { Name = name, Partition = users.Count % 2 };
        return user;
    }

    private void Judge(User user, Interaction? now, bool? fake)
    {
        var before = user.Status;
        var earlier = now is null ? user.Remembered : user.Remembered[..^1];
        user.Status =
            fake == true ? Status.Fake
            : fake == false || (before == Status.New && holds && user.Held >= Streams.Profiles.Capacity - 1) ? Status.Genuine
            : before;
        if (user.Status != before)
        {
            Streams.Verdicts.Add((user.Name, user.Status == Status.Fake));
            var held = earlier[^user.Held..];
            user.Held = 0;
            if (user.Status == Status.Fake)
            {
                if (user.Published > 0)
                    Streams.Sanitized.Add(new(user.Name, null));
                user.Published = 0;
                Streams.Quarantined.AddRange(held.Select(e => new Streams.Record(user.Name, e)));
            }
            else
            {
                Publish(user, before == Status.Fake ? earlier : held);
            }
        }

        if (now is not { } interaction)
            return;
        if (user.Status == Status.Fake)
            Streams.Quarantined.Add(new(user.Name, interaction));
        else if (user.Status == Status.New && holds)
            user.Held++;
        else
            Publish(user, [interaction]);
    }

    private void Publish(User user, List<Interaction> events)
    {
        Streams.Sanitized.AddRange(events.Select(e => new Streams.Record(user.Name, e)));
        user.Published += events.Count;
    }

    private enum Status
    {
        New,
        Genuine,
        Fake,
    }

    private sealed class User
    {
        public required string Name { get; init; }
        public required int Partition { get; init; }
        public List<Streams.Sent> Sent { get; } = [];
        public List<Interaction> Remembered { get; } = [];
        public Status Status { get; set; }
        public int Held { get; set; }
        public long Published { get; set; }
    }
}
