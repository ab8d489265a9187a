using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>The place where a SQL text that is built becomes a command, and what its remedies ask about it.</summary>
/// <param name="Sql">The argument or assigned value that is the text.</param>
/// <param name="Sink">The kind of place, as the diagnostic names it.</param>
internal sealed record SqlSite(ExpressionSyntax Sql, string Sink, SqlTemplate Template, SemanticModel Model, CancellationToken CancellationToken)
{
    /// <summary>Null where the text cannot be taken apart.</summary>
    public static SqlSite? Of(SyntaxNode node, string sink, SemanticModel model, CancellationToken cancellationToken)
    {
        var sql = node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;
        return sql is not null && SqlTemplate.Of(sql, model, cancellationToken) is { } template ? new(sql, sink, template, model, cancellationToken) : null;
    }

    public ITypeSymbol? TypeOf(ExpressionSyntax? expression) => expression is null ? null : Model.GetTypeInfo(expression, CancellationToken).Type;

    public SlotValue? ValueOf(SqlSlot slot, SqlDialect dialect) => SlotValue.Of(slot, dialect, Model, CancellationToken);

    /// <summary>Whether a type can be written by its name alone here.</summary>
    public bool Imports(string type) => !Model.LookupNamespacesAndTypes(Sql.SpanStart, name: type).IsEmpty;
}
