using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>
/// Does a migration only take back a relation that came into the model by mistake? Beside the two keys of a row that joins two tables there is an optional third one, which no navigation of the row leads to:
/// EF Core makes it up for a collection whose other side was mapped to another class. Only the model of the migration before says so, which the designer wrote.
/// </summary>
internal static class StrayRelations
{
    public static bool IsOf(SchemaOperation drop, SchemaMigration migration, SchemaMigrations migrations, CancellationToken cancellationToken)
    {
        if (drop is not { Name: "DropColumn", Table: { } table, Column: { } column } || !migration.Up.All(operation => operation.Name is "DropForeignKey" or "DropIndex" or "DropColumn")
            || !migration.Up.Any(operation => operation.Name == "DropForeignKey" && operation.IsAbout(table, drop.Schema) && operation.Text("name")?.EndsWith("_" + column, StringComparison.Ordinal) == true))
            return false;
        return migrations.Before(migration, cancellationToken).FirstOrDefault() is { } previous
            && previous.Type.DeclaringSyntaxReferences.Any(half => IsIn(half.GetSyntax(cancellationToken), table, column));
    }

    private static bool IsIn(SyntaxNode designer, string table, string column)
    {
        var calls = designer.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.Expression is MemberAccessExpressionSyntax).ToList();
        var entities = calls.Where(call => NameOf(call) == "Entity" && call.ArgumentList.Arguments.Count == 2 && TextOf(call, 0) is not null).ToList();
        if (entities.FirstOrDefault(entity => CallsIn(entity, "ToTable").Any(call => TextOf(call, 0) == table)) is not { } shape || TextOf(shape, 0) is not { } name)
            return false;
        return CallsIn(shape, "HasKey").Any(key => key.ArgumentList.Arguments.Count > 1 && TextsOf(key).All(part => part is not null && part != column))
            && CallsIn(shape, "Property").Any(property => TextOf(property, 0) == column && IsOptional(property))
            && entities.Where(entity => TextOf(entity, 0) == name).SelectMany(entity => CallsIn(entity, "HasForeignKey")).Any(key => TextsOf(key).SequenceEqual(new[] { column }) && IsWithoutNavigation(key));
    }

    /// <summary>b.HasOne("User", null).WithMany("Groups").HasForeignKey("UserId")</summary>
    private static bool IsWithoutNavigation(InvocationExpressionSyntax key)
    {
        for (var call = key; call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax before }; call = before)
        {
            if (NameOf(before) == "HasOne")
                return before.ArgumentList.Arguments.Count == 2 && before.ArgumentList.Arguments[1].Expression is LiteralExpressionSyntax { Token.Value: null };
        }

        return false;
    }

    /// <summary>b.Property&lt;Guid?&gt;("UserId")</summary>
    private static bool IsOptional(InvocationExpressionSyntax property) =>
        property.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } types } } && types[0] is NullableTypeSyntax or PredefinedTypeSyntax { Keyword.ValueText: "string" };

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(InvocationExpressionSyntax entity, string name) =>
        entity.ArgumentList.Arguments[1].DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => NameOf(call) == name);

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private static string? TextOf(InvocationExpressionSyntax call, int position) => TextsOf(call).Skip(position).FirstOrDefault();

    private static IEnumerable<string?> TextsOf(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value as string);
}
