using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>The recommenders that fakes are learned against, by name.</summary>
/// <remarks>A new surrogate is a row here.</remarks>
public static class SurrogateCatalog
{
    /// <summary>The surrogate of the strongest attack of the paper.</summary>
    public const string WrmfSgd = "wrmf-sgd";

    /// <summary>No surrogate: fakes stay the copies that they begin as, and show what the steps are worth.</summary>
    /// <remarks>What the code of the authors calls random draws every cell anew, half of all items for every fake.</remarks>
    public const string None = "none";

    private static readonly (RecSys20Options Settings, Func<RecSys20Options, ITracedTraining>? Create)[] Entries =
    [
        (new RecSys20Options { Surrogate = WrmfSgd }, o => new WrmfUnroll(o.Wrmf, o.TracedEpochs)),
        (
            new RecSys20Options
            {
                Surrogate = "wrmf-als",
                Threshold = 0.1,
                ClickTargets = true,
            },
            o => new IalsLastStep(o.Als)
        ),
        (new RecSys20Options { Surrogate = None }, null),
    ];

    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Settings.Surrogate)];

    /// <summary>The settings that the code of the authors has for a surrogate.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static RecSys20Options SettingsFor(string name) => Entry(name).Settings;

    /// <summary>The surrogate that the settings name; null for <see cref="None"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    internal static ITracedTraining? Create(RecSys20Options options) => Entry(options.Surrogate).Create?.Invoke(options);

    private static (RecSys20Options Settings, Func<RecSys20Options, ITracedTraining>? Create) Entry(string name)
    {
        var at = Array.FindIndex(Entries, e => string.Equals(e.Settings.Surrogate, name, StringComparison.Ordinal));
        return at >= 0
            ? Entries[at]
            : throw new ArgumentException($"There is no surrogate '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));
    }
}
