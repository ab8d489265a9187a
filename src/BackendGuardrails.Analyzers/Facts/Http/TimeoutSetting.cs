using BackendGuardrails.Facts.Data;

namespace BackendGuardrails.Facts.Http;

internal enum TimeoutUnit
{
    /// <summary>A TimeSpan, infinite when it is -1 ms.</summary>
    TimeSpan,

    /// <summary>Seconds or a TimeSpan, infinite when 0.</summary>
    SecondsOrZero,

    /// <summary>A connection string that may have a timeout keyword.</summary>
    ConnectionString,
}

/// <summary>Does this operation say how long to wait for something remote, and which value is it?</summary>
internal sealed class TimeoutSetting
{
    public const string HttpClient = "System.Net.Http.HttpClient";
    public const string Command = "System.Data.IDbCommand";

    private const string Connection = "System.Data.IDbConnection";
    private const string ConnectionStringBuilder = "System.Data.Common.DbConnectionStringBuilder";
    private const string DataSource = "System.Data.Common.DbDataSource";
    private const string RelationalOptions = "Microsoft.EntityFrameworkCore.Infrastructure.RelationalDbContextOptionsBuilder`2";

    private static readonly string[] DapperTypes = ["Dapper.SqlMapper", "Dapper.CommandDefinition", "Dapper.Contrib.Extensions.SqlMapperExtensions"];

    private TimeoutSetting(string name, IOperation value, TimeoutUnit unit)
    {
        Name = name;
        Value = value;
        Unit = unit;
    }

    /// <summary>What a reader calls it, such as <c>HttpClient.Timeout</c>.</summary>
    public string Name { get; }

    public IOperation Value { get; }

    public TimeoutUnit Unit { get; }

    public static TimeoutSetting? At(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } target, Value: var value } => OfProperty(property, target.Instance?.Type, value),
        IInvocationOperation call => OfArguments(call.TargetMethod, call.Arguments),
        IObjectCreationOperation { Constructor: { } constructor } creation => OfArguments(constructor, creation.Arguments),
        _ => null,
    };

    private static TimeoutSetting? OfProperty(IPropertySymbol property, ITypeSymbol? instance, IOperation value) => property.Name switch
    {
        "Timeout" when property.IsMemberOf(HttpClient) => new("HttpClient.Timeout", value, TimeoutUnit.TimeSpan),
        "CommandTimeout" when property.IsMemberOf(Command) || property.IsMemberOf("Dapper.SqlMapper+Settings") => new("CommandTimeout", value, TimeoutUnit.SecondsOrZero),
        "CommandTimeout" or "ConnectTimeout" or "Timeout" or "ConnectionTimeout" or "DefaultCommandTimeout" when property.IsMemberOf(ConnectionStringBuilder) =>
            new(property.Name, value, TimeoutUnit.SecondsOrZero),
        "ConnectionString" when property.IsMemberOf(Connection) || instance.IsOrInherits(Connection) || property.IsMemberOf(ConnectionStringBuilder) =>
            new(property.Name, value, TimeoutUnit.ConnectionString),
        _ => null,
    };

    private static TimeoutSetting? OfArguments(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter || !argument.IsWritten())
                continue;
            if (method.Name == "SetCommandTimeout" && parameter.Name == "timeout" && method.IsMemberOf(EfCommands.RelationalFacade)
                || method.Name == "CommandTimeout" && method.IsMemberOf(RelationalOptions)
                || parameter.Name == "commandTimeout" && DapperTypes.Any(method.IsMemberOf))
                return new(method.Name is "CommandTimeout" or "SetCommandTimeout" ? method.Name : parameter.Name, argument.Value, TimeoutUnit.SecondsOrZero);
            if (parameter.Type.SpecialType == SpecialType.System_String && parameter.Name == "connectionString" && TakesConnectionString(method))
                return new("ConnectionString", argument.Value, TimeoutUnit.ConnectionString);
        }

        return null;
    }

    private static bool TakesConnectionString(IMethodSymbol method) =>
        method.IsMemberOf(Connection) || method.IsMemberOf(ConnectionStringBuilder) || method.IsMemberOf(DataSource) || method.ContainingType.Is("Npgsql.NpgsqlDataSourceBuilder")
        || method.IsExtensionMethod && method.Name.StartsWith("Use", StringComparison.Ordinal) && method.Parameters[0].Type.IsOrInherits(EfCommands.ContextOptions);
}
