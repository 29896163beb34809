using System.Security.Cryptography;
using System.Text.Json;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>A computation with a result of a type.</summary>
/// <typeparam name="T">The result: a record that can be written as JSON and read back, to the last bit.</typeparam>
internal sealed class Step<T> : IStep
    where T : notnull
{
    private readonly Func<StepCache, CancellationToken, T> compute;

    /// <summary>A step that has not been taken.</summary>
    /// <param name="kind">What kind of computation it is: letters and hyphens.</param>
    /// <param name="title">What it is, for people.</param>
    /// <param name="parameters">All that the result depends on besides what is needed: can be written as JSON.</param>
    /// <param name="needs">Steps whose results it takes.</param>
    /// <param name="compute">Computes the result.</param>
    public Step(string kind, string title, object parameters, IReadOnlyList<IStep> needs, Func<StepCache, CancellationToken, T> compute)
    {
        (Kind, Title, Needs, this.compute) = (kind, title, needs, compute);
        var inputs = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                kind,
                parameters,
                needs = needs.Select(n => n.Key),
                code = CodeVersion.Hash,
            }
        );
        Key = $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(inputs).AsSpan(0, 12))}";
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IStep> Needs { get; }

    /// <inheritdoc/>
    public void Run(StepCache cache, CancellationToken stop) => cache.Compute(Key, () => compute(cache, stop));

    /// <summary>The result.</summary>
    /// <param name="cache">Where it is kept.</param>
    /// <exception cref="InvalidOperationException">The step was not taken.</exception>
    public T In(StepCache cache) => cache.Read<T>(Key);
}
