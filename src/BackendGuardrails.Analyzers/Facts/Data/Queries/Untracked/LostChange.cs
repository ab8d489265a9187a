using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>An entity that no context tracks is changed, and saving does not write it.</summary>
internal sealed record LostChange(ILocalSymbol Entity, EntityChange Change, ContextSave Save, QueryChain Chain, WhyUntracked Why)
{
    /// <summary>There is a way to the save on which a context is told of it, beside the one on which none is.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Whether the query is this method's alone.</summary>
    public bool IsOwnQuery { get; init; }

    /// <summary>The statement that saves, or else the last one in which the entity is changed there.</summary>
    public StatementSyntax? Statement { get; init; }

    /// <summary>The statement is the save, which has to wait.</summary>
    public bool IsBefore { get; init; }

    /// <summary>What tells the context: <c>db.Update(order)</c>. Null where that would do more than it should, or not enough.</summary>
    public string? Update { get; init; }

    /// <summary>Where it is decided that nothing is tracked: the call that says so, or the set of a context that tracks nothing. Null where that cannot be changed for this query alone.</summary>
    public SyntaxNode? Origin => IsOwnQuery ? OriginOf(Chain, Why) : null;

    public static SyntaxNode? OriginOf(QueryChain chain, WhyUntracked why) => why switch
    {
        WhyUntracked.Said => chain.Steps.Where(step => QueryOperators.Of(step.Call) == QueryOperator.Tracking).ToList() is { Count: 1 } said && said[0] is { IsConditional: false, Call.Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } call } ? call : null,
        WhyUntracked.Context => chain.Root.Unwrap().Syntax is ExpressionSyntax { Parent: MemberAccessExpressionSyntax } root ? root : null,
        _ => null,
    };

    public static string UpdateOf(IOperation context, QueryChain chain, string method, string entity)
    {
        var written = context is IInstanceReferenceOperation { IsImplicit: true } ? "" : context.Syntax.ToString() + ".";
        return context.Type.IsOrInherits(EfCommands.DbContext) || chain.Root.Unwrap() is not IPropertyReferenceOperation { Property.Name: var set } ? $"{written}{method}({entity});" : $"{written}{set}.{method}({entity});";
    }

    public static string TextOf(ILocalSymbol local) => SyntaxFacts.GetKeywordKind(local.Name) == SyntaxKind.None ? local.Name : "@" + local.Name;
}
