using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>Which services does this program register with Microsoft.Extensions.DependencyInjection, and for how long does each live?</summary>
internal sealed class ServiceRegistrations(SourceNames names)
{
    private const string Collection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    private const string Descriptor = "Microsoft.Extensions.DependencyInjection.ServiceDescriptor";
    private const string Activator = "Microsoft.Extensions.DependencyInjection.ActivatorUtilities";

    private static readonly ImmutableDictionary<string, ServiceLife> Lives = new[] { ServiceLife.Transient, ServiceLife.Scoped, ServiceLife.Singleton }
        .SelectMany(life => new[] { "Add", "TryAdd", "AddKeyed", "TryAddKeyed", "" }.Select(verb => (Name: verb + life, Life: life)))
        .Append((Name: "AddHostedService", Life: ServiceLife.Singleton))
        .ToImmutableDictionary(row => row.Name, row => row.Life, StringComparer.Ordinal);

    private static readonly ImmutableHashSet<string> Contexts = ImmutableHashSet.Create(StringComparer.Ordinal, "AddDbContext", "AddDbContextPool", "AddDbContextFactory");

    private readonly ConcurrentDictionary<string, Index> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, ServiceRegistration?> _bound = new();
    private volatile ILookup<string, InvocationExpressionSyntax>? _written;
    private volatile ImmutableHashSet<string>? _namedForLong;

    /// <summary>What those are given who ask for the service.</summary>
    public IEnumerable<ServiceRegistration> Of(ITypeSymbol service, CancellationToken cancellationToken) => Naming(service, cancellationToken).ByService[service.OriginalDefinition];

    /// <summary>The registrations of a class, by whatever name it is asked for.</summary>
    public IEnumerable<ServiceRegistration> With(ITypeSymbol implementation, CancellationToken cancellationToken) => Naming(implementation, cancellationToken).ByImplementation[implementation.OriginalDefinition];

    /// <summary>Whether each registration of the service has this life: what one branch registers otherwise is not known to have it.</summary>
    public bool IsAlways(ITypeSymbol service, ServiceLife life, CancellationToken cancellationToken) => Of(service, cancellationToken).All(registration => registration.Life == life);

    /// <summary>A question that binds nothing: is the class named where something is registered that lives as long as the program?</summary>
    public bool MayLiveLong(INamedTypeSymbol type, CancellationToken cancellationToken) => (_namedForLong ??= NamedForLong(cancellationToken)).Contains(type.Name);

    /// <summary>Each call of a program is asked, and of most the first letter tells.</summary>
    public static bool IsRegistration(string method) => method.Length > 5 && method[0] is 'A' or 'T' or 'S' && IsListed(method);

    private static bool IsListed(string method) => Lives.ContainsKey(method) || Contexts.Contains(method);

