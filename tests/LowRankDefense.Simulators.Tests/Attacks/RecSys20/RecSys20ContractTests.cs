using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys20;

public abstract class RecSys20ContractTests(string surrogate) : LearnedAttackContract
{
    private static readonly CsrMatrix Population = RecSys20AttackTests.Population();

    protected override CsrMatrix Clean => Population;

    protected override int[] Pushed => [40, 61];

    protected override LearnedFakes Attack(
        CsrMatrix genuine,
        int count,
        IReadOnlyList<int> targets,
        ulong seed,
        IProgress<AttackStep>? progress = null,
        CancellationToken cancel = default
    ) => new RecSys20Attack(Options).Learn(genuine, count, targets, seed, checkpoint: null, progress, cancel);

    private RecSys20Options Options =>
        SurrogateCatalog.SettingsFor(surrogate) with
        {
            Epochs = Steps,
            TracedEpochs = 5,
            Wrmf = new WrmfOptions
            {
                Rank = 16,
                Epochs = 30,
                BatchSize = 64,
            },
            Als = new IalsOptions { Rank = 16, Regularization = 0.5 },
        };

    public sealed class OfWrmfSgd() : RecSys20ContractTests(SurrogateCatalog.WrmfSgd);

    public sealed class OfWrmfAls() : RecSys20ContractTests("wrmf-als");
}
