using System.CommandLine;

namespace LowRankDefense.Lab.Commands;

/// <summary>Ranges of options, checked before a verb runs.</summary>
internal static class OptionChecks
{
    /// <summary>Refuses values for which <paramref name="holds"/> is false.</summary>
    /// <param name="option">The option; returned.</param>
    /// <param name="holds">Whether a value is acceptable.</param>
    /// <param name="what">What the option takes, such as <c>1 to 1000</c>.</param>
    public static Option<T> Must<T>(this Option<T> option, Func<T, bool> holds, string what)
    {
        option.Validators.Add(result =>
        {
            // Where the text is no value of the type, the parser has said so already.
            if (!result.Errors.Any() && !holds(result.GetValueOrDefault<T>()))
                result.AddError($"{option.Name} takes {what}, not '{string.Join(' ', result.Tokens.Select(t => t.Value))}'.");
        });
        return option;
    }

    /// <summary>Refuses names of attacks that there are not.</summary>
    /// <param name="option">The option; returned.</param>
    public static Option<string> MustBeAttack(this Option<string> option)
    {
        option.Validators.Add(result =>
        {
            if (CommonOptions.ProblemWithAttack(result.GetValueOrDefault<string>()) is { } problem)
                result.AddError($"{option.Name}: {problem}");
        });
        return option;
    }

    /// <inheritdoc cref="MustBeAttack(Option{string})"/>
    /// <param name="argument">The argument; returned.</param>
    public static Argument<string> MustBeAttack(this Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (CommonOptions.ProblemWithAttack(result.GetValueOrDefault<string>()) is { } problem)
                result.AddError(problem);
        });
        return argument;
    }
}