    public static ServiceRegistration? At(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ContainingType.DeclaringSyntaxReferences.IsEmpty || !method.ContainingType.Is(Descriptor) && call.Receiver()?.Type.IsOrInherits(Collection) != true || IsOfOwnContainer(call))
            return null;
        if (Contexts.Contains(method.Name))
            return OfContext(call);
        return Lives.TryGetValue(method.Name, out var life) && TypesOf(call) is { Length: > 0 } types ? Of(call, life, types) : null;
    }

    /// <summary>Code that makes a container for itself, <c>new ServiceCollection()</c>, decides how long that lives: it is not that of the program.</summary>
    private static bool IsOfOwnContainer(IInvocationOperation call)
    {
        var receiver = call.Receiver();
        while (receiver?.Unwrap() is IInvocationOperation { TargetMethod.ContainingType: { } type } before && !type.Is(Descriptor))
            receiver = before.Receiver();
        return receiver is not null && Origins.InitialValueOrSelf(receiver) is IObjectCreationOperation made && made.Type.Is("Microsoft.Extensions.DependencyInjection.ServiceCollection");
    }

    /// <summary>The type that a call of <c>GetRequiredService</c> and its like asks this provider for; null for other code.</summary>
    public static ITypeSymbol? AskedFor(IOperation value, Func<IOperation, bool> isProvider)
    {
        if (value.Unwrap() is not IInvocationOperation { TargetMethod: { TypeArguments.Length: 1, Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService" } method } call || method.ContainingType.ContainingNamespace?.Name != "DependencyInjection")
            return null;
        return call.Receiver() is { } provider && isProvider(provider.Unwrap()) ? method.TypeArguments[0] : null;
    }

    /// <summary><c>ActivatorUtilities.CreateInstance&lt;T>(provider)</c></summary>
    public static ITypeSymbol? Activated(IOperation value) =>
        value.Unwrap() is IInvocationOperation { TargetMethod: { Name: "CreateInstance" or "GetServiceOrCreateInstance", TypeArguments.Length: 1 } method } && method.ContainingType.Is(Activator) ? method.TypeArguments[0] : null;

    /// <summary>What the parameter of the function stands for.</summary>
    public static bool IsParameter(IOperation value, IParameterSymbol? parameter) =>
        value is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    /// <summary>A program registers hundreds of services, and few are asked for: only the registrations that name the type are bound, and those that name none.</summary>
    private Index Naming(ITypeSymbol type, CancellationToken cancellationToken) =>
        _byName.TryGetValue(type.Name, out var known) ? known : _byName.GetOrAdd(type.Name, new Index(Find(type.Name, cancellationToken).ToList()));

    private IEnumerable<ServiceRegistration> Find(string name, CancellationToken cancellationToken)
    {
        var written = _written ??= Written(Lives.Keys.Concat(Contexts), cancellationToken).SelectMany(one => NamesIn(one).Distinct().Select(named => (named, one.Call))).ToLookup(pair => pair.named, pair => pair.Call, StringComparer.Ordinal);
        foreach (var call in written[name].Concat(written[""]))
        {
            if (!_bound.TryGetValue(call, out var registration))
                registration = _bound.GetOrAdd(call, names.ModelOf(call.SyntaxTree)?.GetOperation(call, cancellationToken) is IInvocationOperation operation ? At(operation) : null);
            if (registration is not null)
                yield return registration;
        }
    }

    /// <summary>What the registration says of types; an empty name where it says none: the service is what the argument is.</summary>
    private static IEnumerable<string> NamesIn((SimpleNameSyntax Name, InvocationExpressionSyntax Call) registration)
    {
        var identifiers = registration.Name.DescendantTokens().Concat(registration.Call.ArgumentList.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
        var saysType = registration.Name is GenericNameSyntax || registration.Call.ArgumentList.Arguments.Any(argument => argument.Expression is TypeOfExpressionSyntax);
        return saysType ? identifiers : [""];
    }

    private ImmutableHashSet<string> NamedForLong(CancellationToken cancellationToken) =>
        Written(Lives.Where(row => row.Value == ServiceLife.Singleton).Select(row => row.Key), cancellationToken)
            // AddDbContext<ShopContext>(contextLifetime: ServiceLifetime.Singleton)
            .Concat(Written(Contexts, cancellationToken).Where(registration => registration.Call.ArgumentList.Arguments.Count > 1 || registration.Call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null)))
            .SelectMany(registration => registration.Name.DescendantTokens().Concat(registration.Call.ArgumentList.DescendantTokens()))
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .ToImmutableHashSet(StringComparer.Ordinal);

    private IEnumerable<(SimpleNameSyntax Name, InvocationExpressionSyntax Call)> Written(IEnumerable<string> methods, CancellationToken cancellationToken)
    {
        foreach (var name in methods.SelectMany(method => names.Find(method, cancellationToken)))
        {
            if (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Name == name)
                yield return (name, call);
        }
    }

    private static ServiceRegistration? OfContext(IInvocationOperation call)
    {
        var types = call.TargetMethod.TypeArguments;
        if (types.IsEmpty)
            return null;
        var written = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "contextLifetime" && argument.IsWritten());
        if (written is not null && written.Value.Unwrap().ConstantValue is not { HasValue: true })
            return null;
        // The values of ServiceLifetime are Singleton, Scoped and Transient.
        var life = written?.Value.Unwrap().ConstantValue.Value switch { 0 => ServiceLife.Singleton, 2 => ServiceLife.Transient, _ => ServiceLife.Scoped };
        var implementation = call.TargetMethod.Name == "AddDbContextFactory" ? types[0] : types[types.Length - 1];
        return new(call, life, types[0], implementation, ImmutableArray<IOperation>.Empty, null);
    }

    private static ServiceRegistration Of(IInvocationOperation call, ServiceLife life, ITypeSymbol[] types)
    {
        var (function, instance) = (call.Argument("implementationFactory")?.Unwrap(), call.Argument("implementationInstance"));
        var isHosted = call.TargetMethod.Name == "AddHostedService";
        var provider = (function as IAnonymousFunctionOperation)?.Symbol.Parameters.FirstOrDefault();
        var made = function is IAnonymousFunctionOperation lambda ? Returned(lambda) : instance is null ? ImmutableArray<IOperation>.Empty : ImmutableArray.Create(instance.Unwrap());
        var implementation = made.Length == 1 && Activated(made[0]) is { } activated ? activated : function is null && instance is null ? types[types.Length - 1] : null;
        return new(call, life, types[0], implementation, made, provider, isHosted);
    }

    private static ImmutableArray<IOperation> Returned(IAnonymousFunctionOperation lambda) => lambda.Body.Executed().OfType<IReturnOperation>()
        .Where(result => result.ReturnedValue is not null)
        .SelectMany(result => Functions.Alternatives(result.ReturnedValue!))
        .Select(Origins.InitialValueOrSelf)
        .ToImmutableArray();

    private static ITypeSymbol[] TypesOf(IInvocationOperation call) => call.TargetMethod.TypeArguments.Length > 0
        ? call.TargetMethod.TypeArguments.ToArray()
        : call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<ITypeOfOperation>().Select(type => type.TypeOperand).ToArray();

    private sealed class Index(IReadOnlyCollection<ServiceRegistration> registrations)
    {
        private static readonly IEqualityComparer<ITypeSymbol> Comparer = SymbolEqualityComparer.Default;

        public ILookup<ITypeSymbol, ServiceRegistration> ByService { get; } = registrations.ToLookup(one => one.Service.OriginalDefinition, Comparer);

        public ILookup<ITypeSymbol, ServiceRegistration> ByImplementation { get; } = registrations.Where(one => one.Implementation is not null).ToLookup(one => one.Implementation!.OriginalDefinition, Comparer);
    }
}
