using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Audit;

/// <summary>A record that went in; <see cref="RecordReader.Input"/> makes one of its bytes.</summary>
/// <param name="Partition">Partition it stands in, with all others of its user.</param>
/// <param name="Offset">Where it stands in its partition.</param>
/// <param name="Digest">Hash of its key and value.</param>
/// <param name="Parsed">Its event, or why it has none at whatever time it is read.</param>
/// <param name="WhenSent">Why it was no event at the time it was sent: besides the reason of <paramref name="Parsed"/> it may have been dated too late.</param>
public readonly record struct InputRecord(int Partition, long Offset, ulong Digest, ParseResult Parsed, RejectReason WhenSent);
