namespace LowRankDefense.Core.Attacks;

/// <summary>How the fakes of one campaign choose and rate their fillers.</summary>
/// <param name="count">Fillers that the fake is to have, 0 or more.</param>
/// <returns>Candidates for one fake, drawn as they are asked for; endless. What the fake has already is passed over.</returns>
public delegate IEnumerable<Filler> FillerSource(int count);
