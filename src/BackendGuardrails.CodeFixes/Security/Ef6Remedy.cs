using System.Globalization;
using BackendGuardrails.Facts;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Shared.Sql;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Security;

/// <summary>Entity Framework 6: numbered placeholders <c>@p0</c>, and the values as further arguments.</summary>
internal static class Ef6Remedy
{
    public static SqlRemedy? For(SqlSite site)
    {
        if (site.Sink != nameof(SqlSinkKind.Ef6) || site.Sql.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
            || Existing(site, call) is not { } existing
            // With values there the text is read as a format.
            || site.Template.Parts.OfType<SqlConstant>().Any(constant => constant.Value.IndexOfAny(new[] { '{', '}' }) >= 0)
            || SqlSlots.Of(site.Template) is not { } slots)
            return null;
        var dialect = SqlDialects.Of(null, site.Model.Compilation);
        var values = new List<ExpressionSyntax>();
        var names = new Dictionary<SqlSlot, string>();
        foreach (var slot in slots.Where(slot => !slot.IsName))
        {
            if (slot.Position == HolePosition.List || site.ValueOf(slot, dialect) is not { } value)
                return null;
            names[slot] = $"@p{(existing + values.Count).ToString(CultureInfo.InvariantCulture)}";
            values.Add(value.AsInText.WithoutTrivia());
        }

        if (!names.Keys.Any(SqlParameters.IsText) || SqlRewrite.WithPlaceholders(site.Template, slots, slot => names.TryGetValue(slot, out var name) ? name : null) is not { } written)
            return null;
        var remedy = new SqlRemedy("Pass the values as parameters", SqlRemedy.Values);
        for (var index = 0; index < written.Length && site.Template.Local is not null; index++)
            remedy.Replace(site.Template.Origins[index], written[index]);
        var arguments = site.Template.Local is null ? list.ReplaceNode(argument.Expression, written[0]) : list;
        return remedy.Replace(list, values.Aggregate(arguments, (changed, value) => changed.Append(value, "parameters")));
    }

    /// <summary>How many values are passed already; null when they are named parameters, or an array.</summary>
    private static int? Existing(SqlSite site, InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null)
            || site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation operation
            || operation.Arguments.FirstOrDefault(argument => argument.Parameter?.IsParams == true) is not { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation array })
            return null;
        var values = array.Initializer?.ElementValues ?? default;
        return values.IsDefaultOrEmpty ? 0 : values.Any(value => value.Unwrap().Type.IsOrInherits("System.Data.Common.DbParameter")) ? null : values.Length;
    }
}
