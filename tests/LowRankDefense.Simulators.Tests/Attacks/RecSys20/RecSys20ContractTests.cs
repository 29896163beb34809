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
    ) => new RecSys20Attack(RecSys20AttackTests.Options(Steps, surrogate)).Learn(genuine, count, targets, seed, checkpoint: null, progress, cancel);

    public sealed class OfWrmfSgd() : RecSys20ContractTests(SurrogateCatalog.WrmfSgd);

    public sealed class OfWrmfAls() : RecSys20ContractTests("wrmf-als");
}
