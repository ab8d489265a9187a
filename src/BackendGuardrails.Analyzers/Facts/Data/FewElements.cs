using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Does anything say that a list stays short, however many rows there are? It is computed in memory from one object, written in the configuration, put aside for this request, or names the few who may do everything.
/// </summary>
internal sealed class FewElements(RoundTrips trips, CalledMethods called, EntityModel model, ServiceTypes services, OptionReader options)
{
    /// <summary>A look into what a method of an entity does ends here.</summary>
    private const int MostMethods = RoundTrips.MostMethods;

    /// <summary>What such an object returns, it has from somewhere else.</summary>
    private static readonly ImmutableHashSet<string> Services = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "service", "repository", "manager", "store", "provider", "context", "cache", "factory", "query", "queries", "reader", "session", "connection", "dao", "gateway", "facade", "client", "api", "handler", "helper", "database", "db",
        "collection", "source", "response", "result", "importer", "parser", "file", "archive", "document", "stream", "worker", "processor", "work", "request", "command");

    private static readonly ImmutableHashSet<string> AllPowerful = ImmutableHashSet.Create(StringComparer.Ordinal, "admin", "admins", "administrator", "administrators", "host", "hosts", "owner", "owners", "root", "superadmin", "superuser");

    /// <summary>What somebody decides to have when the program is set up.</summary>
    private static readonly ImmutableHashSet<string> Setups = ImmutableHashSet.Create(StringComparer.Ordinal, "language", "culture", "locale", "currency");

    /// <summary>Who shares a program with others: what one request is about is nearly always of one of them.</summary>
    private static readonly ImmutableHashSet<string> Sharers = ImmutableHashSet.Create(StringComparer.Ordinal, "tenant", "organization", "organisation", "site", "store", "workspace", "realm", "portal");

    /// <summary>A migration that the database has had: there are as many as somebody has written.</summary>
    private const string MigrationRow = "Microsoft.EntityFrameworkCore.Migrations.HistoryRow";

    /// <summary>Lists of any length in one object.</summary>
    private static readonly string[] Contents = ["System.IO.Stream", "System.IO.TextReader", "Microsoft.AspNetCore.Http.IFormFile", "System.IO.FileInfo", "System.IO.DirectoryInfo"];

    public bool AreIn(IOperation source, CancellationToken cancellationToken)
    {
        var value = Awaited(Origins.InitialValueOrSelf(Awaited(source)));
        return ElementsOf(source.Unwrap().Type).Any(element => IsFewOf(element, source.Syntax.SyntaxTree)) || value switch
        {
            IPropertyReferenceOperation { Property: { Name: "Claims", ContainingType: var owner } } when owner.Is("System.Security.Claims.ClaimsPrincipal") || owner.Is("System.Security.Claims.ClaimsIdentity") => true,
            // An address and a header have room for a few.
            IPropertyReferenceOperation { Property: { Name: "Query" or "Headers" or "Cookies" or "RouteValues", ContainingType: var request } } when request.Is("Microsoft.AspNetCore.Http.HttpRequest") => true,
            IPropertyReferenceOperation { Property.Type.SpecialType: not SpecialType.System_String } member => SettingValues.IsOf(member) || RequestItems.IsIn(value),
            IInvocationOperation { TargetMethod.Name: "GroupBy" or "ToLookup" } groups when IsBySharer(groups) => true,
            IInvocationOperation call when QueryOperators.IsHome(call.TargetMethod.ContainingType) => QueryOperators.IsInMemory(call) && call.Receiver() is { } receiver && AreIn(receiver, cancellationToken),
            IInvocationOperation { TargetMethod: { Name: "GetDirectories" or "EnumerateDirectories", ContainingType: var folder } } when folder.Is("System.IO.Directory") || folder.Is("System.IO.DirectoryInfo") => true,
            IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } split => SettingValues.IsText(text) || IsOfPath(split),
            IInvocationOperation call => IsOfAllPowerful(call) || IsOfOneThing(call, cancellationToken) && !trips.Nearest(call, cancellationToken).Any(),
            _ => RequestItems.IsIn(value),
        };
    }

    /// <summary>path.Split('/'): as many as there are folders one in the other.</summary>
    private static bool IsOfPath(IInvocationOperation split) => split.Arguments.Any(argument => Origins.InitialValueOrSelf(argument.Value.Unwrap()).DescendantsAndSelf().Any(separator =>
        separator.ConstantValue is { HasValue: true, Value: '/' or '\\' or "/" or "\\" }));

    /// <summary>The author says so, or it is what an application is set up with; functions are as many as somebody wrote.</summary>
    private bool IsFewOf(ITypeSymbol element, SyntaxTree tree) =>
        element.Is(MigrationRow) || element.TypeKind == TypeKind.Delegate || element.Is("System.Linq.Expressions.Expression`1")
        || NameWords.Of(element.Name) is { IsEmpty: false } words && Setups.Contains(words[words.Length - 1])
        || options.Read(GuardrailOptions.SmallEntities, tree).Contains(element.Name);

    /// <summary>rows.GroupBy(row => row.TenantId), GroupBy(row => row.Tenant.Id)</summary>
    private static bool IsBySharer(IInvocationOperation groups) => GroupKeys.Of(groups)
        .Any(key => key is IPropertyReferenceOperation member && (Names(member.Property) || member.Instance?.Unwrap() is IPropertyReferenceOperation owner && Names(owner.Property)));

    private static bool Names(IPropertySymbol property) => NameWords.Of(property.Name).Any(Sharers.Contains);

    private static IOperation Awaited(IOperation value)
    {
        var current = value.Unwrap();
        while (true)
        {
            switch (current)
            {
                case IAwaitOperation await:
                    current = await.Operation.Unwrap();
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }:
                    current = task.Unwrap();
                    break;
                default:
                    return current;
            }
        }
    }

    /// <summary>users.GetUsersInRoleAsync(Roles.Admin): an application has a few of them.</summary>
    private static bool IsOfAllPowerful(IInvocationOperation call) =>
        NameWords.Of(call.TargetMethod.Name).Any(word => NameWords.Singular(word) == "role")
        && call.Arguments.Any(argument => argument.Value.Unwrap() is { Type.SpecialType: SpecialType.System_String } role && NameWords.Of(RoleOf(role)).Any(AllPowerful.Contains));

    private static string RoleOf(IOperation role) => role switch
    {
        { ConstantValue: { HasValue: true, Value: string name } } => name,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Name: var name } } => name,
        _ => "",
    };

    /// <summary>invoice.GetTags(), Tags.Of(invoice): a method of this code, about one object at hand, that need not wait for anything. A service may keep what it was loaded with, and an entity has its rows.</summary>
    private bool IsOfOneThing(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.Type is null or { Name: "Task" or "ValueTask" } || ProviderQueries.IsQueryType(call.Type) || call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !IsGetter(call.TargetMethod))
            return false;
        var things = ThingsOf(call, cancellationToken).ToList();
        return things.Count > 0 && things.All(thing =>
            IsAtHand(thing) && thing.Type is { } type && type.SpecialType != SpecialType.System_String && !IsSequence(type) && !IsContent(type) && !IsService(type)
            && (!model.IsEntity(type, cancellationToken) || IsComputed(call.TargetMethod, cancellationToken)));
    }

    /// <summary>What the method works on: the receiver and the arguments, without constants, what was injected, and the object itself, when it is asked about another one.</summary>
    private IEnumerable<IOperation> ThingsOf(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments.Select(argument => argument.Value.Unwrap()).Where(value => !value.ConstantValue.HasValue && value is not IDefaultValueOperation && !IsInjected(value, cancellationToken)).ToList();
        return call.Instance?.Unwrap() switch
        {
            null or IInstanceReferenceOperation => arguments,
            var receiver => arguments.Append(receiver),
        };
    }

    private bool IsInjected(IOperation value, CancellationToken cancellationToken) => value switch
    {
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } => !IsSequence(value.Type) || ElementsOf(value.Type).All(element => services.IsService(element, cancellationToken)),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => !IsSequence(value.Type) || ElementsOf(value.Type).All(element => services.IsService(element, cancellationToken)),
        _ => value.Type?.TypeKind == TypeKind.Interface && services.IsService(value.Type, cancellationToken) && !IsSequence(value.Type),
    };

    /// <summary>product.GetImageSizes(), of a class in another assembly whose code is not at hand: it answers at once.</summary>
    private static bool IsGetter(IMethodSymbol method) =>
        method is { IsStatic: false, IsExtensionMethod: false, ContainingType.TypeKind: TypeKind.Class } && method.Name.StartsWith("Get", StringComparison.Ordinal) && method.Name.Length > 3
        && method.ContainingNamespace.ToDisplayString() is var home && !home.StartsWith("System", StringComparison.Ordinal) && !home.StartsWith("Microsoft", StringComparison.Ordinal)
        && IsSequence(method.ReturnType);

    /// <summary>A variable, or a member of what one holds.</summary>
    private static bool IsAtHand(IOperation thing) => thing switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => thing.Type?.TypeKind != TypeKind.Interface,
        IPropertyReferenceOperation { Instance: { } owner } => IsAtHand(owner.Unwrap()),
        _ => false,
    };

    private static bool IsService(ITypeSymbol type) => NameWords.Of(type.Name) is { IsEmpty: false } words && Services.Contains(words[words.Length - 1]);

    private static bool IsContent(ITypeSymbol type) => Contents.Any(content => type.IsOrInherits(content));

    /// <summary>Nothing that the method does reads rows that belong to the entity.</summary>
    private bool IsComputed(IMethodSymbol start, CancellationToken cancellationToken)
    {
        if (start.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IMethodSymbol>();
        open.Enqueue((start.ReducedFrom ?? start).OriginalDefinition);
        while (open.Count > 0)
        {
            var method = open.Dequeue();
            if (!seen.Add(method))
                continue;
            if (seen.Count > MostMethods)
                return false;
            foreach (var operation in called.RunBy(method, cancellationToken))
            {
                if (operation is IPropertyReferenceOperation { Property.Type: var type } && ElementsOf(type).Any(element => model.IsEntity(element, cancellationToken)))
                    return false;
                foreach (var target in called.By(operation, cancellationToken))
                    open.Enqueue(target);
            }
        }

        return true;
    }

    public static bool IsSequence(ITypeSymbol? type) => type?.SpecialType != SpecialType.System_String
        && (type is IArrayTypeSymbol || type?.SpecialType == SpecialType.System_Collections_IEnumerable || type?.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable) == true);

    public static IEnumerable<ITypeSymbol> ElementsOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => new[] { array.ElementType },
        INamedTypeSymbol { SpecialType: not SpecialType.System_String } named => named.AllInterfaces.Append(named).Where(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T).Select(one => one.TypeArguments[0]),
        _ => Enumerable.Empty<ITypeSymbol>(),
    };
}
