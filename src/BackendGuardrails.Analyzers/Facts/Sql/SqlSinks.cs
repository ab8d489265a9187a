using System.Collections.Concurrent;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Sql;

/// <summary>Which operations hand a text to a database as SQL?</summary>
internal sealed class SqlSinks(Compilation compilation, OptionReader options)
{
    public const string DbCommand = "System.Data.IDbCommand";
    public const string BatchCommand = "System.Data.Common.DbBatchCommand";
    private const string CommandText = "CommandText";
    private const string RelationalFacade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string RelationalQueries = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
    private const string Npgsql = "Npgsql.NpgsqlConnection";

    /// <summary>Libraries one of which a compilation needs to send SQL at all.</summary>
    public static readonly string[] Libraries = [DbCommand, RelationalQueries, "System.Data.Entity.Database", "Dapper.SqlMapper"];

    /// <summary>Methods by name, the types that declare them, and the parameter with the text.</summary>
    private static readonly ILookup<string, (string Type, string Parameter, SqlSinkKind Kind)> Methods = new[]
    {
        ("FromSqlRaw", RelationalQueries, "sql", SqlSinkKind.EfRaw),
        ("FromSqlRaw", "Microsoft.EntityFrameworkCore.CosmosQueryableExtensions", "sql", SqlSinkKind.EfRaw),
        ("FromSql", RelationalQueries, "sql", SqlSinkKind.EfFormattable),
        ("FromSqlInterpolated", RelationalQueries, "sql", SqlSinkKind.EfFormattable),
        ("ExecuteSqlRaw", RelationalFacade, "sql", SqlSinkKind.EfRaw),
        ("ExecuteSqlRawAsync", RelationalFacade, "sql", SqlSinkKind.EfRaw),
        ("ExecuteSqlCommand", RelationalFacade, "sql", SqlSinkKind.EfRaw),
        ("ExecuteSqlCommandAsync", RelationalFacade, "sql", SqlSinkKind.EfRaw),
        ("SqlQueryRaw", RelationalFacade, "sql", SqlSinkKind.EfRaw),
        ("ExecuteSql", RelationalFacade, "sql", SqlSinkKind.EfFormattable),
        ("ExecuteSqlAsync", RelationalFacade, "sql", SqlSinkKind.EfFormattable),
        ("ExecuteSqlInterpolated", RelationalFacade, "sql", SqlSinkKind.EfFormattable),
        ("ExecuteSqlInterpolatedAsync", RelationalFacade, "sql", SqlSinkKind.EfFormattable),
        ("SqlQuery", RelationalFacade, "sql", SqlSinkKind.EfFormattable),
        ("Sql", "Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder", "sql", SqlSinkKind.Migration),
        ("SqlQuery", "System.Data.Entity.Database", "sql", SqlSinkKind.Ef6),
        ("SqlQuery", "System.Data.Entity.DbSet", "sql", SqlSinkKind.Ef6),
        ("SqlQuery", "System.Data.Entity.DbSet`1", "sql", SqlSinkKind.Ef6),
        ("ExecuteSqlCommand", "System.Data.Entity.Database", "sql", SqlSinkKind.Ef6),
        ("ExecuteSqlCommandAsync", "System.Data.Entity.Database", "sql", SqlSinkKind.Ef6),
        ("CreateCommand", "System.Data.Common.DbDataSource", "commandText", SqlSinkKind.CreateCommand),
        ("BeginBinaryImport", Npgsql, "copyFromCommand", SqlSinkKind.Copy),
        ("BeginBinaryImportAsync", Npgsql, "copyFromCommand", SqlSinkKind.Copy),
        ("BeginTextImport", Npgsql, "copyFromCommand", SqlSinkKind.Copy),
        ("BeginTextImportAsync", Npgsql, "copyFromCommand", SqlSinkKind.Copy),
        ("BeginBinaryExport", Npgsql, "copyToCommand", SqlSinkKind.Copy),
        ("BeginBinaryExportAsync", Npgsql, "copyToCommand", SqlSinkKind.Copy),
        ("BeginTextExport", Npgsql, "copyToCommand", SqlSinkKind.Copy),
        ("BeginTextExportAsync", Npgsql, "copyToCommand", SqlSinkKind.Copy),
        ("BeginRawBinaryCopy", Npgsql, "copyCommand", SqlSinkKind.Copy),
        ("BeginRawBinaryCopyAsync", Npgsql, "copyCommand", SqlSinkKind.Copy),
        ("CreateSQLQuery", "NHibernate.ISession", "queryString", SqlSinkKind.Configured),
    }.ToLookup(row => row.Item1, row => (row.Item2, row.Item3, row.Item4), StringComparer.Ordinal);

