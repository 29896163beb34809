namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>What the attacker wants of the targets: the intents of Christakopoulou &amp; Banerjee (RecSys 2019), §3.2.</summary>
public enum PushIntent
{
    /// <summary>That they are among the first items of many users.</summary>
    Hits,

    /// <summary>That their predicted score is high, in the mean over users.</summary>
    Mean,

    /// <summary>That their predicted score is higher for users with many interactions than for those with few.</summary>
    Gap,
}
