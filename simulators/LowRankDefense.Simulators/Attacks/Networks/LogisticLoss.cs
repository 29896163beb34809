namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Binary cross-entropy on logits: what it costs to call images genuine with the probability σ(l).</summary>
internal static class LogisticLoss
{
    /// <summary>The mean of −t ln σ(l) − (1 − t) ln(1 − σ(l)) over a batch, and its derivatives.</summary>
    /// <param name="logits">l: one value per image.</param>
    /// <param name="genuine">Whether t is 1, else 0: what the images are to be called.</param>
    /// <param name="slopes">Takes the derivatives by the logits.</param>
    /// <returns>The loss, 0 or more; not finite where a logit is not.</returns>
    public static double Evaluate(ImageBatch logits, bool genuine, ImageBatch slopes)
    {
        var from = logits.Data;
        var to = slopes.Data;
        var loss = 0.0;
        for (var i = 0; i < from.Length; i++)
        {
            // With s = −l for genuine images and l for others: ln(1 + eˢ) = max(s, 0) + ln(1 + e^−|s|), of which the derivative by s is σ(s).
            double s = genuine ? -from[i] : from[i];
            var e = Math.Exp(-Math.Abs(s));
            loss += Math.Max(s, 0.0) + Math.Log(1.0 + e);
            var slope = (s >= 0.0 ? 1.0 : e) / (1.0 + e) / from.Length;
            to[i] = (float)(genuine ? -slope : slope);
        }

        return loss / from.Length;
    }
}