    /// <summary>Types all of whose parameters of this name take SQL.</summary>
    private static readonly (string Type, string Parameter, SqlSinkKind Kind)[] Families =
    [
        ("Dapper.SqlMapper", "sql", SqlSinkKind.Dapper),
        ("Dapper.SqlBuilder", "sql", SqlSinkKind.Dapper),
        ("MySql.Data.MySqlClient.MySqlHelper", "commandText", SqlSinkKind.Configured),
        ("RepoDb.DbConnectionExtension", "commandText", SqlSinkKind.Configured),
        ("LinqToDB.Data.DataConnectionExtensions", "sql", SqlSinkKind.Configured),
        ("ServiceStack.OrmLite.OrmLiteReadApi", "sql", SqlSinkKind.Configured),
        ("NPoco.IDatabase", "sql", SqlSinkKind.Configured),
        ("PetaPoco.IDatabase", "sql", SqlSinkKind.Configured),
    ];

    private static readonly ImmutableHashSet<string> FamilyParameters = Families.Select(family => family.Parameter).ToImmutableHashSet(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<IMethodSymbol, (string Parameter, SqlSinkKind Kind)?> _families = new(SymbolEqualityComparer.Default);

    public SqlSink? Of(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => OfText(assignment, target.Property, assignment.Value),
        ICompoundAssignmentOperation { Target: IPropertyReferenceOperation target } addition => OfText(addition, target.Property, addition.Value),
        IObjectCreationOperation { Constructor: { } constructor } creation => OfCreation(creation, constructor),
        IInvocationOperation call => OfCall(call),
        _ => null,
    };

    private static SqlSink? OfText(IOperation assignment, IPropertySymbol property, IOperation value)
    {
        if (property.Name != CommandText)
            return null;
        if (property.IsMemberOf(DbCommand))
            return new(SqlSinkKind.CommandText, assignment, value, CommandText);
        return property.IsMemberOf(BatchCommand) ? new(SqlSinkKind.Batch, assignment, value, CommandText) : null;
    }

    private SqlSink? OfCreation(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;
        if (type.IsStatic || TextArgument(creation.Arguments) is not { } text)
            return null;
        SqlSinkKind? kind = type.IsOrInherits(DbCommand) ? SqlSinkKind.CommandConstructor
            : type.IsOrInherits(BatchCommand) ? SqlSinkKind.Batch
            : type.IsOrInherits("System.Data.IDbDataAdapter") ? SqlSinkKind.Adapter
            : type.Is("Dapper.CommandDefinition") ? SqlSinkKind.CommandDefinition
            : IsConfigured(constructor, creation) ? SqlSinkKind.Configured
            : null;
        return kind is { } found ? new(found, creation, text.Value, type.Name) : null;
    }

    private SqlSink? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        foreach (var (type, parameter, kind) in Methods[method.Name])
        {
            if (method.IsMemberOf(type) && Argument(call, parameter) is { } text)
                return new(kind, call, text, method.Name);
        }

        if (MayBeOfFamily(method) && FamilyOf(method.OriginalDefinition) is { } family && Argument(call, family.Parameter) is { } familiar)
            return new(family.Kind, call, familiar, method.Name);
        if (method.Name == "CreateCommand" && method.ContainingType.IsOrInherits("System.Data.IDbConnection") && TextArgument(call.Arguments) is { } created)
            return new(SqlSinkKind.CreateCommand, call, created.Value, method.Name);
        return IsConfigured(method, call) && TextArgument(call.Arguments) is { } configured ? new(SqlSinkKind.Configured, call, configured.Value, $"{method.ContainingType.Name}.{method.Name}") : null;
    }

    /// <summary>Told by the names of its parameters, because most calls are not.</summary>
    private static bool MayBeOfFamily(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (FamilyParameters.Contains(parameter.Name))
                return true;
        }

        return false;
    }

    /// <summary>In the library itself the body of the member is what sends the text; a project beside it has its source only in an editor, and its members in a build as well.</summary>
    private (string Parameter, SqlSinkKind Kind)? FamilyOf(IMethodSymbol method) => _families.GetOrAdd(method, key =>
    {
        if (SymbolEqualityComparer.Default.Equals(key.ContainingAssembly, compilation.Assembly))
            return null;
        foreach (var (type, name, kind) in Families)
        {
            if (key.Parameters.Any(parameter => parameter.Name == name && parameter.Type.SpecialType == SpecialType.System_String) && key.IsMemberOf(type))
                return (name, kind);
        }

        return null;
    });

    private static IOperation? Argument(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
                return argument.Value;
        }

        return null;
    }

    /// <summary>The first argument that is a text: providers call it cmdText, commandText, selectCommandText, query.</summary>
    private static IArgumentOperation? TextArgument(ImmutableArray<IArgumentOperation> arguments)
    {
        IArgumentOperation? first = null;
        foreach (var argument in arguments)
        {
            // They come as they are written, which need not be the order of the parameters.
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String } parameter && argument.IsWritten() && !(first?.Parameter?.Ordinal < parameter.Ordinal))
                first = argument;
        }

        return first;
    }

    private bool IsConfigured(IMethodSymbol method, IOperation operation) => options.Read(GuardrailOptions.SqlSinks, operation.Syntax.SyntaxTree).ContainsMember(method);
}
