using System.Numerics.Tensors;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>Moves profiles to where a surrogate that is trained on them does what the attacker wants, by the values of the objective alone.</summary>
/// <remarks>
/// Christakopoulou &amp; Banerjee (RecSys 2019), algorithm 1: gradient descent of order zero along leading singular directions. Departures: α and η are shares of the
/// length of all profiles, the estimated gradient has the length 1, so that one setting suits any data; and the surrogate of every objective goes on from that of the
/// drawn profiles by as many iterations, so that f is one function of Z and not of how long something was trained.
/// </remarks>
internal sealed class ProfileDescent(CsrMatrix genuine, IReadOnlyList<int> targets, RecSys19Options options)
{
    private readonly ProfileReader reader = new(genuine, targets, options.Fillers);
    private readonly PushObjective objective = new(genuine, targets, options.Intent);
    private readonly Surrogate surrogate = new(genuine, options);

    /// <summary>Descends.</summary>
    /// <param name="profiles">Z: fakes × items, as they are drawn; left as they are tried last.</param>
    /// <param name="random">Draws the factors that the surrogate begins with.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Stops between sweeps of the surrogate.</param>
    /// <returns>The fakes of the step with the lowest loss.</returns>
    public LearnedFakes Descend(DenseMatrix profiles, SeededRandom random, IProgress<AttackStep>? progress, CancellationToken cancel)
    {
        var history = new List<AttackStep>();
        var fakes = reader.Read(profiles);
        if (options.Steps == 0)
            return new LearnedFakes(fakes, history);
        var best = fakes;
        var model = surrogate.Train(fakes, random, cancel);
        for (var step = 1; step <= options.Steps; step++)
        {
            var (loss, rate) = Evaluate(fakes, model, cancel);
            if (history.TrueForAll(s => loss < s.Loss))
                best = fakes;
            history.Add(new AttackStep(step, options.Steps, loss, rate, fakes.NonZeros));
            progress?.Report(history[^1]);
            if (step == options.Steps)
                break;
            Step(profiles, model, loss, cancel);
            fakes = reader.Read(profiles);
        }

        return new LearnedFakes(best, history);
    }

    // Z ← Π (Z − η ĝ / ‖ĝ‖),  ĝ = Σ_k [f(Z + α V_k) − f(Z)] / α · V_k
    private void Step(DenseMatrix profiles, FactorModel model, double loss, CancellationToken cancel)
    {
        var directions = SingularDirections.Of(profiles, options.Directions);
        var length = Vectors.Norm(profiles.Data);
        var slopes = new double[directions.Count];
        for (var k = 0; k < slopes.Length; k++)
        {
            var probe = profiles.Clone();
            directions.Move(k, options.Probe * length, probe);
            slopes[k] = Evaluate(reader.Read(probe), model, cancel).Loss - loss;
        }

        // The directions are orthonormal: the gradient is as long as its coordinates.
        var steepness = TensorPrimitives.Norm<double>(slopes);
        if (steepness == 0.0)
            return;
        for (var k = 0; k < slopes.Length; k++)
            directions.Move(k, -options.StepLength * length * slopes[k] / steepness, profiles);
        TensorPrimitives.Clamp(profiles.Data, 0f, reader.Largest, profiles.Data);
    }

    // f(Z), and whom the surrogate shows a target
    private (double Loss, double Rate) Evaluate(CsrMatrix fakes, FactorModel start, CancellationToken cancel)
    {
        var model = surrogate.GoOn(start, fakes, cancel);
        var lists = ShownTargets.ListsOf(model, genuine, options.Shown, cancel);
        return (objective.Of(model, lists), ShownTargets.Rate(lists, targets));
    }
}
