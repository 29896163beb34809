using System.CommandLine;
using LowRankDefense.Core.Attacks.Catalog;

namespace LowRankDefense.Lab.Commands;

/// <summary>What options take, checked before a verb runs.</summary>
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
            try
            {
                // Where the text is no value of the type, the parser has said so already.
                if (!result.Errors.Any() && !holds(result.GetValueOrDefault<T>()))
                    result.AddError($"{option.Name} takes {what}, not '{string.Join(' ', result.Tokens.Select(t => t.Value))}'.");
            }
            catch (InvalidOperationException e)
            {
                // Unless it is one of several.
                result.AddError(e.Message);
            }
        });
        return option;
    }

    /// <summary>Refuses words that there are not, and lets a shell complete those there are.</summary>
    /// <param name="option">The option; returned.</param>
    /// <param name="what">What its words are, such as <c>model</c>.</param>
    /// <param name="words">The words there are.</param>
    /// <param name="comparer">When two words are one; default only where they are written alike.</param>
    public static Option<string> MustBeOneOf(
        this Option<string> option,
        string what,
        IReadOnlyCollection<string> words,
        StringComparer? comparer = null
    )
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && !words.Contains(word, comparer ?? StringComparer.Ordinal))
                result.AddError($"{option.Name}: {Spelling.Refusal(what, word, words)}");
        });
        return option;
    }

    /// <summary>Refuses names of attacks that there are not.</summary>
    /// <param name="option">The option; returned.</param>
    public static Option<string> MustBeAttack(this Option<string> option) =>
        option.MustBeOneOf("attack", AttackCatalog.Names, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="MustBeAttack(Option{string})"/>
    public static Option<string[]> MustAllBeAttacks(this Option<string[]> option) => option.MustAllBeOneOf("attack", AttackCatalog.Names);

    /// <summary>Refuses lists with words that there are not, in upper or lower case, and lets a shell complete those there are.</summary>
    /// <param name="option">The option; returned.</param>
    /// <param name="what">What its words are.</param>
    /// <param name="words">The words there are.</param>
    public static Option<string[]> MustAllBeOneOf(this Option<string[]> option, string what, IReadOnlyCollection<string> words)
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            var wrong = (result.GetValueOrDefault<string[]>() ?? []).FirstOrDefault(w => !words.Contains(w, StringComparer.OrdinalIgnoreCase));
            if (wrong is not null)
                result.AddError($"{option.Name}: {Spelling.Refusal(what, wrong, words)}");
        });
        return option;
    }

    /// <summary>Refuses a file to write that cannot be one, before a verb has worked for it.</summary>
    /// <param name="option">The option; returned.</param>
    /// <param name="makesFolder">Whether the verb makes the folder of the file; default false.</param>
    public static Option<T> MustBeWritable<T>(this Option<T> option, bool makesFolder = false)
        where T : FileSystemInfo?
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is not { } file)
                return;
            if (Directory.Exists(file.FullName))
                result.AddError($"{option.Name}: {file.FullName} is a folder: name a file in it.");
            else if (!makesFolder && Path.GetDirectoryName(file.FullName) is { } folder && !Directory.Exists(folder))
                result.AddError($"{option.Name}: there is no folder {folder}: make it, or name another.");
        });
        return option;
    }
}
