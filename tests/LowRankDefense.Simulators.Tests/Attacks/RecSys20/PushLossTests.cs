using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys20;

public class PushLossTests
{
    private const int Users = 1_040;
    private const int Genuine = 1_035;
    private const int Items = 23;
    private const int Rank = 6;
    private static readonly int[] Targets = [2, 11, 19];

    [Fact]
    public void Loss_ShouldBeThatOfItsDefinition_OverTheGenuineUsersAlone()
    {
        var model = Model();

        new PushLoss(Users, Items, Rank, Genuine, Targets).Evaluate(model).ShouldBe(Loss(model), 1e-5 * Loss(model));
    }

    [Fact]
    public void Derivatives_ShouldBeThoseOfCentralDifferences()
    {
        var (model, loss) = (Model(), new PushLoss(Users, Items, Rank, Genuine, Targets));

        loss.Evaluate(model);

        foreach (
            var (factors, derivatives, rows) in new[] { (model.Users, loss.OfUsers, new[] { 0, 7, 1_034 }), (model.Items, loss.OfItems, [2, 5, 22]) }
        )
        foreach (var row in rows)
            for (var f = 0; f < Rank; f++)
                derivatives[row, f].ShouldBe((float)Difference(model, factors, row, f), 2e-3f);
        loss.OfUsers.RowRange(Genuine, Users).ToArray().ShouldAllBe(d => d == 0f, "what fakes are shown is nobody's aim");
    }

    [Fact]
    public void Evaluation_ShouldForgetTheOneBefore()
    {
        var (model, loss) = (Model(), new PushLoss(Users, Items, Rank, Genuine, Targets));
        loss.Evaluate(model);
        var first = loss.OfItems.Data.ToArray();

        loss.Evaluate(model);

        loss.OfItems.Data.ToArray().ShouldBe(first);
    }

    private static FactorModel Model() => FactorModel.Gaussian(Users, Items, Rank, 0.6, new SeededRandom(4));

    private static double Difference(FactorModel model, DenseMatrix factors, int row, int column)
    {
        const float H = 1e-2f;
        var was = factors[row, column];
        factors[row, column] = was + H;
        var above = Loss(model);
        factors[row, column] = was - H;
        var below = Loss(model);
        factors[row, column] = was;
        return (above - below) / (2 * H);
    }

    // Σ_u −1/|T| Σ_t ln softmax(P_u Qᵀ)_t
    private static double Loss(FactorModel model)
    {
        var loss = 0.0;
        for (var u = 0; u < Genuine; u++)
        {
            double[] scores = [.. Enumerable.Range(0, Items).Select(i => Score(model, u, i))];
            var logSum = Math.Log(scores.Sum(Math.Exp));
            loss += logSum - Targets.Average(t => scores[t]);
        }

        return loss;
    }

    private static double Score(FactorModel model, int user, int item) =>
        Enumerable.Range(0, Rank).Sum(f => (double)model.Users[user, f] * model.Items[item, f]);
}
