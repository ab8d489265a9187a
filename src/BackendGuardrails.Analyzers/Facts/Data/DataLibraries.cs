namespace BackendGuardrails.Facts.Data;

/// <summary>Which members of which libraries go to the other side, by the type that declares them.</summary>
internal static class DataLibraries
{
    public const string EfQueries = "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
    public const string EfRelationalQueries = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
    public const string Ef6Queries = "System.Data.Entity.QueryableExtensions";
    public const string DbContext = "Microsoft.EntityFrameworkCore.DbContext";
    public const string Ef6DbContext = "System.Data.Entity.DbContext";
    public const string Facade = "Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade";
    public const string RelationalFacade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    public const string Dapper = "Dapper.SqlMapper";

    /// <summary>Any of these makes the rules about data access worth registering.</summary>
    public static readonly string[] Databases =
    [
        DbContext, Ef6DbContext, Dapper, "System.Data.Common.DbCommand", "Microsoft.AspNetCore.Identity.UserManager`1", "MongoDB.Driver.IMongoCollection`1", "NHibernate.ISession", "LinqToDB.IDataContext", "Marten.IQuerySession",
    ];

    public static readonly string[] Services =
    [
        "System.Net.Http.HttpClient", "Grpc.Core.ClientBase", "StackExchange.Redis.IDatabase", "RabbitMQ.Client.IModel", "RabbitMQ.Client.IChannel", "Azure.Messaging.ServiceBus.ServiceBusSender",
        "Confluent.Kafka.IProducer`2", "MassTransit.IPublishEndpoint",
    ];

    /// <summary>Types all of whose methods that start with one of the words make a trip; no word: all that return a task.</summary>
    private static readonly (string Type, TripKind Kind, string[] Words)[] Rows =
    [
        (DbContext, TripKind.Save, ["SaveChanges"]),
        (DbContext, TripKind.Query, ["Find"]),
        ("Microsoft.EntityFrameworkCore.DbSet`1", TripKind.Query, ["Find"]),
        (Ef6DbContext, TripKind.Save, ["SaveChanges"]),
        ("System.Data.Entity.DbSet", TripKind.Query, ["Find"]),
        ("System.Data.Entity.DbSet`1", TripKind.Query, ["Find"]),
        ("System.Data.Entity.IDbSet`1", TripKind.Query, ["Find"]),
        ("Microsoft.EntityFrameworkCore.ChangeTracking.NavigationEntry", TripKind.NavigationLoad, ["Load"]),
        ("System.Data.Entity.Infrastructure.DbCollectionEntry", TripKind.NavigationLoad, ["Load"]),
        ("System.Data.Entity.Infrastructure.DbReferenceEntry", TripKind.NavigationLoad, ["Load"]),
        ("Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry", TripKind.Query, ["Reload", "GetDatabaseValues"]),
        ("System.Data.Entity.Infrastructure.DbEntityEntry", TripKind.Query, ["Reload", "GetDatabaseValues"]),
        (Facade, TripKind.Transaction, ["BeginTransaction"]),
        (RelationalFacade, TripKind.Transaction, ["BeginTransaction"]),
        (RelationalFacade, TripKind.Write, ["ExecuteSql"]),
        ("System.Data.Entity.Database", TripKind.Transaction, ["BeginTransaction"]),
        ("System.Data.Entity.Database", TripKind.Write, ["ExecuteSqlCommand"]),
        (Dapper, TripKind.Query, ["Query", "ExecuteScalar", "ExecuteReader", "GetRowParser"]),
        (Dapper, TripKind.Write, ["Execute"]),
        ("Dapper.Contrib.Extensions.SqlMapperExtensions", TripKind.Query, ["Get"]),
        ("Dapper.Contrib.Extensions.SqlMapperExtensions", TripKind.Write, ["Insert", "Update", "Delete"]),
        ("System.Data.Common.DbCommand", TripKind.Query, ["ExecuteReader", "ExecuteScalar", "ExecuteDbDataReader"]),
        ("System.Data.Common.DbCommand", TripKind.Write, ["ExecuteNonQuery"]),
        ("System.Data.IDbCommand", TripKind.Query, ["ExecuteReader", "ExecuteScalar"]),
        ("System.Data.IDbCommand", TripKind.Write, ["ExecuteNonQuery"]),
        ("System.Data.Common.DbBatch", TripKind.Query, ["ExecuteReader", "ExecuteScalar"]),
        ("System.Data.Common.DbBatch", TripKind.Write, ["ExecuteNonQuery"]),
        ("System.Data.Common.DbDataAdapter", TripKind.Query, ["Fill"]),
        ("System.Data.Common.DbConnection", TripKind.Transaction, ["BeginTransaction"]),
        ("System.Data.IDbConnection", TripKind.Transaction, ["BeginTransaction"]),
        ("Microsoft.AspNetCore.Identity.UserManager`1", TripKind.Query, ["Find", "Get", "Is", "Has", "Check", "Count"]),
        ("Microsoft.AspNetCore.Identity.UserManager`1", TripKind.Write, []),
        ("Microsoft.AspNetCore.Identity.RoleManager`1", TripKind.Query, ["Find", "Get", "RoleExists", "Has"]),
        ("Microsoft.AspNetCore.Identity.RoleManager`1", TripKind.Write, []),
        ("Microsoft.AspNetCore.Identity.SignInManager`1", TripKind.Query, []),
        ("MongoDB.Driver.IMongoCollection`1", TripKind.Query, ["FindSync", "FindAsync", "Count", "EstimatedDocumentCount", "Distinct", "Aggregate"]),
        ("MongoDB.Driver.IMongoCollection`1", TripKind.Write, ["Insert", "Update", "Replace", "Delete", "FindOneAnd", "BulkWrite"]),
        ("MongoDB.Driver.IMongoCollectionExtensions", TripKind.Write, ["Insert", "Update", "Replace", "Delete", "FindOneAnd"]),
        ("MongoDB.Driver.IMongoCollectionExtensions", TripKind.Query, ["FindSync", "FindAsync", "Count", "Distinct"]),
        ("MongoDB.Driver.IAsyncCursorSourceExtensions", TripKind.Query, ["To", "First", "Single", "Any", "ForEach"]),
        ("MongoDB.Driver.IFindFluentExtensions", TripKind.Query, ["First", "Single", "Any"]),
        ("MongoDB.Driver.Linq.MongoQueryable", TripKind.Query, []),
        ("NHibernate.ISession", TripKind.Query, ["Get", "Load"]),
        ("NHibernate.ISession", TripKind.Write, ["Flush"]),
        ("Marten.IQuerySession", TripKind.Query, ["Load"]),
        ("Marten.IDocumentSession", TripKind.Save, ["SaveChanges"]),
        ("System.Net.Http.HttpClient", TripKind.Remote, ["Get", "Post", "Put", "Patch", "Delete", "Send"]),
        ("System.Net.Http.Json.HttpClientJsonExtensions", TripKind.Remote, ["Get", "Post", "Put", "Patch", "Delete"]),
        ("System.Net.Http.HttpMessageInvoker", TripKind.Remote, ["Send"]),
        ("StackExchange.Redis.IDatabase", TripKind.Remote, ["String", "Hash", "Key", "List", "Set", "SortedSet", "Lock", "Geo", "HyperLogLog", "Stream", "Publish", "Execute", "Script"]),
        ("StackExchange.Redis.IDatabaseAsync", TripKind.Remote, ["String", "Hash", "Key", "List", "Set", "SortedSet", "Lock", "Geo", "HyperLogLog", "Stream", "Publish", "Execute", "Script"]),
        ("Microsoft.Extensions.Caching.Distributed.IDistributedCache", TripKind.Remote, []),
        ("RabbitMQ.Client.IModel", TripKind.Remote, ["BasicPublish", "BasicGet"]),
        ("RabbitMQ.Client.IChannel", TripKind.Remote, ["BasicPublish", "BasicGet"]),
        ("RabbitMQ.Client.IChannelExtensions", TripKind.Remote, ["BasicPublish"]),
        ("Azure.Messaging.ServiceBus.ServiceBusSender", TripKind.Remote, ["SendMessageAsync"]),
        ("Confluent.Kafka.IProducer`2", TripKind.Remote, ["ProduceAsync"]),
        ("MassTransit.IPublishEndpoint", TripKind.Remote, ["Publish"]),
        ("MassTransit.ISendEndpoint", TripKind.Remote, ["Send"]),
    ];

