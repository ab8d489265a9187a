using BackendGuardrails.Facts;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>ADO.NET: named placeholders, and parameters that are added to the command.</summary>
internal static class AdoRemedy
{
    private static readonly string[] Sinks = { "CommandText", "CommandConstructor", "CreateCommand", "Batch", "Adapter" };

    public static SqlRemedy? For(SqlSite site)
    {
        if (!Sinks.Contains(site.Sink)
            || site.Sql.FirstAncestorOrSelf<StatementSyntax>() is { ContainsDiagnostics: true }
            || AdoTarget.Of(site) is not { } target
            || AdoProvider.Of(target.Command, site.Model.Compilation) is not { } provider
            || SlotsOf(site, target) is not { } slots
            || provider.SignFor(slots) is not { } sign)
            return null;
        return target.After is null && target.Before is null ? InCreation(site, target, provider, slots, sign) : AsStatements(site, target, provider, slots, sign);
    }

    private static SqlSlots? SlotsOf(SqlSite site, AdoTarget target) => target.IsAddition ? SqlSlots.OfCondition(site.Template) : SqlSlots.Of(site.Template);

    private static SqlRemedy? AsStatements(SqlSite site, AdoTarget target, AdoProvider provider, SqlSlots slots, char sign)
    {
        var place = target.After ?? target.Before!.FirstAncestorOrSelf<UsingStatementSyntax>(@using => @using.Span.Contains(site.Sql.Span) && !@using.Statement.Span.Contains(site.Sql.Span))!;
        var uses = CommandUses.Of(site, target.Variable!, place, target.IsNew);
        var isCleared = target.IsNew ? false : uses.MustClear(target.IsAddition, Placeholders.Of(slots).Count > 0);
        if (!uses.KeepsParameters || isCleared is not { } clears
            || ParametersOf(site, slots, provider, clears ? Enumerable.Empty<string>() : target.IsAddition ? NamesBefore(site, uses, provider) : uses.Names()) is not { } parameters
            || parameters.Added.Any(parameter => Mentions(parameter.Value.Code, target.Variable!) || target.Before is not null && parameter.Value.Code.ToString().Contains('\n'))
            || provider.IsOracle && !uses.BindsByName && (uses.HasParameters || uses.EarlierTexts.Any())
            || Written(site, slots, parameters, provider, sign) is not { } remedy)
            return null;
        var writer = new AdoParameterWriter(site, target, provider, sign);
        var statements = new List<string>();
        if (clears)
            statements.Add($"{target.Receiver}.Parameters.Clear();");
        if (provider.IsOracle && !uses.BindsByName)
            statements.Add($"{target.Receiver}.BindByName = true;");
        foreach (var (name, value) in parameters.Added)
        {
            if (writer.Statements(name, value) is not { } added)
                return null;
            statements.AddRange(added);
        }

        foreach (var import in writer.Imports)
            remedy.Import(import);
        return target.After is { } after ? remedy.InsertAfter(after, statements) : remedy.InsertBefore(target.Before!, statements);
    }

    /// <summary>Names of parameters that the command has, or will have when the texts before this one are fixed: the text is added to those.</summary>
    private static IEnumerable<string> NamesBefore(SqlSite site, CommandUses uses, AdoProvider provider)
    {
        var names = uses.Names().ToList();
        foreach (var (text, isAddition) in uses.EarlierTexts)
        {
            names.AddRange(Placeholders.In(text));
            if (SqlTemplate.Of(text, site.Model, site.CancellationToken) is { } template
                && (isAddition ? SqlSlots.OfCondition(template) : SqlSlots.Of(template)) is { } slots
                && ParametersOf(site with { Sql = text, Template = template }, slots, provider, names) is { } parameters)
                names.AddRange(parameters.Added.Select(parameter => parameter.Name));
        }

        return names;
    }

    /// <summary>No variable holds the command, or its initializer has parameters already: so it has the others as well.</summary>
    private static SqlRemedy? InCreation(SqlSite site, AdoTarget target, AdoProvider provider, SqlSlots slots, char sign)
    {
        var creation = target.Creation!;
        var existing = AdoTarget.ParametersOf(creation);
        var bindsByName = creation.Initializer?.Expressions.Any(member => member is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "BindByName" } }) == true;
        var names = existing?.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(token => token.ValueText.TrimStart('@', ':', '$')) ?? Enumerable.Empty<string>();
        if (provider.Parameter is null || existing is not null && provider.IsOracle && !bindsByName
            || ParametersOf(site, slots, provider, names) is not { } parameters
            || Written(site, slots, parameters, provider, sign) is not { } remedy)
            return null;
        var writer = new AdoParameterWriter(site, target, provider, sign);
        var created = parameters.Added.Select(parameter => writer.Creation(parameter.Name, parameter.Value)).ToList();
        foreach (var import in writer.Imports)
            remedy.Import(import);
        if (existing is not null)
            return remedy.Replace(existing, existing.With(created));
        var member = $"Parameters = {{ {string.Join(", ", created)} }}";
        var members = provider.IsOracle && !bindsByName ? new[] { "BindByName = true", member } : new[] { member };
        return remedy.ReplaceWith(creation, current => ((BaseObjectCreationExpressionSyntax)current).WithMembers(members));
    }

    private static SqlParameters? ParametersOf(SqlSite site, SqlSlots slots, AdoProvider provider, IEnumerable<string> names)
    {
        var taken = names.Concat(Placeholders.Of(slots).Select(placeholder => placeholder.Name)).Concat(provider.IsOracle ? OracleWords.Reserved : Enumerable.Empty<string>());
        var nothing = SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression);
        return SqlParameters.Of(site, slots, provider.Dialect, taken.Select(name => (name, (ExpressionSyntax)nothing)).ToList(), takesLists: provider.Dialect == SqlDialect.PostgreSql);
    }

    /// <summary>The text with placeholders.</summary>
    private static SqlRemedy? Written(SqlSite site, SqlSlots slots, SqlParameters parameters, AdoProvider provider, char sign)
    {
        if (SqlRewrite.WithPlaceholders(site.Template, slots, slot => parameters.TextOf(slot, sign, provider.Dialect)) is not { } written)
            return null;
        var remedy = new SqlRemedy("Pass the values as parameters", SqlRemedy.Values);
        for (var index = 0; index < written.Length; index++)
            remedy.Replace(site.Template.Origins[index], written[index]);
        if (parameters.NeedsLinq && !site.Imports("Enumerable"))
            remedy.Import("System.Linq");
        return remedy;
    }

    private static bool Mentions(ExpressionSyntax value, ExpressionSyntax variable) => value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == variable.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First().Identifier.ValueText);
}
