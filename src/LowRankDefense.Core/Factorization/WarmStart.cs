using LowRankDefense.Core.Recommendations;

namespace LowRankDefense.Core.Factorization;

/// <summary>The factors that a warm training begins with.</summary>
internal static class WarmStart
{
    /// <summary>A copy of the factors of a model, for a training that writes to them.</summary>
    /// <param name="model">The model; it is left as it is.</param>
    /// <param name="problem">What is to be fitted.</param>
    /// <exception cref="ArgumentException">The problem has other users or items than the model.</exception>
    public static FactorModel Of(FactorModel model, WeightedInteractions problem)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(problem);
        var (users, items) = (problem.Preferences.Rows, problem.Preferences.Columns);
        return (users, items) == (model.UserCount, model.ItemCount)
            ? new FactorModel(model.Users.Clone(), model.Items.Clone())
            : throw new ArgumentException(
                $"A model of {model.UserCount} users and {model.ItemCount} items cannot go on with {users} × {items} interactions: train one anew.",
                nameof(model)
            );
    }
}
