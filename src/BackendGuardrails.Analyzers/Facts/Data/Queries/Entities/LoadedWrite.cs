using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Rows that are loaded only to be changed in the same way, or deleted, and saved: what one command could do.</summary>
/// <param name="Write">The loop that changes or removes them, or the call that removes them all.</param>
/// <param name="Query">The query as it is written.</param>
/// <param name="Declared">The statement that loads them into a variable of their own; null where they have none.</param>
/// <param name="Save">The statement that saves.</param>
internal sealed record LoadedWrite(IOperation Write, IOperation Query, QueryChain Chain, IOperation? Declared, IOperation Save)
{
    /// <summary>Columns and their new values; empty for rows that are deleted.</summary>
    public ImmutableArray<ISimpleAssignmentOperation> Changes { get; init; } = ImmutableArray<ISimpleAssignmentOperation>.Empty;

    /// <summary>The rows are counted as well.</summary>
    public bool AreCounted { get; init; }

    /// <summary>Whether nothing else can wait for this save.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether somebody calls this who may have more to save.</summary>
    public bool MayHaveMore { get; init; }

    public bool IsDelete => Changes.IsEmpty;

    public string Rows => Chain.Root.Unwrap() is IPropertyReferenceOperation { Instance.Type: var owner, Property.Name: var set } && EfCommands.IsContext(owner) ? set : Chain.Entity.Name;

    public Location Location => Write is IInvocationOperation call ? call.NameLocation() : ((IForEachLoopOperation)Write).Collection.Syntax.GetLocation();

    public StatementSyntax? Statement => Write.Syntax.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary>The declaration, the write and the save follow each other, and nothing of them is needed for anything else.</summary>
    public bool IsReplaceable => IsAlone && !AreCounted && Save is IExpressionStatementOperation && Query.Unwrap().Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } or IdentifierNameSyntax
        && Statement is { Parent: BlockSyntax block } statement && (Declared is null || Declared.Syntax.Parent == block && block.Statements.IndexOf((StatementSyntax)Declared.Syntax) + 1 == block.Statements.IndexOf(statement));

    /// <summary>What makes a value the column's type where the two are not the same: a cast, or nothing.</summary>
    public static string CastOf(ISimpleAssignmentOperation change)
    {
        var column = ((IPropertyReferenceOperation)change.Target).Property.Type;
        var given = change.Value.Unwrap().Type;
        var plain = column is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } ? of[0] : column;
        return given is not null && (SymbolEqualityComparer.Default.Equals(given, column) || SymbolEqualityComparer.Default.Equals(given, plain))
            ? ""
            : $"({column.ToMinimalDisplayString(change.SemanticModel!, change.Syntax.SpanStart)})";
    }
}
