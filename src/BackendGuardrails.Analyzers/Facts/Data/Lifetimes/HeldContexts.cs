using System.Collections.Concurrent;
using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Facts.Data.Lifetimes;

/// <summary>Does an object of this type, made by the container, hold a context of EF Core, itself or through what it is given in turn?</summary>
internal sealed class HeldContexts(ServiceRegistrations registrations, Implementations implementations, SourceNames names)
{
    private const int Depth = 6;

    private static readonly ImmutableArray<ITypeSymbol> None = ImmutableArray<ITypeSymbol>.Empty;

    private static readonly string[] IdentityManagers =
    [
        "Microsoft.AspNetCore.Identity.UserManager`1", "Microsoft.AspNetCore.Identity.RoleManager`1", "Microsoft.AspNetCore.Identity.SignInManager`1",
    ];

    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<ITypeSymbol>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// From the type down to the context; empty when it holds none, when it lives as long as the program itself (then that is its own affair), or when it cannot be told.
    /// </summary>
    public ImmutableArray<ITypeSymbol> PathFrom(ITypeSymbol type, CancellationToken cancellationToken)
    {
        if (!MayHold(type))
            return None;
        return _known.TryGetValue(type, out var known) ? known : _known.GetOrAdd(type, PathFrom(type, Depth, cancellationToken));
    }

    /// <summary>Whether it is a type that can be a service at all.</summary>
    public static bool MayHold(ITypeSymbol type) => type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface };

    /// <summary>A context by its class, however it is registered.</summary>
    public static bool IsContext(ITypeSymbol? type) => type is { TypeKind: TypeKind.Class } && type.IsOrInherits(EfCommands.DbContext);

    private ImmutableArray<ITypeSymbol> PathFrom(ITypeSymbol type, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface } named)
            return None;
        if (_known.TryGetValue(type, out var known))
            return known;
        var registered = registrations.Of(named, cancellationToken).ToList();
        if (registered.Any(one => one.Life == ServiceLife.Singleton))
            return None;
        if (IsContext(named))
            return ImmutableArray.Create(type);
        if (IdentityManagers.Any(manager => named.IsOrInherits(manager)) && IdentityContext(cancellationToken) is { } store)
            return ImmutableArray.Create(type, store);
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            return registrations.Of(named.TypeArguments[0], cancellationToken).Any() ? PathFrom(named.TypeArguments[0], depth - 1, cancellationToken) : None;
        var behind = registered.Count > 0
            ? registered.Select(one => Behind(one, depth, cancellationToken)).FirstOrDefault(path => !path.IsDefaultOrEmpty)
            : Unregistered(named, cancellationToken) is { } only ? OfConstructor(only, depth, cancellationToken) : None;
        return behind.IsDefaultOrEmpty ? None : behind.Insert(0, type);
    }

    private ImmutableArray<ITypeSymbol> Behind(ServiceRegistration registration, int depth, CancellationToken cancellationToken)
    {
        if (registration.Implementation is { } implementation)
            return IsContext(implementation) ? ImmutableArray.Create(implementation) : OfConstructor(implementation, depth, cancellationToken);
        return registration.Made.Select(value => Made(value, registration.Provider, depth, cancellationToken)).FirstOrDefault(path => !path.IsDefaultOrEmpty);
    }

    /// <summary>What a function of a registration makes: it asks for another service, or hands what it asks for to a constructor.</summary>
    private ImmutableArray<ITypeSymbol> Made(IOperation value, IParameterSymbol? provider, int depth, CancellationToken cancellationToken)
    {
        if (ServiceRegistrations.AskedFor(value, receiver => ServiceRegistrations.IsParameter(receiver, provider)) is { } other)
            return PathFrom(other, depth - 1, cancellationToken);
        if (value is not IObjectCreationOperation creation)
            return None;
        if (IsContext(creation.Type))
            return ImmutableArray.Create(creation.Type!);
        return creation.Arguments.Select(argument => Given(argument.Value, provider, depth, cancellationToken)).FirstOrDefault(path => !path.IsDefaultOrEmpty);
    }

    private ImmutableArray<ITypeSymbol> Given(IOperation argument, IParameterSymbol? provider, int depth, CancellationToken cancellationToken) =>
        ServiceRegistrations.AskedFor(argument, receiver => ServiceRegistrations.IsParameter(receiver, provider)) is { } asked ? PathFrom(asked, depth - 1, cancellationToken)
        : IsContext(argument.Unwrap().Type) ? ImmutableArray.Create(argument.Unwrap().Type!) : None;

    private ImmutableArray<ITypeSymbol> OfConstructor(ITypeSymbol implementation, int depth, CancellationToken cancellationToken)
    {
        if ((implementation as INamedTypeSymbol)?.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility != Accessibility.Private).OrderByDescending(constructor => constructor.Parameters.Length).FirstOrDefault() is not { } longest)
            return None;
        return longest.Parameters.Select(parameter => PathFrom(parameter.Type, depth - 1, cancellationToken)).FirstOrDefault(path => !path.IsDefaultOrEmpty) is { IsDefault: false } found ? found : None;
    }

    /// <summary>The class that must be meant when nothing here registers the service: itself, or the only one that implements it.</summary>
    private INamedTypeSymbol? Unregistered(INamedTypeSymbol service, CancellationToken cancellationToken)
    {
        if (service is { TypeKind: TypeKind.Class, IsAbstract: false })
            return service.DeclaringSyntaxReferences.IsEmpty ? null : service;
        var candidates = implementations.DerivedFrom(service, cancellationToken).Where(type => type is { TypeKind: TypeKind.Class, IsAbstract: false }).Take(2).ToList();
        return candidates.Count == 1 && !registrations.With(candidates[0], cancellationToken).Any() ? candidates[0] : null;
    }

    /// <summary>The context of <c>AddIdentity(…).AddEntityFrameworkStores&lt;TContext>()</c>.</summary>
    private ITypeSymbol? IdentityContext(CancellationToken cancellationToken) => names.Find("AddEntityFrameworkStores", cancellationToken)
        .Select(name => names.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken).Symbol)
        .OfType<IMethodSymbol>()
        .Select(method => method.TypeArguments.FirstOrDefault())
        .FirstOrDefault(IsContext);
}
