using System.ComponentModel.DataAnnotations;
using System.Reflection;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.BadInput;

public class OptionsBadInputTests
{
    public static TheoryData<Type> OptionTypes =>
        [
            .. new[] { typeof(CsrMatrix).Assembly, typeof(Interaction).Assembly }
                .SelectMany(a => a.GetExportedTypes())
                .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal)),
        ];

    public static TheoryData<string, Action> OutOfRange =>
        new()
        {
            { "VerdictOptions.MinimumEvents is 0", () => _ = new VerdictPolicy(new VerdictOptions { MinimumEvents = 0 }) },
            { "VerdictOptions.ReinstatementFactor is NaN", () => _ = new VerdictPolicy(new VerdictOptions { ReinstatementFactor = double.NaN }) },
            { "AdmissionOptions.HoldFor is -00:00:01", () => _ = new AdmissionPolicy(new AdmissionOptions { HoldFor = TimeSpan.FromSeconds(-1) }) },
            { "AlertOptions.MinimumSuspects is 1", () => _ = new BurstDetector(new AlertOptions { MinimumSuspects = 1 }, new ItemShares()) },
            { "PcaSvmOptions.Rank is 0", () => _ = new PcaSvmTrainer(new PcaSvmOptions { Rank = 0 }) },
            { "SvmOptions.Cost is 0", () => _ = new PcaSvmTrainer(new PcaSvmOptions { Svm = new SvmOptions { Cost = 0 } }) },
            { "AttackOptions.Count is 0", () => Attack(new AttackOptions { Count = 0, Targets = [0] }) },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Options_ShouldBeRefusedByName_WhenTheyAreOutOfRange(string named, Action use) =>
        Should.Throw<ArgumentOutOfRangeException>(use).Message.ShouldContain(named);

    // [Range(0, 1)] on a real number rounds the value before it compares.
    [Theory]
    [MemberData(nameof(OptionTypes))]
    public void Ranges_ShouldBeRealNumbers_WhereTheOptionIsOne(Type options)
    {
        foreach (var property in options.GetProperties().Where(p => p.PropertyType == typeof(double) || p.PropertyType == typeof(float)))
            property.GetCustomAttribute<RangeAttribute>()?.OperandType.ShouldBe(typeof(double), $"{options.Name}.{property.Name}");
    }

    private static void Attack(AttackOptions options) =>
        AttackCatalog.ByName("random").Generate(CsrMatrix.FromEntries(2, 2, [(0, 0, 1f)]), options, new SeededRandom(1));
}
