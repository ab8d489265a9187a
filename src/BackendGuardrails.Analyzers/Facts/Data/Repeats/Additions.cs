namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>Which calls add a row or a document, each time they run?</summary>
internal static class Additions
{
    private static readonly (string Type, string[] Methods)[] Rows =
    [
        ("Microsoft.EntityFrameworkCore.DbSet`1", ["Add", "AddAsync", "AddRange", "AddRangeAsync"]), (DataLibraries.DbContext, ["Add", "AddAsync", "AddRange", "AddRangeAsync"]),
        ("System.Data.Entity.DbSet", ["Add", "AddRange"]), ("System.Data.Entity.DbSet`1", ["Add", "AddRange"]), ("System.Data.Entity.IDbSet`1", ["Add"]),
        ("Dapper.Contrib.Extensions.SqlMapperExtensions", ["Insert", "InsertAsync"]), ("MongoDB.Driver.IMongoCollection`1", ["InsertOne", "InsertOneAsync", "InsertMany", "InsertManyAsync"]),
        ("NHibernate.ISession", ["Save", "SaveAsync", "Persist", "PersistAsync"]), ("Marten.IDocumentOperations", ["Insert"]), ("LinqToDB.DataExtensions", ["Insert", "InsertAsync", "InsertWithIdentity", "InsertWithIdentityAsync"]),
    ];

    private static readonly ImmutableHashSet<string> Methods = Rows.SelectMany(row => row.Methods).ToImmutableHashSet(StringComparer.Ordinal);

    private static readonly string[] Repositories = ["Repository", "Store", "Dao"];

    private static readonly string[] Adding = ["Add", "Insert", "Create"];

    /// <summary>Whether the operation adds something, and of what type as far as one can say.</summary>
    public static bool Is(IOperation operation, out ITypeSymbol? entity)
    {
        entity = null;
        switch (operation)
        {
            case IInvocationOperation call when Methods.Contains(call.TargetMethod.Name) && Rows.Any(row => row.Methods.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.IsOrInherits(row.Type)):
                entity = AddedBy(call);
                return true;
            case IInvocationOperation { TargetMethod: { ContainingType: { IsGenericType: true } repository } method } call when IsAdding(method) && IsRepository(repository) && AddedBy(call) is { } added && repository.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, added)):
                entity = added;
                return true;
            case IInvocationOperation call:
                return call.Arguments.Any(argument => IsInsert(argument.Value)) && DataLibraries.Of(call.TargetMethod.OriginalDefinition) is TripKind.Write or TripKind.Query;
            case IObjectCreationOperation creation when creation.Type.IsOrInherits("System.Data.Common.DbCommand"):
                return creation.Arguments.Any(argument => IsInsert(argument.Value));
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "CommandText" } property } } text when property.ContainingType.IsOrInherits("System.Data.IDbCommand"):
                return IsInsert(text.Value);
            default:
                return false;
        }
    }

    /// <summary>The type of the first argument, or that of what is in the list; not a type that its caller decides.</summary>
    private static ITypeSymbol? AddedBy(IInvocationOperation call)
    {
        var type = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == (call.TargetMethod.IsExtensionMethod ? 1 : 0))?.Value.Unwrap() switch
        {
            IArrayCreationOperation { Initializer.ElementValues: { IsEmpty: false } values } => values[0].Unwrap().Type,
            { Type: IArrayTypeSymbol array } => array.ElementType,
            { Type: INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } list } when list.IsOrInherits("System.Collections.IEnumerable") => list.TypeArguments[0],
            var value => value?.Type,
        };
        return type is INamedTypeSymbol { SpecialType: SpecialType.None } ? type : null;
    }

    private static bool IsRepository(INamedTypeSymbol type) => Repositories.Any(word => type.Name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool IsAdding(IMethodSymbol method) => Adding.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal));

    /// <summary>A text that the database refuses, or ignores, the second time is no harm.</summary>
    private static bool IsInsert(IOperation value)
    {
        var sql = value.Unwrap() switch
        {
            { ConstantValue: { HasValue: true, Value: string constant } } => constant,
            IInterpolatedStringOperation text => text.Syntax.ToString(),
            _ => "",
        };
        return sql.IndexOf("INSERT INTO", StringComparison.OrdinalIgnoreCase) >= 0
            && !new[] { "ON CONFLICT", "ON DUPLICATE", "NOT EXISTS", "INSERT IGNORE", "INSERT OR " }.Any(guard => sql.IndexOf(guard, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
