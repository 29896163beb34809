namespace LowRankDefense.Simulators.Audit;

/// <summary>What can be wrong with what came out.</summary>
public enum AuditFault
{
    /// <summary>A record came out nowhere, or an event of a reinstated user was not published again.</summary>
    Missing,

    /// <summary>Something happened twice: a publication, a rejection, a withholding, a retraction.</summary>
    Doubled,

    /// <summary>Events of a user, or rejections of a partition, came out in another order than they went in.</summary>
    Reordered,

    /// <summary>An event or a rejected record came out with another content.</summary>
    Altered,

    /// <summary>An event came out under the key, or with the name, of a user who did not send it.</summary>
    WrongUser,

    /// <summary>A record was rejected for a reason that it gives no cause for, or was rejected and came out elsewhere as well.</summary>
    WronglyRejected,

    /// <summary>A record with the id of an earlier one of its user was not recognised as its duplicate.</summary>
    AcceptedTwice,

    /// <summary>Something came out that never went in: an event, a rejection, a verdict or a retraction.</summary>
    Phantom,

    /// <summary>An event was withheld that had been published, or was let through later, without a retraction between the two.</summary>
    PublishedAndQuarantined,

    /// <summary>An event was withheld though its user was not found fake.</summary>
    QuarantinedWithoutVerdict,

    /// <summary>A user was found fake, and what had been published of the user was not retracted.</summary>
    VerdictWithoutRetraction,

    /// <summary>What had been published of a user was retracted though the user was not found fake.</summary>
    RetractionWithoutVerdict,
}
