using System.Collections.Immutable;
using BackendGuardrails.Shared.Sql;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Security;

/// <summary>The arguments of a raw EF call: the text, values for its placeholders <c>{0}</c>, and what else there is.</summary>
internal sealed class EfArguments
{
    private readonly ArgumentListSyntax _list;
    private readonly ArgumentSyntax _sql;
    private readonly IReadOnlyList<ExpressionSyntax> _values;
    private readonly IReadOnlyCollection<ArgumentSyntax> _removed;

    private EfArguments(ArgumentListSyntax list, ArgumentSyntax sql, IReadOnlyList<ExpressionSyntax> values, IReadOnlyCollection<ArgumentSyntax> removed) =>
        (_list, _sql, _values, _removed) = (list, sql, values, removed);

    public bool HasParameters => _removed.Count > 0;

    /// <summary>Null where the values cannot be told apart.</summary>
    public static EfArguments? Of(InvocationExpressionSyntax call, ArgumentSyntax sql, IInvocationOperation operation)
    {
        var parameters = operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "parameters");
        switch (parameters)
        {
            case null or { ArgumentKind: ArgumentKind.DefaultValue }:
                return new(call.ArgumentList, sql, Array.Empty<ExpressionSyntax>(), Array.Empty<ArgumentSyntax>());
            case { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } }:
                var values = elements.Select(element => element.Syntax).OfType<ExpressionSyntax>().ToList();
                return new(call.ArgumentList, sql, values, values.Select(value => value.Parent).OfType<ArgumentSyntax>().ToList());
            case { Syntax: ArgumentSyntax written } when Elements(written.Expression) is { } expressions:
                return new(call.ArgumentList, sql, expressions.ToList(), new[] { written });
            default:
                return null;
        }
    }

    /// <summary>The text as EF reads it: its placeholders are filled, its doubled braces are single ones. Null where it would not read it, or a value has no placeholder.</summary>
    public SqlTemplate? Fill(SqlTemplate template, SemanticModel model, CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.CreateBuilder<SqlPart>();
        var used = new HashSet<int>();
        foreach (var part in template.Parts)
        {
            if (part is not SqlConstant constant || constant.Value.IndexOfAny(new[] { '{', '}' }) < 0)
                parts.Add(part);
            else if (Filled(constant, used, model, cancellationToken) is { } filled)
                parts.AddRange(filled);
            else
                return null;
        }

        return used.Count == _values.Count ? template with { Parts = parts.ToImmutable() } : null;
    }

    public ArgumentListSyntax With(ExpressionSyntax sql)
    {
        var kept = _list.ReplaceNode(_sql.Expression, sql);
        return _removed.Select(argument => _list.Arguments.IndexOf(argument)).OrderByDescending(index => index)
            .Aggregate(kept, (list, index) => list.WithArguments(list.Arguments.RemoveAt(index)));
    }

    private static IEnumerable<ExpressionSyntax>? Elements(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => null,
    };

    private IEnumerable<SqlPart>? Filled(SqlConstant constant, HashSet<int> used, SemanticModel model, CancellationToken cancellationToken)
    {
        if (TextCalls.Items(constant.Value, _values) is not { } pieces)
            return null;
        var parts = new List<SqlPart>();
        foreach (var piece in pieces)
        {
            var @break = parts.Count == 0 ? constant.Break : null;
            if (piece.Value is not { } value)
            {
                parts.Add(new SqlConstant(piece.Constant!, null, null, constant.Origin, @break));
                continue;
            }

            if (piece.Clause.Length > 0 || model.GetTypeInfo(value, cancellationToken).Type is not { } type)
                return null;
            used.Add(_values.ToList().IndexOf(value));
            parts.Add(new SqlHole(value, type, "", null, constant.Origin, @break) { IsParameter = true });
        }

        return parts;
    }
}
