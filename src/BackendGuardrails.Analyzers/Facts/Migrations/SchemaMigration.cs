using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>One migration of the compilation: what it does, in which order, and on which databases.</summary>
/// <param name="Id">Such as <c>20260114093000_AddInvoices</c>; null where neither an attribute nor the name of the file says it.</param>
/// <param name="UpMethod">The <c>Up</c> that runs; of a base class where the migration has none of its own.</param>
/// <param name="DownMethod">Null where nobody has written one.</param>
/// <param name="Up">What <c>Up</c> does.</param>
/// <param name="Providers">The databases it is for; none where nothing says it.</param>
/// <param name="IsSettled">It is not after the migration that the team has named as its last one without guardrails.</param>
internal sealed record SchemaMigration(
    INamedTypeSymbol Type, string? Id, IMethodSymbol UpMethod, IMethodSymbol? DownMethod, ImmutableArray<SchemaOperation> Up, DatabaseProviders Providers, bool IsSettled)
{
    private readonly Lazy<ImmutableHashSet<string>> _written = new(() => WrittenTables(UpMethod, Up));

    /// <summary>The databases that an operation of it is for, as far as one can tell; none where nothing says it.</summary>
    public DatabaseProviders ProvidersOf(SchemaOperation operation) =>
        operation.Providers == DatabaseProviders.All ? Providers : Providers == DatabaseProviders.None ? operation.Providers : operation.Providers & Providers;

    /// <summary>Whether the migration creates the table before: nobody uses it yet.</summary>
    public bool CreatesTableOf(SchemaOperation operation) => operation.Table is { } table
        && (Before(operation).Any(earlier => earlier.Name == "CreateTable" && IsSameTable(earlier, operation)) || IsWrittenToCreate(table));

    /// <summary>The operation of this migration that adds one of the columns, if it does so before.</summary>
    public SchemaOperation? AddedBefore(SchemaOperation operation, string column) =>
        Before(operation).FirstOrDefault(earlier => earlier.Name == "AddColumn" && earlier.Column == column && IsSameTable(earlier, operation));

    /// <summary>What <c>Up</c> does before the operation, next to it last.</summary>
    public IEnumerable<SchemaOperation> Before(SchemaOperation operation) => Up.TakeWhile(earlier => earlier != operation);

    /// <summary>A call that does not compile is no operation yet, but says what it is going to create.</summary>
    private bool IsWrittenToCreate(string table) => _written.Value.Contains(table);

    private static ImmutableHashSet<string> WrittenTables(IMethodSymbol up, ImmutableArray<SchemaOperation> operations) => up.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>())
        .Where(call => call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateTable" }, ArgumentList.Arguments.Count: > 0 } && operations.All(operation => operation.Call.Syntax != call))
        .Select(call => (call.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "name") ?? call.ArgumentList.Arguments[0]).Expression)
        .Select(name => (name as LiteralExpressionSyntax)?.Token.Value as string)
        .OfType<string>()
        .ToImmutableHashSet();

    private static bool IsSameTable(SchemaOperation one, SchemaOperation other) => one.IsAbout(other.Table, other.Schema);
}
