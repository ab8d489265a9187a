using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>The index that would spare a query reading all rows of an entity.</summary>
/// <param name="Columns">Those compared with one value first, then one that is limited, or those sorted by.</param>
/// <param name="Sorted">How many at the end are there for the sort.</param>
/// <param name="Code">What in the query asks for it.</param>
internal sealed record IndexNeed(EntityType Entity, ImmutableArray<string> Columns, int Sorted, SyntaxNode Code)
{
    /// <summary>Whether rows are found by it; otherwise it is for the sort alone.</summary>
    public bool Finds { get; init; }

    /// <summary>The column in a condition, the name of an operator.</summary>
    public Location Location => (Code switch
    {
        InvocationExpressionSyntax call => call.Expression.MemberName(),
        CommonForEachStatementSyntax loop => loop.Expression,
        _ => Code.MemberName(),
    }).GetLocation();
}
