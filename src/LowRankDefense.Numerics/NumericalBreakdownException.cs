namespace LowRankDefense.Numerics;

/// <summary>A computation stopped being finite or a factorization failed; the message names the place and the option to change.</summary>
public sealed class NumericalBreakdownException : Exception
{
    /// <inheritdoc/>
    public NumericalBreakdownException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public NumericalBreakdownException(string message, Exception inner)
        : base(message, inner) { }
}
