using BackendGuardrails.Facts.Values;

namespace BackendGuardrails.Facts.Sql;

/// <summary>Where the text of a SQL command comes from.</summary>
internal sealed class SqlText(ValueFlows flows, ValueSearches searches, DescribedCommands described)
{
    /// <summary>The most serious thing the text may be made of; null when all of it is constant, typed, whitelisted or a parameter, when the code is never reached, or when nobody runs the command.</summary>
    public Finding? Of(SqlSink sink, CancellationToken cancellationToken)
    {
        var session = new FlowSession();
        return flows.Around(sink.Operation.Syntax, session, cancellationToken) is { } flow && flow.WatchedAt(sink.Operation.Syntax) is { IsHarmless: false } text
            && searches.FindBesideWholes(text, flow.FinalHeap, session, cancellationToken) is { } finding
            && !described.Has(sink, cancellationToken)
            ? finding
            : null;
    }
}
