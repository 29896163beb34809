using System.CommandLine;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate</c>: measures a detector or a recommender.</summary>
internal static class EvaluateCommand
{
    public static Command Create() =>
        new("evaluate", "Measures a detector or a recommender on a data set.")
        {
            EvaluateDetectorCommand.Create(),
            EvaluateRecommenderCommand.Create(),
        };
}
