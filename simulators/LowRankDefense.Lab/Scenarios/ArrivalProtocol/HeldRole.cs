using LowRankDefense.Core.Detection;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Lab.Scenarios.ArrivalProtocol;

/// <summary>Genuine accounts of one role, and how many of them are held in the end.</summary>
/// <param name="Role">The role.</param>
/// <param name="Accounts">How many there are.</param>
/// <param name="Held">How many are held, by whatever.</param>
/// <param name="HeldBy">How many each of those that hold any does: campaigns, crowds, a trained detector by itself, or several only together.</param>
internal sealed record HeldRole(string Role, int Accounts, int Held, IReadOnlyDictionary<string, int> HeldBy)
{
    /// <summary>Counts them, an account once for all its visits.</summary>
    /// <param name="known">What each genuine row is.</param>
    /// <param name="order">Rows in order of arrival; those behind the genuine ones are fakes.</param>
    /// <param name="result">Who is held, in order of arrival.</param>
    public static HeldRole[] Of(IReadOnlyList<KnownAccount> known, int[] order, ArrivalResult result)
    {
        var held = Enumerable
            .Range(0, order.Length)
            .Where(u => order[u] < known.Count && result.Held[u])
            .SelectMany(u => HoldersOf(u, result).Select(holder => (Account: known[order[u]], Holder: holder)))
            .Distinct()
            .ToLookup(h => h.Account.Role);
        return
        [
            .. known
                .Distinct()
                .GroupBy(account => account.Role)
                .OrderBy(role => role.Key)
                .Select(role => new HeldRole(
                    RolesFile.NameOf(role.Key),
                    role.Count(),
                    held[role.Key].Select(h => h.Account).Distinct().Count(),
                    held[role.Key].CountBy(h => h.Holder).ToDictionary(StringComparer.Ordinal)
                )),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Held} of {Accounts} {Role}" + (Held == 0 ? "" : $" ({string.Join(", ", HeldBy.OrderBy(h => h.Key).Select(h => $"{h.Key} {h.Value}"))})");

    private static IEnumerable<string> HoldersOf(int user, ArrivalResult result)
    {
        if (result.Holders[user] >= 0)
            yield return result.Crowds.Any(c => c.Number == result.Holders[user]) ? "crowds" : "campaigns";
        if (!result.Convicted[user])
            yield break;
        string[] alone = [.. result.Detectors.Where(d => IsFake(d, user, result)).Select(d => d.Family)];
        foreach (var holder in alone.Length > 0 ? alone : ["together"])
            yield return holder;
    }

    // Items are known to the detectors by the number of their column.
    private static bool IsFake(IDetector detector, int user, ArrivalResult result)
    {
        var profile = result.Accounts.Profiles.ColumnsOf(user);
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in profile)
            detector.Add(evidence, $"{item}", 1f);
        return Assessment.Of(detector, evidence, profile.Length).Margin > 0;
    }
}
