using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Pieces of a SQL text that are added in some cases only: <c>if (city != null) sql += " AND city = '" + city + "'";</c>.</summary>
internal static class ConditionalPieces
{
    /// <summary>Whether the text means the same around each piece when it is there and when not, and the values of the pieces can be read in any case.</summary>
    public static bool StandAlone(SqlSite site, SqlSlots slots)
    {
        var conditional = new HashSet<int>(site.Template.Conditional);
        if (slots.Tokens.Any(token => slots.Text.OriginAt(token.Start) != slots.Text.OriginAt(token.End - 1))
            || site.Template.Parts.OfType<SqlConstant>().Any(constant => constant.Value.Contains("--") || constant.Value.Contains("/*")))
            return false;
        return slots.Where(slot => conditional.Contains(slots.Text.OriginAt(slot.Start))).All(slot =>
            slot.Position is HolePosition.Literal or HolePosition.Value && StartsInPiece(slot, slots) && slot.Holes.All(hole => CanBeRead(hole, site)));
    }

    /// <summary>What is in front of the value, and says that it is one, comes with it.</summary>
    private static bool StartsInPiece(SqlSlot slot, SqlSlots slots)
    {
        var before = slots.Tokens.Last(token => token.End <= slot.Start);
        return slot.Column is not null && before.Kind is SqlTokenKind.Operator or SqlTokenKind.Word
            && slots.Text.OriginAt(before.Start) == slots.Text.OriginAt(slot.Start)
            && slots.Tokens.LastOrDefault(token => token.End <= before.Start) is { } column && slots.Text.OriginAt(column.Start) == slots.Text.OriginAt(slot.Start);
    }

    /// <summary>A parameter, or a local that has its value before the condition: reading it does nothing, whatever it is.</summary>
    private static bool CanBeRead(SqlHole hole, SqlSite site) =>
        HoleValue.WithoutEscaping(hole.Value) is IdentifierNameSyntax name && site.Model.GetSymbolInfo(name, site.CancellationToken).Symbol switch
        {
            IParameterSymbol { RefKind: RefKind.None } => true,
            ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared } => declared[0].GetSyntax(site.CancellationToken) is VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax declaration }
                && declaration.WithNeighbors() is { } neighbors && neighbors.Any(statement => statement.Span.Contains(site.Sql.Span)),
            _ => false,
        };
}
