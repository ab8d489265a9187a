using BackendGuardrails.Facts.Values;

namespace BackendGuardrails.Facts.Sql;

/// <summary>Where the text of a SQL command comes from.</summary>
internal sealed class SqlText(ValueFlows flows, ValueSearches searches)
{
    /// <summary>The most serious thing the text may be made of; null when all of it is constant, typed, whitelisted or a parameter, or when the code is never reached.</summary>
    public Finding? Of(SqlSink sink, CancellationToken cancellationToken)
    {
        var session = new FlowSession();
        return flows.Around(sink.Operation.Syntax, session, cancellationToken) is { } flow && flow.WatchedAt(sink.Operation.Syntax) is { IsHarmless: false } text
            ? searches.Find(text, flow.FinalHeap, session, cancellationToken)
            : null;
    }
}
