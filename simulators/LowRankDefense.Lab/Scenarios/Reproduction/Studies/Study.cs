using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>A table or figure of the paper, as steps and what is made of their results.</summary>
/// <param name="Name">Name of the study, such as <c>table1</c>.</param>
/// <param name="Steps">What has to be computed.</param>
/// <param name="Report">Makes the result, from the steps' results.</param>
internal sealed record Study(string Name, IReadOnlyList<IStep> Steps, Func<StepCache, StudyResult> Report);
