namespace LowRankDefense.Lab.Scenarios.Reproduction.Pages;

/// <summary>What the numbers of a reproduction mean, in the order in which they are told.</summary>
internal static class Definitions
{
    /// <summary>Name and definition of each.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("users", "genuine users with at least one held-out interaction; what they have had is not recommended again"),
        ("Recall@K", "held-out items among the first K / held-out items of the user, mean over users"),
        ("HR@K", "share of the users with a held-out item among the first K"),
        ("target HR@K", "share of the users with a target among the first K; who has had a target counts as one who has not"),
        ("target Recall@K", "targets among the first K / targets, mean over users"),
        ("± and [ ]", "standard deviation over seeds of the victim, and the 95 % interval of their mean (Student's t)"),
        (
            "agrees",
            "the paper's figure lies in that interval, widened by half a unit of its last digit; else it is said by how much the mean of ours is above (+) or below (−) it. One seed has no interval and no verdict"
        ),
        (
            "lowered, raised",
            "paired t-test over users of the share of seeds that show them a target, p times the number of rows asked at once (Bonferroni); users of one training are not independent of one another, so that p is too small rather than too large"
        ),
    ];
}
