using System.ComponentModel.DataAnnotations;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.Svm;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>How a PCA-SVM detector is trained.</summary>
public sealed record PcaSvmOptions : IValidatableObject
{
    /// <summary>Principal components; lowered to what the data allows.</summary>
    /// <value>20, the paper's choice (§IV-A2); 1 to 250: with five item features and coherence the classifier sees at most 256.</value>
    [Range(1, PcaSvmDetector.MaximumRank - ProfileFeatures.ItemFeatures - 1)]
    public int Rank { get; init; } = 20;

    /// <summary>Length of the item vectors by which the classifier sees how coherent a profile is; lowered to what the data allows.</summary>
    /// <value>16, as <see cref="Coherence.Judging.CoherenceOptions.Rank"/>; 0 to 127. Below 2 the classifier does not see it, as the paper's does not.</value>
    [Range(0, CoherenceVectors.MaximumRank)]
    public int CoherenceRank { get; init; } = 16;

    /// <summary>Share of genuine users who may ever be flagged, over the whole life of their profiles.</summary>
    /// <value>0.0002; 0.00001 to 0.2.</value>
    [Range(0.00001, 0.2)]
    public double FalsePositiveBudget { get; init; } = 0.0002;

    /// <summary>Shortest profile that is trained on and calibrated for.</summary>
    /// <value>8 items; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MinimumLength { get; init; } = 8;

    /// <summary>The most genuine profiles used; a uniform sample where there are more.</summary>
    /// <value>6,000; 100 to 1,000,000.</value>
    [Range(100, 1_000_000)]
    public int MaximumProfiles { get; init; } = 6_000;

    /// <summary>Fakes simulated per family of attacks (self-training only).</summary>
    /// <value>150; 10 to 10,000.</value>
    [Range(10, 10_000)]
    public int FakesPerFamily { get; init; } = 150;

    /// <summary>Attacks that are not simulated, nor what looks like them (self-training only): for measuring how well they are found by who was never shown them.</summary>
    /// <value>Empty: all are simulated. Else names of <see cref="AttackCatalog"/>, comma-separated, which leave some to simulate.</value>
    public string LeftOut { get; init; } = "";

    /// <summary>Above so many training samples the classifier is trained by coordinate descent on explicit features, not by SMO.</summary>
    /// <value>20,000, where SMO takes seconds and grows with the square; 0 to 100,000,000. Its bias is not regularized.</value>
    [Range(0, 100_000_000)]
    public int LargestSmoProblem { get; init; } = 20_000;

    /// <summary>Whether the classifier sees as many genuine samples as fakes only, drawn at random; basis, scaling and thresholds see all.</summary>
    /// <value>false: classes are weighted instead. The other of the paper's cases (§IV-A2).</value>
    public bool DownSampled { get; init; }

    /// <summary>The classifier.</summary>
    /// <value>Polynomial of degree 2, balanced, C = 0.05: smooth enough not to carve out the few unknown fakes among the profiles.</value>
    public SvmOptions Svm { get; init; } = new() { Cost = 0.05 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var unknown = AttackCatalog.NamesIn(LeftOut).FirstOrDefault(n => !AttackCatalog.Names.Contains(n, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            yield return new ValidationResult($"is '{unknown}', which is no attack: {string.Join(", ", AttackCatalog.Names)}.", [nameof(LeftOut)]);
        else if (AttackCatalog.SelfTraining(LeftOut).Count == 0)
            yield return new ValidationResult($"is '{LeftOut}', which leaves no attack to simulate: leave out fewer.", [nameof(LeftOut)]);
    }
}
