using BackendGuardrails.Facts;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Writes the code that gives a parameter to a command, in the way of its driver.</summary>
internal sealed class AdoParameterWriter(SqlSite site, AdoTarget target, AdoProvider provider, char sign)
{
    private readonly HashSet<string> _imports = new();

    public IEnumerable<string> Imports => _imports;

    /// <summary>Statements that add a parameter; null when the command cannot make one.</summary>
    public IReadOnlyList<string>? Statements(string name, SlotValue value)
    {
        var literal = LiteralWriter.Regular(NameOf(name));
        if (MethodToAdd() is { } method)
            return new[] { $"{target.Receiver}.Parameters.{method}({literal}, {Value(value)});" };
        if (provider.Parameter is not null)
            return new[] { $"{target.Receiver}.Parameters.Add({Creation(name, value)});" };
        if (!AdoTarget.InheritanceOf(target.Command).Any(type => type.GetMembers("CreateParameter").OfType<IMethodSymbol>().Any(create => create.Parameters.IsEmpty)))
            return null;
        var local = site.Sql.FreeLocal($"{name}Parameter");
        return new[]
        {
            $"var {local} = {target.Receiver}.CreateParameter();",
            $"{local}.ParameterName = {literal};",
            $"{local}.Value = {Value(value)};",
            $"{target.Receiver}.Parameters.Add({local});",
        };
    }

    /// <summary>The parameter as an expression.</summary>
    public string Creation(string name, SlotValue value)
    {
        var type = site.Model.Compilation.GetTypesByMetadataName(provider.Parameter!).First();
        return $"new {type.ToMinimalDisplayString(site.Model, site.Sql.SpanStart)}({LiteralWriter.Regular(NameOf(name))}, {Value(value)})";
    }

    private string NameOf(string name) => provider.IsNamedWithSign ? $"{sign}{name}" : name;

    /// <summary>The collection's own method that takes a name and a value: <c>AddWithValue</c>, of Oracle <c>Add</c>.</summary>
    private string? MethodToAdd()
    {
        if (provider.Parameter is null || AdoTarget.PropertyOf(target.Command, "Parameters")?.Type is not { } collection)
            return null;
        return new[] { "AddWithValue", "Add" }.FirstOrDefault(method => AdoTarget.InheritanceOf(collection).SelectMany(type => type.GetMembers(method)).OfType<IMethodSymbol>()
            .Any(candidate => candidate.Parameters.Length == 2
                && candidate.Parameters[0].Type.SpecialType == SpecialType.System_String && candidate.Parameters[1].Type.SpecialType == SpecialType.System_Object));
    }

    /// <summary>Drivers take null for a parameter that was forgotten: in quotes it was an empty text, elsewhere it is the null of the database.</summary>
    private string Value(SlotValue value)
    {
        var code = value.Code.WithoutTrivia();
        if (value.IsList || !MayBeNull(value.Code))
            return code.ToString();
        if (value.IsQuoted)
            return value.OrEmpty.ToString();
        if (!site.Imports("DBNull"))
            _imports.Add("System");
        var type = site.Model.GetNullableContext(site.Sql.SpanStart).AnnotationsEnabled() ? "object?" : "object";
        var operand = code is ConditionalAccessExpressionSyntax or AwaitExpressionSyntax ? code.ToString() : LiteralWriter.Operand(code);
        return $"({type}){operand} ?? DBNull.Value";
    }

    private bool MayBeNull(ExpressionSyntax value)
    {
        // What the remedy composes itself is never null.
        if (value.SyntaxTree != site.Sql.SyntaxTree || site.Model.GetTypeInfo(value, site.CancellationToken) is not { Type: { } type } info)
            return false;
        if (type.IsValueType)
            return !SymbolEqualityComparer.Default.Equals(type.Underlying(), type);
        if (info.Nullability.FlowState != NullableFlowState.None)
            return info.Nullability.FlowState == NullableFlowState.MaybeNull;
        return site.Model.GetSymbolInfo(value, site.CancellationToken).Symbol switch
        {
            IMethodSymbol method => method.ReturnNullableAnnotation,
            IPropertySymbol property => property.NullableAnnotation,
            _ => NullableAnnotation.None,
        } != NullableAnnotation.NotAnnotated;
    }
}
