using BackendGuardrails.Facts;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Dapper: named placeholders, and an object with the values.</summary>
internal static class DapperRemedy
{
    private const string Oracle = "Oracle.ManagedDataAccess.Client.OracleConnection";

    public static SqlRemedy? For(SqlSite site)
    {
        if (site.Sink is not (nameof(SqlSinkKind.Dapper) or nameof(SqlSinkKind.CommandDefinition))
            || DapperCall.Of(site) is not { } call
            || SqlSlots.Of(site.Template) is not { } slots
            || site.Template.Conditional.Any() && (call.Dynamic is not null || call.HasCommandType || !ConditionalPieces.StandAlone(site, slots)))
            return null;
        var dialect = SqlDialects.Of(call.Connection, site.Model.Compilation);
        var sign = call.Connection.IsOrInherits(Oracle) ? ':' : '@';
        if (SqlParameters.Of(site, slots, dialect, call.Existing) is not { } parameters
            || SqlRewrite.WithPlaceholders(site.Template, slots, slot => parameters.TextOf(slot, sign, dialect)) is not { } written)
            return null;
        var remedy = new SqlRemedy("Pass the values as parameters", SqlRemedy.Values);
        if (site.Template.Local is not null)
        {
            for (var index = 0; index < written.Length; index++)
                remedy.Replace(site.Template.Origins[index], written[index]);
        }

        if (parameters.NeedsLinq && !site.Imports("Enumerable"))
            remedy.Import("System.Linq");
        var values = parameters.Added.Select(parameter => (parameter.Name, parameter.Value.AsInText)).ToList();
        if (call.Dynamic is { } dynamic && values.Count > 0 && AddTo(dynamic, values, site, remedy) is null)
            return null;
        var added = call.Dynamic is null && values.Count > 0 ? call.Anonymous.With(values) : null;
        return remedy.Replace(call.List, call.With(site.Template.Local is null ? written[0] : site.Sql, added));
    }

    /// <summary>A statement for each value in front of the call; only when the parameters were created beside it.</summary>
    private static SqlRemedy? AddTo(IdentifierNameSyntax parameters, IEnumerable<(string Name, ExpressionSyntax Value)> values, SqlSite site, SqlRemedy remedy)
    {
        if (site.Model.GetSymbolInfo(parameters, site.CancellationToken).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences[0].GetSyntax(site.CancellationToken).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { } declaration
            || site.Sql.CertainStatement() is not { } statement || statement.Parent != declaration.Parent)
            return null;
        return remedy.InsertBefore(statement, values.Select(value => $"{parameters.Identifier.Text}.Add({LiteralWriter.Regular(value.Name)}, {value.Value.WithoutTrivia()});"));
    }
}
