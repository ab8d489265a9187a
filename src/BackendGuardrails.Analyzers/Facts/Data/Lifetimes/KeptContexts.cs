using BackendGuardrails.Facts.Hosting;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Lifetimes;

/// <summary>Which contexts of EF Core does a class keep for as long as the program runs?</summary>
internal sealed class KeptContexts(SourceNames names, ServiceRegistrations registrations, LongLives lives, HeldContexts held)
{
    private const string ChosenConstructor = "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute";

    /// <summary>Types of which a static object keeps each context that is put into it.</summary>
    private static readonly string[] Keepers = ["System.Lazy`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Concurrent.ConcurrentDictionary`2"];

    /// <summary>In static members.</summary>
    public IEnumerable<KeptContext> InStatics(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic || field.IsConst || field.Type is not INamedTypeSymbol kept || !HeldContexts.MayHold(kept) || IsEmpty(field, cancellationToken) || field.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.ThreadStaticAttribute")))
                continue;
            if (Keepers.Any(keeper => kept.Is(keeper)))
                kept = (kept.TypeArguments[kept.TypeArguments.Length - 1] as INamedTypeSymbol)!;
            if (kept is null || (HeldContexts.IsContext(kept) ? ImmutableArray.Create<ITypeSymbol>(kept) : PathOfService(kept, cancellationToken)) is not { IsEmpty: false } path)
                continue;
            var member = field.AssociatedSymbol ?? field;
            if (member.Locations.FirstOrDefault(location => location.IsInSource) is { } place)
                yield return new(place, $"{type.Name}.{member.Name}", null, path, null);
        }
    }

    /// <summary>In the one object that there is of the class: what its constructor is given, and what it makes for its fields.</summary>
    public IEnumerable<KeptContext> InObject(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!MayKeep(type) || lives.Of(type, cancellationToken) is not var (life, by))
            yield break;
        var registered = by is { Operation: IInvocationOperation call } ? call.NameLocation() : null;
        foreach (var parameter in ConstructorOf(type, cancellationToken)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (held.PathFrom(parameter.Type, cancellationToken) is { IsEmpty: false } path && IsKept(parameter, cancellationToken) && parameter.Locations[0].IsInSource)
                yield return new(parameter.Locations[0], type.Name, life, path, registered);
        }

        foreach (var value in FieldValues(type, cancellationToken))
            yield return new(value.Syntax.GetLocation(), type.Name, life, ImmutableArray.Create(value.Type!), registered);
    }

    /// <summary>Behind a registration whose class is written elsewhere, or that makes the object by itself.</summary>
    public IEnumerable<KeptContext> InRegistration(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (ServiceRegistrations.At(call) is not { Life: ServiceLife.Singleton } registration || !registrations.IsAlways(registration.Service, ServiceLife.Singleton, cancellationToken))
            yield break;
        if (registration.Implementation is INamedTypeSymbol implementation)
        {
            if (HeldContexts.IsContext(implementation))
                yield return new(call.NameLocation(), implementation.Name, LongLife.Singleton, ImmutableArray.Create<ITypeSymbol>(implementation), null);
            else if (!implementation.DeclaringSyntaxReferences.Any(reference => names.ModelOf(reference.SyntaxTree) is not null)
                && ConstructorOf(implementation, cancellationToken)?.Parameters.Select(parameter => held.PathFrom(parameter.Type, cancellationToken)).FirstOrDefault(path => !path.IsEmpty) is { IsDefaultOrEmpty: false } path)
                yield return new(call.NameLocation(), implementation.Name, LongLife.Singleton, path, null);
            yield break;
        }

        foreach (var made in registration.Made)
        {
            if (HeldContexts.IsContext(made.Type))
                yield return new(call.NameLocation(), made.Type!.Name, LongLife.Singleton, ImmutableArray.Create(made.Type), null);
            // The class of a hosted service says so itself.
            else if (made is IObjectCreationOperation { Type: INamedTypeSymbol type } creation && lives.Of(type, cancellationToken) is null)
            {
                foreach (var argument in creation.Arguments.Where(argument => argument.IsWritten()))
                {
                    if (Given(argument.Value, registration, cancellationToken) is { IsEmpty: false } path)
                        yield return new(argument.Value.Syntax.GetLocation(), type.Name, LongLife.Singleton, path, call.NameLocation());
                }
            }
        }
    }

    private ImmutableArray<ITypeSymbol> Given(IOperation value, ServiceRegistration registration, CancellationToken cancellationToken)
    {
        var given = Origins.InitialValueOrSelf(value);
        if (HeldContexts.IsContext(given.Type))
            return registrations.Of(given.Type!, cancellationToken).Any(one => one.Life == ServiceLife.Singleton) ? ImmutableArray<ITypeSymbol>.Empty : ImmutableArray.Create(given.Type!);
        return ServiceRegistrations.AskedFor(given, provider => ServiceRegistrations.IsParameter(provider, registration.Provider)) is { } asked ? held.PathFrom(asked, cancellationToken) : ImmutableArray<ITypeSymbol>.Empty;
    }

    /// <summary>Never given a value.</summary>
    private bool IsEmpty(IFieldSymbol field, CancellationToken cancellationToken) =>
        field.IsReadOnly && field.ContainingType.StaticConstructors.All(constructor => constructor.IsImplicitlyDeclared) && Origins.DeclaredWith(field.AssociatedSymbol ?? field, names, cancellationToken) is null;

    /// <summary>A question that costs nothing: is it given an object, or has it a field for a context?</summary>
    private static bool MayKeep(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => HeldContexts.MayHold(parameter.Type)))
        || type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: false } field && HeldContexts.IsContext(field.Type));

    /// <summary>A service that is made anew for each unit of work, and of which a static member keeps one.</summary>
    private ImmutableArray<ITypeSymbol> PathOfService(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        HeldContexts.MayHold(type) && registrations.Of(type, cancellationToken).Any() ? held.PathFrom(type, cancellationToken) : ImmutableArray<ITypeSymbol>.Empty;

    /// <summary>The constructor that the container calls; null where that depends on what else is registered and not all would be given a context.</summary>
    private IMethodSymbol? ConstructorOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var all = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).OrderByDescending(constructor => constructor.Parameters.Length).ToList();
        if (all.FirstOrDefault(constructor => constructor.GetAttributes().Any(attribute => attribute.AttributeClass.Is(ChosenConstructor))) is { } chosen)
            return chosen;
        return all.Count > 0 && all.All(constructor => constructor.Parameters.Any(parameter => !held.PathFrom(parameter.Type, cancellationToken).IsEmpty)) ? all[0] : null;
    }

    /// <summary>Whether it is there after the construction; a context that is only asked in the constructor is not.</summary>
    private bool IsKept(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        var declaration = parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (declaration is null || names.ModelOf(declaration.SyntaxTree) is not { } model)
            return false;
        return declaration.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, parameter))
            .Any(name => declaration is TypeDeclarationSyntax && !name.Ancestors().Any(outer => outer is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax })
                || IsHandedOn(name) || name.Ancestors().TakeWhile(outer => outer != declaration).Any(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));
    }

    private static bool IsHandedOn(ExpressionSyntax name)
    {
        var value = name;
        while (value.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax)
            value = (ExpressionSyntax)value.Parent;
        return value.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right == value,
            ArgumentSyntax { Parent: TupleExpressionSyntax or ArgumentListSyntax { Parent: ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or BaseObjectCreationExpressionSyntax } } => true,
            // _db = Guard.NotNull(db)
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: AssignmentExpressionSyntax } } => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax } => true,
            _ => false,
        };
    }

    /// <summary>The contexts that the object makes for its fields when it is made itself.</summary>
    private IEnumerable<IOperation> FieldValues(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && HeldContexts.IsContext(field.Type)).ToList();
        if (fields.Count == 0)
            yield break;
        foreach (var field in fields)
        {
            if (Origins.DeclaredWith(field.AssociatedSymbol ?? field, names, cancellationToken) is { } value && IsNew(value))
                yield return value;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || Bodies.Of(constructor, names, cancellationToken) is not { } body)
                continue;
            foreach (var assignment in body.Executed().OfType<ISimpleAssignmentOperation>())
            {
                if (assignment.Target is IMemberReferenceOperation target && fields.Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol ?? field, target.Member)) && IsNew(assignment.Value))
                    yield return assignment.Value;
            }
        }
    }

    private static bool IsNew(IOperation value) => value.Unwrap() switch
    {
        IObjectCreationOperation creation => HeldContexts.IsContext(creation.Type),
        IInvocationOperation call => HeldContexts.IsContext(call.Type) && call.TargetMethod.Name is "CreateDbContext" or "GetRequiredService" or "GetService",
        _ => false,
    };
}
