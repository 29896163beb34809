using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>What defenses cost where there is nobody to defend against, by how popular the items are that users are to be shown.</summary>
internal static class RecallByPopularity
{
    /// <summary>The table.</summary>
    /// <param name="of">What it is of.</param>
    /// <param name="rows">Victims of clean data, a row each.</param>
    /// <param name="shown">Places of a list.</param>
    /// <param name="cache">Has their results.</param>
    public static StudyTable Table(
        string of,
        IEnumerable<(string Label, IReadOnlyList<Step<VictimOutcome>> Victims)> rows,
        int shown,
        StepCache cache
    ) =>
        new(
            $"{of}, clean: Recall@{shown} of held-out items by their popularity",
            [$"all items, Recall@{shown}", .. TargetGroups.Names.Select(name => $"{name} items, Recall@{shown}")],
            [.. rows.Select(row => Row(row.Label, [.. row.Victims.Select(v => v.In(cache))]))]
        );

    private static StudyRow Row(string label, VictimOutcome[] outcomes) =>
        new(
            label,
            [
                new Reproduced([.. outcomes.Select(o => o.Recall)]),
                .. TargetGroups.Names.Select(
                    (_, group) =>
                        Array.TrueForAll(outcomes, o => o.RecallOf[group] is not null)
                            ? new Reproduced([.. outcomes.Select(o => o.RecallOf[group]!.Value)])
                            : null
                ),
            ]
        );
}
