namespace BackendGuardrails.Facts.Data;

/// <summary>A command that EF Core sends: what it is called in the code, and the context it goes through, if that can be told.</summary>
internal sealed record EfCommand(IOperation Operation, string Name, IOperation? Context)
{
    public Location Location => Operation is IInvocationOperation call ? call.NameLocation() : ((IForEachLoopOperation)Operation).Collection.Syntax.GetLocation();
}

/// <summary>Which operations send a command through EF Core? Composing a query does not; Dapper and ADO.NET are not EF.</summary>
internal static class EfCommands
{
    public const string DbContext = "Microsoft.EntityFrameworkCore.DbContext";
    public const string ContextOptions = "Microsoft.EntityFrameworkCore.DbContextOptionsBuilder";
    public const string DesignTimeFactory = "Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory`1";
    public const string DatabaseFacade = "Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade";
    public const string RelationalFacade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";
    private const int ChainLimit = 60;

    private static readonly string[] QueryExtensions =
    [
        "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions", "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions",
    ];

    public static EfCommand? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call when IsCommand(call) => new(call, call.TargetMethod.Name, ContextOf(call.Receiver())),
        IForEachLoopOperation loop when IsQuery(loop.Collection) => new(loop, "foreach", ContextOf(loop.Collection)),
        _ => null,
    };

    /// <summary>A DbContext, or an interface that stands for one.</summary>
    public static bool IsContext(ITypeSymbol? type) => type.IsOrInherits(DbContext)
        || type is { TypeKind: TypeKind.Interface } && type.GetMembers().OfType<IPropertySymbol>().Any(property => property.Type.Is(DatabaseFacade) || property.Type.Is(DbSet));

    /// <summary>The context at the root of a query, a set, a facade; null where the chain cannot be followed.</summary>
    public static IOperation? ContextOf(IOperation? value)
    {
        for (var steps = 0; value is not null && steps < ChainLimit; steps++)
        {
            value = value.Unwrap();
            if (value is IConditionalAccessInstanceOperation)
                value = Conditional(value)?.Operation.Unwrap() ?? value;
            if (IsContext(value.Type))
                return value;
            value = value switch
            {
                IInvocationOperation call => call.Receiver(),
                IPropertyReferenceOperation property => property.Instance,
                ITranslatedQueryOperation query => query.Operation,
                IAwaitOperation await => await.Operation,
                ILocalReferenceOperation local => Origins.InitialValue(local),
                _ => null,
            };
        }

        return null;
    }

    /// <summary>The <c>db?.…</c> that the instance stands for the <c>db</c> of.</summary>
    private static IConditionalAccessOperation? Conditional(IOperation instance) =>
        instance.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.Operation.Syntax == instance.Syntax);

    private static bool IsCommand(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.Name is "SaveChanges" or "SaveChangesAsync")
            return IsContext(call.Instance?.Type);
        if (method.Name is "Find" or "FindAsync")
            return type.Is(DbSet) || type.Is(DbContext);
        if (type.Is(RelationalFacade))
            return method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal);
        if (QueryExtensions.Any(extensions => type.Is(extensions)))
            return method.Name is "Load" or "ExecuteDelete" or "ExecuteUpdate" || method.Name.EndsWith("Async", StringComparison.Ordinal);
        if (type.Is("System.Linq.Queryable"))
            return !method.ReturnType.IsOrInherits("System.Linq.IQueryable") && ContextOf(call.Receiver()) is not null;
        return type.Is("System.Linq.Enumerable") && method.Name is "ToList" or "ToArray" or "ToDictionary" or "ToHashSet" or "ToLookup" && call.Receiver() is { } source && IsQuery(source);
    }

    private static bool IsQuery(IOperation value) => value.Unwrap().Type.IsOrInherits("System.Linq.IQueryable") && ContextOf(value) is not null;
}
