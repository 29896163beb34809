using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Popularity;

/// <summary>The baseline that knows no users: every item is preferred as often as it was chosen.</summary>
/// <remarks>A model of rank 1 with user factors of 1, so that it is ranked, published and measured like any other.</remarks>
public sealed class PopularityTrainer : IFactorTrainer
{
    /// <inheritdoc/>
    public double Confidence => 1;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancel.ThrowIfCancellationRequested();
        var users = new DenseMatrix(problem.Preferences.Rows, 1);
        users.Data.Fill(1f);
        var items = new DenseMatrix(problem.Preferences.Columns, 1);
        for (var u = 0; u < problem.Preferences.Rows; u++)
        {
            var columns = problem.Preferences.ColumnsOf(u);
            var preferences = problem.Preferences.ValuesOf(u);
            var confidences = problem.ConfidencesOf(u);
            for (var e = 0; e < columns.Length; e++)
                items.Data[columns[e]] += preferences[e] > 0f ? confidences[e] : 0f;
        }

        progress?.Report(new TrainingProgress(1, 1, double.NaN));
        return new FactorModel(users, items);
    }
}
