using System.Collections.Immutable;

namespace BackendGuardrails.Shared.Sql;

/// <summary>A SQL text as what it is made of, in order: constants and holes.</summary>
/// <param name="Origins">The expressions that are rewritten when the text is: the argument itself, or what a local is set to and extended by.</param>
/// <param name="Local">The local that holds the text; null when the argument itself is the text.</param>
internal sealed record SqlTemplate(ImmutableArray<ExpressionSyntax> Origins, ImmutableArray<SqlPart> Parts, ILocalSymbol? Local)
{
    /// <summary>Which of the expressions extend the text only in some cases.</summary>
    public IEnumerable<int> Conditional => Enumerable.Range(1, Origins.Length - 1).Where(origin => Parent(Origins[origin]) != Parent(Origins[0]));

    public IEnumerable<SqlHole> Holes => Parts.OfType<SqlHole>();

    /// <summary>Null where the text cannot be taken apart with certainty.</summary>
    public static SqlTemplate? Of(ExpressionSyntax sql, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(sql, cancellationToken).Symbol is ILocalSymbol { IsConst: false } local)
            return SqlLocal.Of(local, sql, model, cancellationToken) is { } origins ? Fold(origins, local, sql, model, cancellationToken) : null;
        return Fold(ImmutableArray.Create(sql), null, sql, model, cancellationToken);
    }

    private static SqlTemplate? Fold(ImmutableArray<ExpressionSyntax> origins, ILocalSymbol? local, ExpressionSyntax sql, SemanticModel model, CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.CreateBuilder<SqlPart>();
        for (var origin = 0; origin < origins.Length; origin++)
        {
            if (new TextFolding(model, origin, cancellationToken, sql).Fold(origins[origin]) is not { } folded)
                return null;
            parts.AddRange(folded);
        }

        return parts.OfType<SqlHole>().Any() ? new(origins, parts.ToImmutable(), local) : null;
    }

    /// <summary>The block or file whose statement the expression belongs to.</summary>
    private static SyntaxNode? Parent(ExpressionSyntax origin) => origin.FirstAncestorOrSelf<StatementSyntax>()?.Parent is var parent && parent is GlobalStatementSyntax ? parent.Parent : parent;
}
