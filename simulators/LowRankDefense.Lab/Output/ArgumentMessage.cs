using System.Text.RegularExpressions;

namespace LowRankDefense.Lab.Output;

/// <summary>What an exception about an argument says to people.</summary>
internal static partial class ArgumentMessage
{
    /// <summary>The message without what the runtime appends to it, which is of no use to who typed the argument.</summary>
    /// <param name="e">The exception.</param>
    public static string Of(ArgumentException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return ParameterSuffix().Replace(e.Message, "");
    }

    [GeneratedRegex(@"\s*\(Parameter '[^']*'\)(\s*Actual value was .*)?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterSuffix();
}
