namespace LowRankDefense.Numerics.Optimization;

/// <summary>The constants of Adam in single precision, and the bias corrections of every step, computed once.</summary>
internal sealed class AdamSchedule
{
    private readonly (float Rate, float Root)[] steps;

    /// <summary>The constants of <paramref name="options"/> and the corrections of steps 1 .. <paramref name="steps"/>.</summary>
    public AdamSchedule(AdamOptions options, int steps)
    {
        WeightDecay = (float)options.WeightDecay;
        FirstDecay = (float)options.FirstDecay;
        FirstGain = (float)(1.0 - options.FirstDecay);
        SecondDecay = (float)options.SecondDecay;
        SecondGain = (float)(1.0 - options.SecondDecay);
        Epsilon = (float)options.Epsilon;
        this.steps = new (float, float)[steps];
        for (var t = 1; t <= steps; t++)
        {
            var rate = options.LearningRate / (1.0 - Math.Pow(options.FirstDecay, t));
            var root = 1.0 / Math.Sqrt(1.0 - Math.Pow(options.SecondDecay, t));
            this.steps[t - 1] = ((float)rate, (float)root);
        }
    }

    /// <summary>Number of the last step there is.</summary>
    public int Steps => steps.Length;

    /// <summary>λ.</summary>
    public float WeightDecay { get; }

    /// <summary>β₁.</summary>
    public float FirstDecay { get; }

    /// <summary>1 − β₁.</summary>
    public float FirstGain { get; }

    /// <summary>β₂.</summary>
    public float SecondDecay { get; }

    /// <summary>1 − β₂.</summary>
    public float SecondGain { get; }

    /// <summary>ε.</summary>
    public float Epsilon { get; }

    /// <summary>η/(1 − β₁ᵗ) and 1/√(1 − β₂ᵗ) of step <paramref name="t"/>, counted from 1.</summary>
    public (float Rate, float Root) this[int t] => steps[t - 1];
}
