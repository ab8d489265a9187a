using System.Globalization;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Names cannot be parameters: the columns of an ORDER BY are chosen from those of the query, its direction from the two there are.</summary>
internal static class IdentifierRemedy
{
    public static SqlRemedy? For(SqlSite site)
    {
        if (site.Sink is nameof(SqlSinkKind.EfFormattable) or nameof(SqlSinkKind.Migration) || SqlSlots.Of(site.Template) is not { } slots || ((CSharpParseOptions)site.Sql.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8)
            return null;
        var columns = SelectList.Of(slots);
        var chosen = slots.Where(slot => slot.Position == HolePosition.Direction || slot.Position == HolePosition.SortColumn && columns.Count > 0)
            .Where(slot => slot.Alone is { Clause: "", List: null, Type.SpecialType: SpecialType.System_String } hole && IsName(hole.Value) && IsGiven(hole.Value, site)).ToList();
        if (chosen.Count == 0 || SortPlace.Of(chosen.Select(slot => slot.Alone!.Value), site) is not { } place)
            return null;
        var statements = new List<string>();
        var remedy = new SqlRemedy(Title(chosen), SqlRemedy.Names);
        var made = new Dictionary<HolePosition, int> { [HolePosition.Direction] = 0, [HolePosition.SortColumn] = 0 };
        foreach (var same in chosen.GroupBy(slot => slot.Alone!.Value.ToString()))
        {
            var slot = same.First();
            string Chosen(string name) => slot.Position == HolePosition.Direction
                ? Direction(name, same.Key)
                : Column(name, Compared(slot, slots, columns, site), same.Key, columns, IsQuoted(slot, slots));
            var name = place.Existing(slot.Alone!.Value, Chosen, site);
            if (name is null)
            {
                name = site.Sql.FreeLocal(NamesFor(slot, made[slot.Position]++));
                statements.Add(Chosen(name));
            }

            foreach (var hole in same.Select(other => other.Alone!))
                remedy.Replace(hole.Value, SyntaxFactory.IdentifierName(name).WithTriviaFrom(hole.Value));
        }

        if (!site.Imports("ArgumentOutOfRangeException"))
            remedy.Import("System");
        return statements.Count == 0 ? remedy : place.Insert(remedy, statements);
    }

    private static string[] NamesFor(SqlSlot slot, int number)
    {
        var suffix = number == 0 ? "" : number == 1 ? "Then" : $"Then{number.ToString(CultureInfo.InvariantCulture)}";
        return slot.Position == HolePosition.Direction ? new[] { $"direction{suffix}", $"sortDirection{suffix}" } : new[] { $"orderBy{suffix}", $"sortColumn{suffix}" };
    }

    private static string Title(List<SqlSlot> chosen) => chosen.Where(slot => slot.Position == HolePosition.SortColumn).Select(slot => slot.Alone!.Value.NameOf()).FirstOrDefault() is { } column
        ? $"Choose '{column}' from the columns of the query"
        : $"Let '{chosen[0].Alone!.Value.NameOf()}' be ASC or DESC only";

    private static bool IsName(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax => true,
        MemberAccessExpressionSyntax access => access.Expression is ThisExpressionSyntax || IsName(access.Expression),
        _ => false,
    };

    /// <summary>A parameter or property as it came in; a local only when it holds one. Text that was put together may be more than one name.</summary>
    private static bool IsGiven(ExpressionSyntax value, SqlSite site)
    {
        if (value is not IdentifierNameSyntax name)
            return true;
        if (site.Model.GetSymbolInfo(name, site.CancellationToken).Symbol is not (ILocalSymbol or IParameterSymbol) and var symbol)
            return symbol is not null;
        var member = value.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? value.SyntaxTree.GetRoot(site.CancellationToken);
        return member.DescendantNodes().All(node => node switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial } variable => variable.Identifier.ValueText != name.Identifier.ValueText || IsRead(initial),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText != name.Identifier.ValueText,
            _ => true,
        });
    }

    private static bool IsRead(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax => true,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } => true,
        PostfixUnaryExpressionSyntax postfix => IsRead(postfix.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => IsRead(coalesce.Left),
        _ => false,
    };

    private static bool IsQuoted(SqlSlot slot, SqlSlots slots) => slots.Text.Text[slot.Start - 1] is '[' or '"' or '`';

    /// <summary>
    /// What the arms are compared with: names are equal in capital and small letters, except in the quotes of the standard. So they are
    /// where two columns differ in nothing else, because one arm would hide the other.
    /// </summary>
    private static (string Code, bool IsLower) Compared(SqlSlot slot, SqlSlots slots, IReadOnlyList<(string Name, string Column)> columns, SqlSite site)
    {
        var value = slot.Alone!.Value;
        if (slots.Text.Text[slot.Start - 1] == '"' || columns.GroupBy(column => column.Name.ToLowerInvariant()).Count() < columns.Count)
            return (value.ToString(), false);
        // With a question mark, the compiler would take what is never null for what may be.
        var isNever = site.Model.GetTypeInfo(value, site.CancellationToken).Nullability.FlowState == NullableFlowState.NotNull;
        return ($"{value.WithoutTrivia()}{(isNever ? "" : "?")}.ToLowerInvariant()", true);
    }

    private static string Direction(string name, string value) =>
        $"var {name} = string.Equals({value}, \"desc\", StringComparison.OrdinalIgnoreCase) ? \"DESC\" : \"ASC\";";

    private static string Column(string name, (string Code, bool IsLower) compared, string value, IEnumerable<(string Name, string Column)> columns, bool isQuoted)
    {
        var arms = columns.Select(column => $"    {LiteralWriter.Regular(compared.IsLower ? column.Name.ToLowerInvariant() : column.Name)} => {LiteralWriter.Regular(isQuoted ? column.Name : column.Column)},\n");
        return $"var {name} = {compared.Code} switch\n{{\n{string.Concat(arms)}"
            + $"    _ => throw new ArgumentOutOfRangeException(nameof({value}), {value}, \"The query has no such column.\"),\n}};";
    }
}
