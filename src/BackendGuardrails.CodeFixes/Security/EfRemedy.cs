using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Shared.Sql;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Security;

/// <summary>EF Core: an interpolated string that EF itself reads, each value of which becomes a parameter.</summary>
internal static class EfRemedy
{
    private static readonly (string Raw, string[] Formattable)[] Methods =
    {
        ("FromSqlRaw", new[] { "FromSql", "FromSqlInterpolated" }),
        ("ExecuteSqlRaw", new[] { "ExecuteSql", "ExecuteSqlInterpolated" }),
        ("ExecuteSqlRawAsync", new[] { "ExecuteSqlAsync", "ExecuteSqlInterpolatedAsync" }),
        ("SqlQueryRaw", new[] { "SqlQuery" }),
    };

    public static SqlRemedy? For(SqlSite site)
    {
        if (site.Sink != nameof(SqlSinkKind.EfRaw) || site.Sql.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
            || site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation operation
            || Formattable(operation.TargetMethod) is not { } method
            || NameOf(call.Expression) is not { } name
            || EfArguments.Of(call, argument, operation) is not { } arguments
            || arguments.Fill(site.Template, site.Model, site.CancellationToken) is not { } template
            || SqlSlots.Of(template) is not { } slots
            || Interpolated(site, template, slots) is not var (text, needsLinq))
            return null;
        var remedy = new SqlRemedy($"Pass the values as parameters: {method}", SqlRemedy.Values)
            .Replace(name, name.WithIdentifier(SyntaxFactory.Identifier(method).WithTriviaFrom(name.Identifier)));
        if (needsLinq && !site.Imports("Enumerable"))
            remedy.Import("System.Linq");
        if (template.Local is null)
            return remedy.Replace(call.ArgumentList, arguments.With(text.WithTriviaFrom(site.Sql)));
        if (arguments.HasParameters)
            remedy.Replace(call.ArgumentList, arguments.With(site.Sql));
        return OfLocal(site, text, remedy);
    }

    /// <summary>The name of the method that takes an interpolated string, in the version of EF that is referenced.</summary>
    private static string? Formattable(IMethodSymbol raw) =>
        Methods.FirstOrDefault(method => method.Raw == raw.Name).Formattable?.FirstOrDefault(name => raw.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Any(parameter => parameter.Type is { Name: "FormattableString", ContainingNamespace.Name: "System" })));

    private static SimpleNameSyntax? NameOf(ExpressionSyntax called) => called.MemberName() as SimpleNameSyntax;

    private static (InterpolatedStringExpressionSyntax Text, bool NeedsLinq)? Interpolated(SqlSite site, SqlTemplate template, SqlSlots slots)
    {
        var dialect = SqlDialects.Of(null, site.Model.Compilation);
        var values = slots.ToDictionary(slot => slot, slot => slot.IsName ? null : site.ValueOf(slot, dialect));
        // A name in the text would become a parameter as well, which names nothing.
        if (values.Values.Any(value => value is null) || values.Any(value => value.Value!.IsList && dialect != SqlDialect.PostgreSql))
            return null;
        var text = SqlRewrite.WithValues(template, slots, slot => slot.Position == HolePosition.List
            ? (slot.IsNegated ? "<> ALL(" : "= ANY(", values[slot]!.AsInText, ")")
            : ("", values[slot]!.AsInText, ""));
        return text is null ? null : (text, values.Values.Any(value => value!.NeedsLinq));
    }

    /// <summary>The local becomes the interpolated string; what extended it is part of it now.</summary>
    private static SqlRemedy? OfLocal(SqlSite site, InterpolatedStringExpressionSyntax text, SqlRemedy remedy)
    {
        var initial = site.Template.Origins[0];
        if (initial.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { } declaration)
            return null;
        var type = declaration.Declaration.Type;
        remedy.Replace(initial, text.WithTriviaFrom(initial));
        remedy.Replace(type, SyntaxFactory.ParseTypeName(site.Imports("FormattableString") ? "FormattableString" : "System.FormattableString").WithTriviaFrom(type));
        foreach (var extension in site.Template.Origins.Skip(1).Select(origin => origin.FirstAncestorOrSelf<ExpressionStatementSyntax>()!))
        {
            if (extension.DescendantTrivia(descendIntoTrivia: true).Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
                return null;
            remedy.Remove(extension);
        }

        return remedy;
    }
}
