using System.Globalization;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Detection;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Schedules;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>Makes one attack of several: fakes of several files under new ids, in an order that tells nothing, each interaction with its time.</summary>
internal sealed class ComposeScenario
{
    private readonly Lazy<IndexedDataSet> data;
    private readonly Lazy<GenuineStatistics> genuine;

    /// <summary>A scenario that reads the data only as far as it must.</summary>
    public ComposeScenario()
    {
        data = new Lazy<IndexedDataSet>(() => IndexedDataSet.Of(Data!));
        genuine = new Lazy<GenuineStatistics>(() => new GenuineStatistics(data.Value.Train));
    }

    /// <summary>The data set attacked.</summary>
    public required DataSet Data { get; init; }

    /// <summary>Fakes files, at least one.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Names of obfuscations, done to each attack one after the other, before the fakes are put in time.</summary>
    public IReadOnlyList<string> Disguises { get; init; } = [];

    /// <summary>Whom adaptive fakes ask; null where there are none.</summary>
    public IDetector? Detector { get; init; }

    /// <summary>Profiles that each of them asks about.</summary>
    public int Queries { get; init; } = AdaptiveEvasion.UsualQueries;

    /// <summary>When the fakes come; null for no times.</summary>
    public required ScheduleOptions? Schedule { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="seed">Seed of the order and of the times.</param>
    /// <exception cref="InvalidDataException">A fake has an item that the data does not have, or the data a user with an id that a fake is to get; fakes to disguise of which nobody knows the targets.</exception>
    /// <exception cref="ArgumentException">A disguise that cannot be put on on this data, or for these targets.</exception>
    public ComposedAttack Run(ulong seed)
    {
        var random = new SeededRandom(seed);
        var attacks = Attacks();
        FakeProfile[] profiles = [.. attacks.SelectMany(a => Profiles(a, random))];
        random.Shuffle<FakeProfile>(profiles);
        Rating[] fakes = [.. profiles.SelectMany((own, at) => own.Clicks.Select(r => r with { User = IdOf(at), Timestamp = null, Place = null }))];
        Check(fakes, profiles.Length);
        var scheduled = Schedule is null ? null : new Schedule(Schedule).Draw(Data.Streamed, fakes, random);
        return new ComposedAttack(
            scheduled?.Ratings ?? fakes,
            [.. profiles.Select((own, at) => Truth(IdOf(at), own, scheduled))],
            Figures(attacks, profiles)
        );
    }

    // Two files of one kind of attack are two attacks: their targets differ.
    private List<Attack> Attacks()
    {
        var attacks = new List<Attack>();
        foreach (var file in Files)
        {
            var record = AttackRecord.Beside(file);
            var name = record.Attack ?? Path.GetFileNameWithoutExtension(file);
            var same = attacks.Count(a => a.Kind == name);
            attacks.Add(
                new Attack(name, same == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{same + 1}"), file, record.TargetIds)
            );
        }

        return attacks;
    }

    private IEnumerable<FakeProfile> Profiles(Attack attack, SeededRandom random)
    {
        var fakes = FakesFile.Read(attack.File);
        return (Disguises.Count == 0 ? fakes : Disguised(attack, fakes, random))
            .GroupBy(r => r.User, StringComparer.Ordinal)
            .Select(own => new FakeProfile(attack, [.. own]));
    }

    // A matrix has the items in the order of their columns: each fake gets an order of its own.
    private IEnumerable<Rating> Disguised(Attack attack, IReadOnlyList<Rating> fakes, SeededRandom random)
    {
        var (targets, profiles) = (TargetItems.Find([.. attack.Targets], data.Value), data.Value.Index(fakes).Profiles);
        if (targets.Length == 0)
            throw new InvalidDataException(
                $"Nobody says what the fakes of {attack.File} are after, and a disguise spares it: write them with --json."
            );
        foreach (var name in Disguises)
            profiles = ObfuscationOf(name).Apply(profiles, genuine.Value, targets, random);
        return AttackCampaign.InOrdersOfTheirOwn(FakesFile.FromMatrix(profiles, data.Value.Items.Ids), random);
    }

    private IObfuscation ObfuscationOf(string name) =>
        Detector is not null && name.Equals(AdaptiveEvasion.CommandName, StringComparison.OrdinalIgnoreCase)
            ? new AdaptiveEvasion([Detector], data.Value.Items.Ids, Queries)
            : ObfuscationCatalog.ByName(name);

    private static string IdOf(int fake) => string.Create(CultureInfo.InvariantCulture, $"fake-{fake + 1}");

    private void Check(Rating[] fakes, int count)
    {
        var (users, items) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var rating in Data.Train.Concat(Data.Test))
        {
            users.Add(rating.User);
            items.Add(rating.Item);
        }

        if (fakes.FirstOrDefault(r => !items.Contains(r.Item)) is { Item: { } item })
            throw new InvalidDataException($"A fake has the item '{item}', which {Data.Name} does not have: make the fakes for this data set.");
        if (Enumerable.Range(0, count).Select(IdOf).FirstOrDefault(users.Contains) is { } taken)
            throw new InvalidDataException($"{Data.Name} has a user '{taken}', the id of a fake: compose against data without fakes in it.");
    }

    private static KeyValuePair<string, FakeTruth> Truth(string user, FakeProfile own, ScheduledFakes? scheduled) =>
        KeyValuePair.Create(
            user,
            new FakeTruth(own.Attack.Name, scheduled is not null && scheduled.Waves.TryGetValue(user, out var wave) ? wave : null, own.Attack.Targets)
        );

    private Figure[] Figures(IReadOnlyList<Attack> attacks, FakeProfile[] profiles) =>
        [
            new("fakes", profiles.Length, "fake users"),
            new("interactions", profiles.Sum(p => p.Clicks.Length), "interactions of theirs"),
            new(
                "targets",
                attacks.SelectMany(a => a.Targets).Distinct(StringComparer.Ordinal).ToArray(),
                "items that any of them is after, as far as it is written beside its fakes"
            ),
            new(
                "attacks",
                attacks.Select(a => new AttackPart(a.Name, Path.GetFileName(a.File), profiles.Count(p => p.Attack == a), [.. a.Targets])).ToArray(),
                "what it is made of"
            ),
            new("disguises", Disguises, "what was done to the fakes of each, one after the other"),
            new("schedule", Schedule?.Kind.ToString().ToLowerInvariant(), "how they lie in time; none where they have no times"),
        ];

    private sealed record Attack(string Kind, string Name, string File, IReadOnlyList<string> Targets);

    private sealed record FakeProfile(Attack Attack, Rating[] Clicks);
}

/// <summary>An attack made of several.</summary>
/// <param name="Fakes">The interactions, fake by fake.</param>
/// <param name="Truth">What is true of each fake, in the same order.</param>
/// <param name="Figures">What there is to say.</param>
internal sealed record ComposedAttack(
    IReadOnlyList<Rating> Fakes,
    IReadOnlyList<KeyValuePair<string, FakeTruth>> Truth,
    IReadOnlyList<Figure> Figures
);

/// <summary>One of the attacks that another is made of.</summary>
/// <param name="Attack">Its name in the truth.</param>
/// <param name="File">Name of the file it comes from.</param>
/// <param name="Fakes">Its fakes.</param>
/// <param name="Targets">Ids of the items that it is after.</param>
internal sealed record AttackPart(string Attack, string File, int Fakes, string[] Targets)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Attack}: {Fakes} fakes of {File}";
}
