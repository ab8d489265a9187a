using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>
/// Which query that runs here wants an index that its entity does not have? Of all queries of a file that want the same one only the first in the text answers: to look through other files
/// for it would mean to read all queries of the program at each keystroke.
/// </summary>
internal sealed class MissingIndexes(QueryChains chains, QueryShapes shapes, IndexNeeds needs, SourceNames names)
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableDictionary<string, (int Cause, int Place)>> _first = new();

    /// <summary>Null where the operation runs no query, or one that has what it needs, or not the first.</summary>
    public IndexNeed? At(IOperation operation, CancellationToken cancellationToken)
    {
        if (Wanted(operation, cancellationToken) is not { } need)
            return null;
        var tree = operation.Syntax.SyntaxTree;
        var first = _first.TryGetValue(tree, out var known) ? known : _first.GetOrAdd(tree, FirstIn(tree, cancellationToken));
        return first.TryGetValue(KeyOf(need), out var place) && place.Place == operation.Syntax.SpanStart ? need : null;
    }

    private IndexNeed? Wanted(IOperation operation, CancellationToken cancellationToken) =>
        QueryOf(operation) is not { } query || !needs.CanTell(cancellationToken) || NavigationReads.IsInExpressionTree(operation) || OneTimeWork.Is(operation.EnclosingMember(cancellationToken)) ? null : Wanted(operation, query, cancellationToken);

    private IndexNeed? Wanted(IOperation operation, IOperation query, CancellationToken cancellationToken)
    {
        var origins = chains.Of(query, cancellationToken);
        if (!origins.IsProven)
            return null;
        // What ends the query may have a condition, or ask for the first row.
        var last = operation is IInvocationOperation call && IndexNeeds.Asks(call) && !QueryOperators.IsInMemory(call) ? new QueryStep(call) : null;
        var wanted = origins.Chains
            .Select(chain => last is null ? chain : chain with { Steps = chain.Steps.Add(last) })
            .Select(chain => needs.Of(shapes.Of(chain, cancellationToken), cancellationToken))
            .FirstOrDefault(need => need is not null);
        return wanted is null || wanted.Code.SyntaxTree == operation.Syntax.SyntaxTree ? wanted : wanted with { Code = operation.Syntax };
    }

    /// <summary>The query that an operation runs.</summary>
    private static IOperation? QueryOf(IOperation operation) => operation switch
    {
        IInvocationOperation call when ProviderQueries.Run(call) is not null => call.Receiver(),
        IForEachLoopOperation loop when ProviderQueries.IsQuery(loop.Collection) => loop.Collection,
        _ => null,
    };

    private ImmutableDictionary<string, (int Cause, int Place)> FirstIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var first = ImmutableDictionary.CreateBuilder<string, (int Cause, int Place)>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes().Where(node => node is InvocationExpressionSyntax or CommonForEachStatementSyntax))
        {
            if (names.ModelOf(tree)?.GetOperation(node, cancellationToken) is not { } operation || Wanted(operation, cancellationToken) is not { } need)
                continue;
            var key = KeyOf(need);
            var place = (need.Code.SpanStart, node.SpanStart);
            if (!first.TryGetValue(key, out var known) || place.CompareTo(known) < 0)
                first[key] = place;
        }

        return first.ToImmutable();
    }

    private static string KeyOf(IndexNeed need) => $"{need.Entity.Type.ToDisplayString()}({string.Join(",", need.Columns)})";
}