    private static readonly ILookup<string, (string Type, TripKind Kind, string[] Words)> ByTypeName =
        Rows.ToLookup(row => row.Type.Substring(row.Type.LastIndexOf('.') + 1), StringComparer.Ordinal);

    /// <summary>Null for a method that stays at home.</summary>
    public static TripKind? Of(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary && method.MethodKind != MethodKind.ReducedExtension || method.ContainingType is not { } declaring)
            return null;
        for (INamedTypeSymbol? type = declaring; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (In(type, method) is { } kind)
                return kind;
            if (type.Is("Grpc.Core.ClientBase"))
                return method.Name is "WithHost" or "NewInstance" ? null : TripKind.Remote;
        }

        if (declaring.TypeKind == TypeKind.Interface || declaring.DeclaringSyntaxReferences.IsEmpty)
        {
            foreach (var implemented in declaring.AllInterfaces)
            {
                if (In(implemented, method) is { } kind)
                    return kind;
            }
        }

        return null;
    }

    private static TripKind? In(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var (name, kind, words) in ByTypeName[type.MetadataName])
        {
            if (words.Length == 0 ? ReturnsTask(method) && !IsToken(method) : words.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal)))
            {
                if (type.Is(name))
                    return kind;
            }
        }

        return null;
    }

    /// <summary>GenerateTwoFactorTokenAsync, VerifyUserTokenAsync: computed from the user that is there.</summary>
    private static bool IsToken(IMethodSymbol method) => method.Name.Contains("Token") && (method.Name.StartsWith("Generate", StringComparison.Ordinal) || method.Name.StartsWith("Verify", StringComparison.Ordinal));

    private static bool ReturnsTask(IMethodSymbol method) => method.ReturnType.Name is "Task" or "ValueTask";
}
