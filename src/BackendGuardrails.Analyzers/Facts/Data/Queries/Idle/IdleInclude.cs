namespace BackendGuardrails.Facts.Data.Queries.Idle;

internal enum IdleReason
{
    /// <summary>What the query gives are numbers, texts and objects of them, and each is read by itself.</summary>
    Projected,

    /// <summary>What is included is taken out of the rows by itself, or something else is, and the entity that it belongs to is not there.</summary>
    Taken,

    /// <summary>The database answers with a number or a truth value.</summary>
    Reduced,

    /// <summary>The database groups the rows and gives what is computed of the groups.</summary>
    Grouped,

    /// <summary>Another Include of the query loads the same.</summary>
    Repeated,

    /// <summary>The model loads it with every query.</summary>
    Automatic,

    /// <summary>The columns are part of the entity's own.</summary>
    Owned,
}

/// <summary>An Include without which the query loads the same.</summary>
/// <param name="Call">The first call that could go.</param>
/// <param name="Last">The last one: a ThenInclude goes with its Include.</param>
/// <param name="Because">What makes it idle: the operator behind it, or the other Include; null where the model does.</param>
internal sealed record IdleInclude(IInvocationOperation Call, IInvocationOperation Last, IdleReason Reason, string Path, IInvocationOperation? Because);
